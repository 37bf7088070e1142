import { type Delegation, type DelegationBody, delegation, delegationList, sessionView } from '#contracts';
import { newId } from '#kernel';
import { eventually, type TestApp, type TestClient } from '#testing';
import { DirectoryPortal, START } from '../directory-portal.fixture.js';

/** Monday, 16 March 2026, 09:00 in Astana: the day of START. */
const TODAY = '2026-03-16';

describe('a delegation', () => {
  let portal: DirectoryPortal;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    portal = await DirectoryPortal.start();
    const [own, other] = [await portal.body('own'), await portal.body('other')];
    const [unit, far] = [
      await portal.unit(own, 'ordinary', 'unit'),
      await portal.unit(other, 'ordinary', 'far'),
    ];
    const people = [
      ['principal', unit, 'unit_head'],
      ['standin', unit, 'specialist'],
      ['third', unit, 'specialist'],
      ['coordinator', unit, 'specialist'],
      ['stranger', far, 'specialist'],
      ['outsider', far, 'specialist'],
    ] as const;
    for (const [login, unitId, postKind] of people) {
      ids[login] = await portal.employee(unitId, { login, name: `${login} Given`, postKind });
    }
    await portal.writer.putDuty(idOf('coordinator'), 'coordinator');
    await portal.writer.putDuty(idOf('outsider'), 'coordinator');
  });

  afterAll(() => portal?.close());

  beforeEach(async () => {
    portal.clock.set(START);
    await portal.query('DELETE FROM directory.delegation');
    await portal.query('UPDATE directory.account SET disabled_at = NULL');
  });

  const idOf = (login: string): string => ids[login] ?? '';
  const as = (login: string): Promise<TestClient> => portal.app.signIn(login);

  const wish = (parts: Partial<DelegationBody> = {}): DelegationBody => ({
    id: newId(),
    standInId: idOf('standin'),
    rooms: null,
    from: TODAY,
    to: '2026-03-18',
    reason: 'leave',
    ...parts,
  });

  async function give(parts: Partial<DelegationBody> = {}, by = 'principal'): Promise<Delegation> {
    const answer = await (await as(by)).post('/api/delegations', wish(parts));
    expect(answer.status).toBe(201);
    return delegation.strict().parse(answer.json);
  }

  async function refusal(parts: Partial<DelegationBody>, by = 'principal'): Promise<unknown> {
    const { status, json } = await (await as(by)).post('/api/delegations', wish(parts));
    return `${status} ${(json as { code: string }).code}`;
  }

  async function standsInFor(client: TestClient) {
    const answer = await client.get('/api/session');
    expect(answer.status).toBe(200);
    return sessionView.strict().parse(answer.json).standsInFor;
  }

  const list = async (login: string, of: string) =>
    delegationList.strict().parse((await (await as(login)).get(`/api/delegations?of=${of}`)).json).items;

  const record = (id: string) =>
    portal.query<{ action: string; employee_id: string }>(
      'SELECT action, employee_id FROM kernel.audit_entry WHERE subject_id = $1 ORDER BY seq',
      [id],
    );

  test('lets the stand-in act at once, and says until when', async () => {
    const client = await as('standin');
    expect(await standsInFor(client)).toEqual([]);
    const given = await give();
    expect(given).toMatchObject({
      principal: { id: idOf('principal') },
      standIn: { id: idOf('standin') },
      from: TODAY,
      to: '2026-03-18',
      state: 'running',
      madeBy: { id: idOf('principal') },
      canEnd: true,
    });
    expect(await standsInFor(client)).toEqual([
      {
        id: idOf('principal'),
        fullName: 'principal Given',
        shortName: 'principal G.',
        until: '2026-03-18',
        rooms: null,
      },
    ]);
    expect(await standsInFor(await as('principal'))).toEqual([]);
    expect(await record(given.id)).toEqual([{ action: 'delegation.made', employee_id: idOf('principal') }]);
    expect(await list('principal', 'given')).toEqual([given]);
    expect(await list('standin', 'received')).toEqual([{ ...given, canEnd: false }]);
    expect(await list('third', 'given')).toEqual([]);
  });

  test('begins and ends by itself, to the moment, whatever is remembered of the session', async () => {
    await give({ from: '2026-03-17', to: '2026-03-17' });
    // The day is Astana's: 00:00 there is 19:00 in Greenwich the evening before.
    for (const [midnight, before, after] of [
      ['2026-03-16T19:00:00.000Z', 0, 1],
      ['2026-03-17T19:00:00.000Z', 1, 0],
    ] as const) {
      const at = (ms: number) => portal.clock.set(new Date(Date.parse(midnight) + ms).toISOString());
      at(-2);
      const client = await as('standin');
      at(-1);
      expect(await standsInFor(client)).toHaveLength(before);
      at(0);
      expect(await standsInFor(client)).toHaveLength(after);
    }
    portal.clock.set('2026-03-20T05:00:00.000Z');
    expect(await list('principal', 'given')).toMatchObject([{ state: 'over', canEnd: false }]);
  });

  test('is ended early by the principal, in every process at once', async () => {
    const given = await give();
    const another: TestApp = await portal.another();
    try {
      const client = await as('standin');
      const elsewhere = await another.signIn('standin');
      expect([await standsInFor(client), await standsInFor(elsewhere)]).toMatchObject([[{}], [{}]]);
      const ended = await (await as('principal')).post(`/api/delegations/${given.id}/end`);
      expect(ended).toMatchObject({ status: 200, json: { state: 'revoked', revokedAt: START } });
      expect(await standsInFor(client)).toEqual([]);
      await eventually(async () => expect(await standsInFor(elsewhere)).toEqual([]));
      const again = await (await as('principal')).post(`/api/delegations/${given.id}/end`);
      expect(again).toMatchObject({ status: 409, json: { code: 'DELEGATION_OVER' } });
      expect((await record(given.id)).map(({ action }) => action)).toEqual([
        'delegation.made',
        'delegation.revoked',
      ]);
    } finally {
      await another.close();
    }
  });

  test('is given and ended by the coordinator for somebody absent, and the record says by whom', async () => {
    const given = await give({ principalId: idOf('principal') }, 'coordinator');
    expect(given).toMatchObject({ madeBy: { id: idOf('coordinator') }, canEnd: true });
    expect(await standsInFor(await as('standin'))).toMatchObject([{ id: idOf('principal') }]);
    expect(await list('coordinator', 'body')).toEqual([given]);
    const client = await as('coordinator');
    expect((await client.post(`/api/delegations/${given.id}/end`)).status).toBe(200);
    expect((await record(given.id)).map((entry) => entry.employee_id)).toEqual([
      idOf('coordinator'),
      idOf('coordinator'),
    ]);
  });

  test('is ended by nobody else', async () => {
    const given = await give();
    const answers = await Promise.all(
      ['standin', 'third', 'stranger', 'outsider'].map(
        async (login) => (await (await as(login)).post(`/api/delegations/${given.id}/end`)).status,
      ),
    );
    expect(answers).toEqual([403, 404, 404, 404]);
    expect(await standsInFor(await as('standin'))).toHaveLength(1);
  });

  test('the list of the body is its coordinator’s alone', async () => {
    const statusOf = async (login: string) =>
      (await (await as(login)).get('/api/delegations?of=body')).status;
    expect(await Promise.all(['coordinator', 'principal', 'standin'].map(statusOf))).toEqual([200, 403, 403]);
    await give();
    expect(await list('outsider', 'body')).toEqual([]);
  });

  test.each<[string, () => Partial<DelegationBody>, string, string]>([
    ['to himself', () => ({ standInId: idOf('principal') }), 'principal', '422 DELEGATION_TO_SELF'],
    ['to another body', () => ({ standInId: idOf('stranger') }), 'principal', '422 DELEGATION_TO_OTHER_BODY'],
    ['to nobody', () => ({ standInId: newId() }), 'principal', '422 DELEGATION_TO_OTHER_BODY'],
    ['from yesterday', () => ({ from: '2026-03-15' }), 'principal', '422 DELEGATION_IN_PAST'],
    ['for longer than a year', () => ({ to: '2027-03-17' }), 'principal', '422 DELEGATION_TOO_LONG'],
    [
      'ten years ahead',
      () => ({ from: '2036-03-16', to: '2036-03-17' }),
      'principal',
      '422 DELEGATION_TOO_LONG',
    ],
    ['ending before it begins', () => ({ to: '2026-03-15' }), 'principal', '400 VALIDATION_FAILED'],
    ['on a day that there is not', () => ({ to: '2026-02-30' }), 'principal', '400 VALIDATION_FAILED'],
    ['for no room', () => ({ rooms: [] }), 'principal', '400 VALIDATION_FAILED'],
    ['of another’s rights', () => ({ principalId: idOf('third') }), 'principal', '403 FORBIDDEN'],
    [
      'by a coordinator to himself',
      () => toCoordinator('principal'),
      'coordinator',
      '422 DELEGATION_TO_SELF',
    ],
    [
      'by another body’s coordinator',
      () => ({ principalId: idOf('principal') }),
      'outsider',
      '404 NOT_FOUND',
    ],
  ])('is refused %s', async (_what, parts, by, expected) => {
    expect(await refusal(parts(), by)).toBe(expected);
    expect(await list('principal', 'given')).toEqual([]);
  });

  const toCoordinator = (principal: string) => ({
    principalId: idOf(principal),
    standInId: idOf('coordinator'),
  });

  test('lasts a year at most, and that long it may', async () => {
    expect(await give({ to: '2027-03-16' })).toMatchObject({ to: '2027-03-16' });
  });

  test('has one stand-in at a time in a room', async () => {
    await give({ from: '2026-03-17', to: '2026-03-19' });
    const third = { standInId: idOf('third') };
    const overlapping = [
      { from: '2026-03-16', to: '2026-03-17' },
      { from: '2026-03-19', to: '2026-03-30' },
      { from: '2026-03-18', to: '2026-03-18', rooms: ['agreements' as const] },
    ];
    for (const days of overlapping) {
      expect(await refusal({ ...third, ...days })).toBe('409 DELEGATION_OVERLAPS');
    }
    await give({ ...third, from: '2026-03-16', to: '2026-03-16' });
    await give({ ...third, from: '2026-03-20', to: '2026-03-21' });
  });

  test('of two sent at the same moment one is made', async () => {
    const client = await as('principal');
    const wishes = [wish(), wish({ standInId: idOf('third') })];
    const answers = await Promise.all(wishes.map((one) => client.post('/api/delegations', one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('sent twice is made once', async () => {
    const client = await as('principal');
    const one = wish();
    const answers = await Promise.all([1, 2, 3].map(() => client.post('/api/delegations', one)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await record(one.id)).toHaveLength(1);
    const anothers = await (await as('third')).post('/api/delegations', one);
    expect(anothers).toMatchObject({ status: 409, json: { code: 'CONFLICT' } });
  });

  test('goes no further: the stand-in gives his own rights alone, and none who is away stands in', async () => {
    await give();
    await give({ standInId: idOf('third') }, 'standin');
    // third stands in for standin, not for principal
    expect(await standsInFor(await as('third'))).toMatchObject([{ id: idOf('standin') }]);
    expect(await refusal({ principalId: idOf('coordinator'), from: '2026-03-18' }, 'coordinator')).toBe(
      '422 STAND_IN_AWAY',
    );
  });

  test('needs a stand-in who can sign in, and sleeps while the principal’s account is blocked', async () => {
    const block = (login: string) =>
      portal.query('UPDATE directory.account SET disabled_at = now() WHERE login = $1', [login]);
    await block('third');
    expect(await refusal({ standInId: idOf('third') })).toBe('422 STAND_IN_WITHOUT_ACCOUNT');
    await give();
    await block('principal');
    expect(await standsInFor(await as('standin'))).toEqual([]);
    expect(
      await refusal({ principalId: idOf('principal'), from: '2026-04-01', to: '2026-04-02' }, 'coordinator'),
    ).toBe('422 PRINCIPAL_BLOCKED');
    await portal.query('UPDATE directory.account SET disabled_at = NULL');
    expect(await standsInFor(await as('standin'))).toHaveLength(1);
  });

  test('ends with the common body: who moved to another neither acts nor is acted for', async () => {
    await give();
    const bodyOf = async (login: string) => {
      const [row] = await portal.query<{ id: string }>(
        'SELECT body_id AS id FROM directory.employee WHERE id = $1',
        [idOf(login)],
      );
      return row?.id;
    };
    const move = (bodyId: string | undefined) =>
      portal.query('UPDATE directory.employee SET body_id = $2 WHERE id = $1', [idOf('principal'), bodyId]);
    const [own, other] = [await bodyOf('principal'), await bodyOf('stranger')];
    await move(other);
    expect(await standsInFor(await as('standin'))).toEqual([]);
    await move(own);
    expect(await standsInFor(await as('standin'))).toHaveLength(1);
  });

  test('is worth nothing while the principal holds no post: who has left is acted for by nobody', async () => {
    await give();
    const end = (at: string | null) =>
      portal.query('UPDATE directory.post_holding SET ends_at = $2 WHERE employee_id = $1', [
        idOf('principal'),
        at,
      ]);
    await end(START);
    expect(await standsInFor(await as('standin'))).toEqual([]);
    expect(await list('standin', 'received')).toMatchObject([{ principal: { post: { kk: 'unit_head' } } }]);
    await end(null);
    expect(await standsInFor(await as('standin'))).toHaveLength(1);
  });
});
