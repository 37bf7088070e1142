import { type LetterMending, mailStatus } from '#contracts';
import { newId } from '#kernel';
import type { TestClient, TestEmployee } from '#testing';
import type { Postman } from '../index.js';
import { MailPortal } from './mail-portal.fixture.js';

describe('letters that a server has refused for good', () => {
  let portal: MailPortal;
  let postman: Postman;
  let reader: TestEmployee;
  let administrator: TestEmployee;
  let client: TestClient;

  beforeAll(async () => {
    portal = await MailPortal.start();
    administrator = await portal.employee();
    await portal.population.writer.putDuty(administrator.id, 'portal_administrator');
  });
  afterAll(() => portal?.stop());
  beforeEach(async () => {
    await portal.clear();
    reader = await portal.employee({ surname: 'Ахметов' });
    postman = await portal.postman();
    client = await portal.signIn(administrator);
  });

  const refuse = () => {
    portal.server.onRecipient = () => ({ code: 550, text: 'No such mailbox' });
  };
  const take = () => {
    portal.server.onRecipient = () => undefined;
  };
  const status = async (as = client) => mailStatus.strict().parse((await as.get('/api/notices/mail')).json);
  const mend = (what: LetterMending['what'], ids: readonly string[], as = client) =>
    as.post('/api/notices/mail/refused', { what, ids });
  const record = () =>
    portal.query(
      `SELECT action, subject_id AS "to", employee_id AS by FROM kernel.audit_entry
       WHERE action LIKE 'letter.%' AND subject_id = $1 ORDER BY seq`,
      [reader.id],
    );

  /** Letters to the reader that were refused. @returns their ids, the newest first */
  async function refused(count = 1): Promise<string[]> {
    refuse();
    for (let made = 0; made < count; made += 1)
      await portal.put({ employeeIds: [reader.id], title: 'Құпия' });
    await postman.round();
    take();
    return (await status()).failures.map(({ id }) => id);
  }

  test('are listed: to whom, about what, when and why; nothing that stands in them', async () => {
    await refused();
    const answer = await client.get('/api/notices/mail');
    expect(mailStatus.strict().parse(answer.json)).toMatchObject({
      failed: 1,
      can: { mend: true },
      failures: [
        {
          fullName: expect.stringContaining('Ахметов'),
          address: expect.stringContaining('@body.test'),
          kinds: ['agreement_needed'],
          at: '2026-03-18T05:00:00.000Z',
          fault: expect.stringContaining('No such mailbox'),
        },
      ],
    });
    expect(answer.text).not.toMatch(/Құпия|12\/2026-1|give_visa/);
  });

  test('are sent again, once, and only if they still say something true', async () => {
    const [first = '', second = ''] = await refused(2);
    await portal.query(
      `UPDATE inbox.task SET closed_at = now()
       WHERE id = (SELECT task_id FROM inbox.notice WHERE letter_id = $1)`,
      [second],
    );
    const answers = await Promise.all([
      mend('send_again', [first, second]),
      mend('send_again', [first, second]),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 404]);
    expect(await status()).toMatchObject({ failed: 0, failures: [] });
    await postman.round();
    await postman.round();
    expect(portal.server.taken.map(({ messageId }) => messageId)).toEqual([`<${first}@gov.test>`]);
    expect((await portal.letters()).map(({ state }) => state).sort()).toEqual(['needless', 'sent']);
    expect(await record()).toEqual([{ action: 'letter.sent_again', to: reader.id, by: administrator.id }]);
  });

  test('that are refused again are in the list again, with the address that the directory has by now', async () => {
    const [id = ''] = await refused();
    await portal.query(`UPDATE directory.employee SET email = 'new@body.test' WHERE id = $1`, [reader.id]);
    await mend('send_again', [id]);
    refuse();
    await postman.round();
    expect((await status()).failures).toMatchObject([{ id, address: 'new@body.test' }]);
  });

  test('are given up: they leave the list, stay what they were, and cannot be sent any more', async () => {
    const [id = ''] = await refused();
    expect(await mend('give_up', [id])).toMatchObject({ status: 204 });
    expect(await status()).toMatchObject({ failed: 0, failures: [] });
    expect(await mend('send_again', [id])).toMatchObject({ status: 404 });
    await postman.round();
    expect(portal.server.taken).toEqual([]);
    expect(await portal.letters()).toMatchObject([
      { state: 'given_up', fault: expect.stringContaining('No such mailbox') },
    ]);
    expect(await record()).toEqual([{ action: 'letter.given_up', to: reader.id, by: administrator.id }]);
  });

  test('are the business of who keeps the portal: support sees them, others do not', async () => {
    const [id = ''] = await refused();
    const support = await portal.employee();
    await portal.population.writer.putDuty(support.id, 'support');
    const helper = await portal.signIn(support);
    expect((await status(helper)).can).toEqual({ mend: false });
    expect(await mend('give_up', [id], helper)).toMatchObject({ status: 403, json: { code: 'FORBIDDEN' } });
    expect(await mend('give_up', [id], await portal.signIn(reader))).toMatchObject({ status: 403 });
    for (const ids of [[], ['x'], Array.from({ length: 51 }, newId)]) {
      expect(await mend('give_up', ids)).toMatchObject({ json: { code: 'VALIDATION_FAILED' } });
    }
    expect(await mend('give_up', [newId()])).toMatchObject({ status: 404 });
  });

  test('a letter that the portal itself cannot write keeps no other from going, and ends in the list', async () => {
    await portal.put({ employeeIds: [reader.id], number: '1/1' });
    await portal.put({ employeeIds: [reader.id], number: '1/2' });
    // A verb that this version has no words for, as after a step back to an older one.
    await portal.query(`UPDATE inbox.task SET room = 'of_later' WHERE number = '1/1'`);
    await postman.round();
    expect(portal.server.taken.map(({ subject }) => subject)).toEqual(['Виза қою: № 1/2']);
    for (let days = 0; days < 6; days += 1) {
      portal.clock.advance({ days: 1 });
      await postman.round();
    }
    client = await portal.signIn(administrator);
    expect(await status()).toMatchObject({
      failed: 1,
      failures: [{ kinds: ['agreement_needed'], address: '' }],
    });
  });
});
