import { DUTIES, type Duty, type DutyList, dutyList, sessionView } from '#contracts';
import { Directory } from '../directory.js';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { Duties } from './duties.js';

const PEOPLE = {
  administrator: 'portal_administrator',
  officer: 'authorised_body_officer',
  coordinator: 'coordinator',
  support: 'support',
  documentation: 'documentation_officer',
  hr: 'hr_officer',
  controller: 'controller',
  session: 'session_officer',
  nobody: null,
} as const satisfies Record<string, Duty | null>;
type Login = keyof typeof PEOPLE;

const OF_PORTAL: Duty[] = ['portal_administrator', 'authorised_body_officer', 'support'];
const OF_BODY: Duty[] = ['documentation_officer', 'hr_officer', 'controller', 'session_officer'];
/** What each may give, to people of his own body and of another. */
const GIVES: Partial<Record<Login, { own: Duty[]; other: Duty[] }>> = {
  administrator: { own: [...OF_PORTAL, ...OF_BODY], other: [...OF_PORTAL, ...OF_BODY] },
  officer: { own: [...OF_PORTAL, 'coordinator'], other: [...OF_PORTAL, 'coordinator'] },
  coordinator: { own: OF_BODY, other: [] },
};

describe('617:11, 20-22 named duties', () => {
  let portal: DirectoryPortal;
  const ids = new Map<string, string>();
  let bodyId: string;

  beforeAll(async () => {
    portal = await DirectoryPortal.start();
    bodyId = await portal.body('own');
    const unit = await portal.unit(bodyId, 'ordinary', 'unit');
    const far = await portal.unit(await portal.body('other'), 'ordinary', 'far');
    for (const login of Object.keys(PEOPLE)) {
      ids.set(login, await portal.employee(unit, { login, name: `${login} Given`, postKind: 'specialist' }));
    }
    for (const [login, unitId] of [['colleague', unit] as const, ['stranger', far] as const]) {
      ids.set(
        login,
        await portal.employee(unitId, { login, name: `${login} Given`, postKind: 'specialist' }),
      );
    }
  });

  afterAll(() => portal?.close());

  beforeEach(async () => {
    await portal.query('DELETE FROM directory.duty_holder');
    await portal.query('UPDATE directory.account SET disabled_at = NULL');
    for (const [login, duty] of Object.entries(PEOPLE))
      if (duty) await portal.writer.putDuty(idOf(login), duty);
  });

  const idOf = (login: string): string => ids.get(login) ?? '';
  const address = (duty: Duty, login: string) => `/api/duties/${duty}/${idOf(login)}`;
  const dutiesOf = async (client: Awaited<ReturnType<DirectoryPortal['app']['signIn']>>) =>
    sessionView.parse((await client.get('/api/session')).json).duties;
  const parsed = (json: unknown): DutyList => dutyList.strict().parse(json);

  test.each(Object.keys(PEOPLE) as Login[])('%s gives and takes his own sort and no other', async (login) => {
    const client = await portal.app.signIn(login);
    const { own = [], other = [] } = GIVES[login] ?? {};
    for (const duty of DUTIES) {
      for (const [to, may] of [
        ['colleague', own],
        ['stranger', other],
      ] as const) {
        const expected = may.includes(duty) ? 200 : 403;
        const given = await client.send('PUT', address(duty, to));
        expect([duty, to, given.status]).toEqual([duty, to, expected]);
        const taken = await client.send('DELETE', address(duty, to));
        expect([duty, to, taken.status]).toEqual([duty, to, expected]);
      }
    }
    const left = await portal.query('SELECT FROM directory.duty_holder WHERE employee_id = ANY($1)', [
      [idOf('colleague'), idOf('stranger')],
    ]);
    expect(left).toEqual([]);
  });

  test.each(Object.keys(PEOPLE) as Login[])('%s is shown who has those that he gives', async (login) => {
    const { gives, holders } = parsed((await (await portal.app.signIn(login)).get('/api/duties')).json);
    const { own = [] } = GIVES[login] ?? {};
    expect(gives.map(({ duty }) => duty).sort()).toEqual([...own].sort());
    expect(new Set(holders.map(({ duty }) => duty))).toEqual(new Set(own));
  });

  test('holds at once for a session that is open, and is in the record of the person', async () => {
    const [giver, holder] = [await portal.app.signIn('coordinator'), await portal.app.signIn('colleague')];
    expect(await dutiesOf(holder)).toEqual([]);
    await giver.send('PUT', address('hr_officer', 'colleague'));
    expect(await dutiesOf(holder)).toEqual(['hr_officer']);
    await giver.send('PUT', address('hr_officer', 'colleague'));
    await giver.send('DELETE', address('hr_officer', 'colleague'));
    expect(await dutiesOf(holder)).toEqual([]);
    const again = await giver.send('DELETE', address('hr_officer', 'colleague'));
    expect(again).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } });
    const entries = await portal.query(
      `SELECT action, employee_id AS by FROM kernel.audit_entry WHERE subject_id = $1 ORDER BY seq DESC LIMIT 2`,
      [idOf('colleague')],
    );
    expect(entries).toEqual([
      { action: 'duty.taken', by: idOf('coordinator') },
      { action: 'duty.given', by: idOf('coordinator') },
    ]);
  });

  test('four eyes: nobody gives a duty to himself; another coordinator does, or the administrator to the only one', async () => {
    const coordinator = await portal.app.signIn('coordinator');
    const own: [string, Duty[]][] = [
      ['administrator', ['authorised_body_officer', 'support', ...OF_BODY]],
      ['officer', ['portal_administrator', 'support', 'coordinator']],
      ['coordinator', OF_BODY],
    ];
    for (const [login, duties] of own) {
      const client = await portal.app.signIn(login);
      for (const duty of duties) {
        const refused = await client.send('PUT', address(duty, login));
        expect([login, duty, refused.json]).toMatchObject([login, duty, { code: 'DUTY_TO_SELF' }]);
      }
      expect(await dutiesOf(client)).toEqual([PEOPLE[login as Login]]);
    }
    // What he has already is given to nobody anew, and he may lay it down himself.
    await portal.writer.putDuty(idOf('coordinator'), 'controller');
    expect((await coordinator.send('PUT', address('controller', 'coordinator'))).status).toBe(200);
    expect((await coordinator.send('DELETE', address('controller', 'coordinator'))).status).toBe(200);
    const administrator = await portal.app.signIn('administrator');
    expect((await administrator.send('PUT', address('hr_officer', 'coordinator'))).status).toBe(200);
    await portal.writer.putDuty(idOf('colleague'), 'coordinator');
    const second = await portal.app.signIn('colleague');
    expect((await second.send('PUT', address('controller', 'coordinator'))).status).toBe(200);
    expect(await dutiesOf(coordinator)).toEqual(expect.arrayContaining(['controller', 'hr_officer']));
  });

  test('the last administrator who can sign in stays', async () => {
    const client = await portal.app.signIn('officer');
    const own = address('portal_administrator', 'administrator');
    expect(await client.send('DELETE', own)).toMatchObject({
      status: 409,
      json: { code: 'LAST_ADMINISTRATOR' },
    });
    await client.send('PUT', address('portal_administrator', 'colleague'));
    await portal.query(`UPDATE directory.account SET disabled_at = now() WHERE login = 'colleague'`);
    expect((await client.send('DELETE', own)).status).toBe(409);
    await portal.query('UPDATE directory.account SET disabled_at = NULL');
    expect((await client.send('DELETE', own)).status).toBe(200);
  });

  test('of two administrators who take it from each other at once one stays', async () => {
    await portal.writer.putDuty(idOf('colleague'), 'portal_administrator');
    const [one, other] = [await portal.app.signIn('administrator'), await portal.app.signIn('colleague')];
    const answers = await Promise.all([
      one.send('DELETE', address('portal_administrator', 'colleague')),
      other.send('DELETE', address('portal_administrator', 'administrator')),
    ]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const left = await portal.query(`SELECT FROM directory.duty_holder WHERE duty = 'portal_administrator'`);
    expect(left).toHaveLength(1);
  });

  test('whoever runs the portal makes the first administrator, by his login', async () => {
    await portal.query('DELETE FROM directory.duty_holder');
    const duties = portal.app.get(Duties);
    expect(await duties.appoint('not-there')).toBeUndefined();
    expect(await duties.appoint('Nobody')).toBe('nobody Given');
    expect(await dutiesOf(await portal.app.signIn('nobody'))).toEqual(['portal_administrator']);
  });

  test('775:16, 20 a documentation officer by duty is one of his body’s, and it takes part by him', async () => {
    const directory = portal.app.get(Directory);
    const officers = async () => (await directory.documentationOfficers(bodyId)).map(({ id }) => id);
    expect(await officers()).toEqual([idOf('documentation')]);
    const seen = async () => {
      const client = await portal.app.signIn('nobody');
      const { items } = (await client.get('/api/directory/bodies')).json as { items: { id: string }[] };
      const { can } = sessionView.parse((await client.get('/api/session')).json);
      const [body] = await directory.bodies([bodyId]);
      return [items.length, can.createAct, body?.hasOfficers];
    };
    expect(await seen()).toEqual([1, true, true]);
    await (await portal.app.signIn('coordinator')).send(
      'DELETE',
      address('documentation_officer', 'documentation'),
    );
    expect(await officers()).toEqual([]);
    expect(await seen()).toEqual([0, false, false]);
  });
});
