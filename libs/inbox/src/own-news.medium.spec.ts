import { Secret, TOTP } from 'otpauth';
import { type DelegationBody, type InboxItem, type InboxVerb, inboxPage } from '#contracts';
import { ActivationCodes, DelegationEnds } from '#directory';
import { newId } from '#kernel';
import { eventually, TEST_PASSWORD, TestClient, type TestEmployee, type TestWorker } from '#testing';
import { Postman } from './index.js';
import { MailPortal } from './notices/mail-portal.fixture.js';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const EDGE = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';
const NIGHT = '2026-03-18T19:00:00Z';
/** When the bodies open. */
const MORNING = '2026-03-19T04:00:00Z';

describe("news of one's own account and rights", () => {
  let portal: MailPortal;
  let worker: TestWorker;
  let coordinator: TestEmployee;
  let owner: TestEmployee;
  let colleague: TestEmployee;

  beforeAll(async () => {
    portal = await MailPortal.start();
  });
  afterAll(() => portal?.stop());
  beforeEach(async () => {
    await portal.clear();
    await portal.query('DELETE FROM directory.delegation');
    coordinator = await portal.employee({ surname: 'Өтегенов' });
    const { unitId } = coordinator;
    owner = await portal.employee({ unitId, surname: 'Ахметов' });
    colleague = await portal.employee({ unitId, surname: 'Серікова' });
    await portal.population.writer.putDuty(coordinator.id, 'coordinator');
    worker = await portal.worker();
  });

  /** What the employee has been told, once the worker has put it before him. */
  async function told({ id }: TestEmployee, ...verbs: InboxVerb[]) {
    const rows = () =>
      portal.query<{ verb: string; title: string; room: string; subject_kind: string }>(
        `SELECT verb, title, room, subject_kind FROM inbox.task WHERE employee_id = $1 ORDER BY verb, id`,
        [id],
      );
    // Two deeds of one moment may be told in either order.
    const wanted = verbs.toSorted();
    await eventually(async () => expect((await rows()).map(({ verb }) => verb)).toEqual(wanted), 10_000);
    return rows();
  }
  const send = () => worker.get(Postman).round();
  const subjects = () => portal.server.taken.map(({ subject }) => subject);
  const accountOf = async ({ id }: TestEmployee) => {
    const [row] = await portal.query<{ id: string }>(
      'SELECT id FROM directory.account WHERE employee_id = $1',
      [id],
    );
    return row?.id ?? '';
  };
  const keep = async (deed: string, of = owner) => {
    const answer = await (await portal.signIn(coordinator)).post(
      `/api/accounts/${await accountOf(of)}/${deed}`,
      {
        reason: 'Қупия себеп',
      },
    );
    expect(answer.status).toBeLessThan(300);
  };

  async function delegate(parts: Partial<DelegationBody> = {}, by = owner): Promise<string> {
    const body: DelegationBody = {
      id: newId(),
      standInId: colleague.id,
      rooms: null,
      from: '2026-03-18',
      to: '2026-03-25',
      reason: 'leave',
      ...parts,
    };
    expect(await (await portal.signIn(by)).post('/api/delegations', body)).toMatchObject({ status: 201 });
    return body.id;
  }

  describe('a delegation', () => {
    test('its stand-in is told when it is given, and when it is withdrawn; who gave it himself is told nothing', async () => {
      const id = await delegate();
      expect(await told(colleague, 'delegation_given')).toMatchObject([
        { room: 'delegations', title: expect.stringMatching(/^Ахметов .*, 18\.03\.2026–25\.03\.2026$/) },
      ]);
      await (await portal.signIn(owner)).post(`/api/delegations/${id}/end`);
      await told(colleague, 'delegation_given', 'delegation_withdrawn');
      await told(owner);
      await send();
      expect(subjects().sort()).toEqual([
        'Орнын басу тоқтатылды · «Келісім» порталы',
        'Сізге орнын басу тапсырылды · «Келісім» порталы',
      ]);
      expect(portal.server.taken[0]?.text).toContain('https://portal.gov.test/delegations\n');
      expect(portal.server.taken[0]?.text).toMatch(/Кім, қай күндері: Ахметов .*18\.03\.2026–25\.03\.2026/);
    });

    test('who is stood in for is told where the coordinator names the stand-in, though he wants no letters', async () => {
      await portal.choose(owner, { mail: 'none', muted: ['agreement_needed'], language: 'ru' });
      const id = await delegate({ principalId: owner.id }, coordinator);
      expect(await told(owner, 'stand_in_named')).toMatchObject([
        { title: expect.stringContaining('Серікова') },
      ]);
      await (await portal.signIn(coordinator)).post(`/api/delegations/${id}/end`);
      await told(owner, 'stand_in_named', 'stand_in_withdrawn');
      await told(colleague, 'delegation_given', 'delegation_withdrawn');
      await send();
      expect(subjects()).toContain('Вместо вас назначен другой сотрудник · Портал «Келісім»');
      // That it is over takes nothing from him.
      expect(subjects()).not.toContain('Замещение вас прекращено · Портал «Келісім»');
    });

    test('its stand-in is told on the working day before its last that it ends, and after it that it has, each once', async () => {
      // Wednesday to Sunday: the last working day before its last is Friday.
      await delegate({ to: '2026-03-22' });
      await told(colleague, 'delegation_given');
      const look = async (at: string) => {
        portal.clock.set(at);
        await Promise.all([worker.get(DelegationEnds).scan(), worker.get(DelegationEnds).scan()]);
      };
      await look('2026-03-19T05:00:00Z');
      await look('2026-03-20T05:00:00Z');
      await look('2026-03-21T05:00:00Z');
      await told(colleague, 'delegation_given', 'delegation_ending');
      await look('2026-03-22T19:00:00Z'); // Monday, 00:00
      await look('2026-03-23T05:00:00Z');
      await told(colleague, 'delegation_given', 'delegation_ending', 'delegation_ended');
    });

    test('of one that was withdrawn, or is of a day, the end is not announced', async () => {
      await delegate({ to: '2026-03-18' });
      await told(colleague, 'delegation_given');
      await worker.get(DelegationEnds).scan();
      await portal.query(`UPDATE directory.delegation SET revoked_at = now()`);
      portal.clock.set('2026-03-19T05:00:00Z');
      await worker.get(DelegationEnds).scan();
      expect(await portal.query('SELECT FROM kernel.outbox WHERE done_at IS NULL')).toEqual([]);
      await told(colleague, 'delegation_given');
    });
  });

  test('a duty that is given, and taken, is named in the language of the letter, with who did it', async () => {
    await portal.choose(owner, { language: 'en' });
    const client = await portal.signIn(coordinator);
    expect((await client.put(`/api/duties/hr_officer/${owner.id}`)).status).toBeLessThan(300);
    expect((await client.delete(`/api/duties/hr_officer/${owner.id}`)).status).toBeLessThan(300);
    expect(await told(owner, 'duty_given', 'duty_taken')).toMatchObject([
      { room: 'account', subject_kind: 'hr_officer', title: expect.stringContaining('Өтегенов') },
      { subject_kind: 'hr_officer' },
    ]);
    await send();
    const texts = portal.server.taken.map(({ text }) => text);
    expect(texts).toContainEqual(
      expect.stringMatching(/^You were given a duty\nDuty: HR officer\nDone by: Өтегенов/),
    );
  });

  describe('an account', () => {
    test('that is blocked: its owner is told by the letter alone, and is told nothing else by it', async () => {
      await portal.put({ employeeIds: [owner.id] });
      await keep('block');
      await eventually(async () =>
        expect(await portal.query('SELECT FROM inbox.task WHERE employee_id = $1', [owner.id])).toHaveLength(
          2,
        ),
      );
      await send();
      expect(subjects()).toEqual(['Есептік жазбаңыз бұғатталды · «Келісім» порталы']);
      const [letter] = portal.server.taken;
      for (const body of [letter?.text, letter?.html]) {
        expect(body).toContain('Өтегенов');
        expect(body).toContain('бірден хабарлаңыз');
        expect(body).not.toContain('Қупия себеп');
      }
      await keep('unblock');
      await eventually(async () => {
        await send();
        expect(subjects()[1]).toBe('Есептік жазбаңыздың бұғаты алынды · «Келісім» порталы');
      });
    });

    test('whose password is changed by its owner, reset, and set by a code: he is told each time, and the letters hold no code', async () => {
      await (await portal.signIn(owner)).put('/api/account/password', {
        current: TEST_PASSWORD,
        next: 'Teniz-Zhagasy-4417',
      });
      await told(owner, 'password_changed');
      const answer = await (await portal.signIn(coordinator)).post(
        `/api/accounts/${await accountOf(owner)}/reset-password`,
        { reason: 'Ұмытты' },
      );
      const { code } = answer.json as { code: string };
      await portal.api
        .get(ActivationCodes)
        .use(code, 'Teniz-Zhagasy-4418', '127.0.0.1', async () => undefined);
      await told(owner, 'password_changed', 'password_reset', 'password_changed');
      await send();
      const all = portal.server.taken.map(({ text, html }) => `${text} ${html}`).join(' ');
      expect(subjects()).toHaveLength(3);
      expect(all).not.toContain(code);
      expect(all).not.toContain('Ұмытты');
    });

    test('whose second factor is taken away by its keeper: he is told', async () => {
      await portal.query(
        `INSERT INTO directory.second_factor (account_id, sealed_secret, confirmed_at) VALUES ($1, '\\x00', now())`,
        [await accountOf(owner)],
      );
      await keep('reset-second-factor');
      await told(owner, 'second_factor_reset');
    });

    test('to which a second factor is added, or taken off: its owner is told', async () => {
      await portal.query(`UPDATE directory.state_body SET second_factor = 'optional'`);
      const client = await portal.signIn(owner);
      const own = '/api/account/second-factor';
      const { key } = (await client.post(own, { password: TEST_PASSWORD })).json as { key: string };
      const application = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
      const code = () => application.generate({ timestamp: portal.clock.now().getTime() });
      expect(await client.post(`${own}/confirm`, { code: code() })).toMatchObject({ status: 200 });
      await told(owner, 'second_factor_added');
      portal.clock.advance({ seconds: 30 });
      const proofs = { password: TEST_PASSWORD, code: code() };
      expect(await client.post(`${own}/remove`, proofs)).toMatchObject({ status: 204 });
      await told(owner, 'second_factor_added', 'second_factor_removed');
    });

    test('letters about its safety come alone and at once to who wants a digest or none, at night in the morning', async () => {
      await portal.choose(owner, { mail: 'digest', digestHour: 17 });
      await portal.choose(colleague, { mail: 'none' });
      portal.clock.set(NIGHT);
      await portal.put({ employeeIds: [owner.id, colleague.id] });
      await keep('reset-password');
      await keep('reset-password', colleague);
      for (const one of [owner, colleague]) await told(one, 'give_visa', 'password_reset');
      await send();
      expect(subjects()).toEqual([]);
      portal.clock.set(MORNING);
      await eventually(async () => {
        await send();
        expect(subjects()).toEqual(Array(2).fill('Құпиясөзіңіз жойылды · «Келісім» порталы'));
      });
    });

    test('a letter about its safety goes though somebody has put its notice away in the portal', async () => {
      await portal.server.stop();
      await (await portal.signIn(owner)).put('/api/account/password', {
        current: TEST_PASSWORD,
        next: 'Teniz-Zhagasy-4417',
      });
      await told(owner, 'password_changed');
      const thief = await TestClient.signIn(portal.api.url, owner.login, 'Teniz-Zhagasy-4417');
      const { items } = inboxPage.parse((await thief.get('/api/inbox?needs=information')).json);
      await thief.post('/api/inbox/read', { ids: items.map(({ id }: InboxItem) => id) });
      await send();
      await portal.server.start();
      portal.clock.advance({ minutes: 2 });
      await send();
      expect(subjects()).toEqual(['Құпиясөзіңіз өзгертілді · «Келісім» порталы']);
    });
  });

  describe('a sign-in', () => {
    const from = async (userAgent: string) => {
      const client = new TestClient(portal.api.url);
      client.headers['user-agent'] = userAgent;
      const { login } = owner;
      expect(await client.post('/api/session', { login, password: TEST_PASSWORD })).toMatchObject({
        status: 200,
      });
    };

    test('from the first browser is no news; from another one is, once; a known one is not', async () => {
      await from(FIREFOX);
      await from(FIREFOX);
      await from(EDGE);
      expect(await told(owner, 'signed_in_anew')).toMatchObject([
        { subject_kind: 'place', title: 'Microsoft Edge, Windows, 127.0.0.1' },
      ]);
      await from(FIREFOX);
      await from(EDGE);
      await told(owner, 'signed_in_anew');
      await send();
      expect(portal.server.taken[0]?.text).toContain('Қайдан: Microsoft Edge, Windows, 127.0.0.1');
    });

    test('of a tool before any browser is no news, and after one it is', async () => {
      await from('curl/8');
      await from(FIREFOX);
      await told(owner);
      await from('');
      await portal.query('UPDATE directory.known_place SET network = $1', ['10.0.0']);
      await from(FIREFOX);
      await told(owner, 'signed_in_anew');
    });
  });
});
