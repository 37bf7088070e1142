import { newId } from '#kernel';
import type { TestEmployee } from '#testing';
import { Postman } from '../index.js';
import { Reminders } from '../reminders/reminders.js';
import { MailPortal, WEDNESDAY_10 } from './mail-portal.fixture.js';

describe('letters to who stands in for another', () => {
  let portal: MailPortal;
  let principal: TestEmployee;
  let colleague: TestEmployee;
  let standIn: TestEmployee;
  let emails: Record<string, string>;

  beforeAll(async () => {
    portal = await MailPortal.start();
  });
  afterAll(() => portal?.stop());
  beforeEach(async () => {
    await portal.clear();
    principal = await portal.employee({ surname: 'Ахметов', email: `${newId()}@body.test` });
    const { unitId } = principal;
    colleague = await portal.employee({ unitId });
    standIn = await portal.employee({ unitId });
    const rows = await portal.database.dataSource.query<{ id: string; email: string }[]>(
      'SELECT id, email FROM directory.employee',
    );
    emails = Object.fromEntries(rows.map(({ id, email }) => [id, email]));
  });

  async function delegate(of: TestEmployee, parts: Record<string, unknown> = {}): Promise<string> {
    const row = {
      starts_at: '2026-03-17T19:00:00Z',
      ends_at: '2026-03-20T19:00:00Z',
      made_at: WEDNESDAY_10,
      rooms: null,
      ...parts,
    };
    const id = newId();
    await portal.database.dataSource.query(
      `INSERT INTO directory.delegation (id, body_id, principal_id, stand_in_id, rooms, starts_at, ends_at, reason,
         made_at, made_by)
       SELECT $1, body_id, id, $3, $4, $5, $6, '', $7, id FROM directory.employee WHERE id = $2`,
      [id, of.id, standIn.id, row.rooms, row.starts_at, row.ends_at, row.made_at],
    );
    return id;
  }
  const lettersTo = ({ id }: TestEmployee) =>
    portal.server.taken.filter(({ recipients }) => recipients.includes(emails[id] ?? ''));
  const count = () => [principal, colleague, standIn].map((one) => lettersTo(one).length);

  test('he is told what the principal is asked, once, in his own language, and in whose stead', async () => {
    await delegate(principal);
    await portal.choose(standIn, { language: 'ru' });
    const postman = await portal.postman();
    await portal.put({ employeeIds: [principal.id] });
    await postman.round();
    await postman.round();
    expect(count()).toEqual([1, 0, 1]);
    expect(lettersTo(standIn)[0]?.subject).toBe('Завизировать: № 12/2026-1');
    for (const body of [lettersTo(standIn)[0]?.text, lettersTo(standIn)[0]?.html]) {
      expect(body).toMatch(/За кого: (<strong>)?Ахметов Әлихан/);
    }
    expect(lettersTo(principal)[0]?.text).not.toContain('Ахметов');
  });

  test('though the principal has muted his own, and not where the stand-in has', async () => {
    await delegate(principal);
    await portal.choose(principal, { mail: 'none' });
    const postman = await portal.postman();
    await portal.put({ employeeIds: [principal.id] });
    await postman.round();
    expect(count()).toEqual([0, 0, 1]);
    await portal.choose(standIn, { muted: ['agreement_needed'] });
    await portal.put({ employeeIds: [principal.id] });
    await postman.round();
    expect(count()).toEqual([0, 0, 1]);
  });

  test('once of a step that is asked of him too, or of two for whom he stands in', async () => {
    await delegate(principal);
    await delegate(colleague);
    const postman = await portal.postman();
    await portal.put({ employeeIds: [principal.id, standIn.id] });
    await postman.round();
    expect(count()).toEqual([1, 0, 1]);
    await portal.put({ employeeIds: [principal.id, colleague.id] });
    await postman.round();
    expect(count()).toEqual([2, 1, 2]);
  });

  test('not of what is for information, nor in a room in which he does not stand in', async () => {
    await delegate(principal);
    const postman = await portal.postman();
    await portal.put({ employeeIds: [principal.id], needs: 'information', verb: 'body_agreed' });
    await portal.put({ employeeIds: [principal.id], room: 'accounts', verb: 'decide_account' });
    await postman.round();
    expect(count()).toEqual([2, 0, 0]);
  });

  test('not of what was put before he stood in: that comes with its reminders', async () => {
    await delegate(principal, { made_at: '2026-03-18T05:00:01.000Z' });
    const worker = await portal.worker();
    const postman = worker.get(Postman);
    await portal.put({ employeeIds: [principal.id], dueAt: new Date('2026-03-19T13:00:00Z') });
    portal.clock.set('2026-03-18T05:00:02Z');
    await postman.round();
    expect(count()).toEqual([1, 0, 0]);
    portal.clock.set('2026-03-19T05:00:00Z');
    await worker.get(Reminders).remind();
    await postman.round();
    expect(count()).toEqual([2, 0, 1]);
    expect(lettersTo(standIn)[0]?.subject).toBe('Мерзімі бүгін: Виза қою: № 12/2026-1');
  });

  test('not once it was done, or the delegation ended, before the letter went', async () => {
    const delegation = await delegate(principal);
    portal.clock.set('2026-03-18T18:00:00Z'); // 23:00
    const postman = await portal.postman();
    const done = await portal.put({ employeeIds: [principal.id] });
    await portal.put({ employeeIds: [principal.id] });
    await postman.round();
    expect(await portal.letters()).toHaveLength(4);
    await portal.close(done);
    await portal.database.dataSource.query('UPDATE directory.delegation SET revoked_at = $2 WHERE id = $1', [
      delegation,
      portal.clock.now(),
    ]);
    portal.clock.set('2026-03-19T05:00:00Z');
    await postman.round();
    expect(count()).toEqual([1, 0, 0]);
  });
});
