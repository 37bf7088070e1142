import { bodyList, createdRef, keptHistory, sessionView } from '#contracts';
import { START, text } from '../directory-portal.fixture.js';
import { ConfirmationReminders } from './confirmation-reminders.js';
import { codeOf, KeepingPortal, unitBody } from './keeping-portal.fixture.js';

let portal: KeepingPortal;

beforeEach(async () => {
  portal = await KeepingPortal.start();
});
afterEach(() => portal?.close());

describe('who may change what', () => {
  const commands: [string, string, () => unknown][] = [
    ['POST', 'bodies/:ministry/units', () => unitBody()],
    ['PUT', 'units/:department', () => unitBody({ revision: 0 })],
    ['POST', 'units/:department/close', () => ({ revision: 0 })],
    [
      'PUT',
      'bodies/:ministry/requisites',
      () => ({ revision: 0, address: '', phone: '', email: '', website: '' }),
    ],
    ['POST', 'bodies/:ministry/confirm', () => ({ kind: 'quarterly' })],
    [
      'POST',
      'people/:clerk/posts',
      () => ({
        unitId: portal.idOf('other'),
        post: text('x'),
        kind: 'specialist',
        main: false,
        from: null,
        to: null,
      }),
    ],
    [
      'PUT',
      'people/:clerk',
      () => ({
        revision: 0,
        surname: 'А',
        givenName: 'Б',
        patronymic: '',
        workPhone: '',
        office: '',
        email: '',
      }),
    ],
    ['PUT', 'people/:clerk/photo', () => ({ content: null, shownTo: 'everybody' })],
    ['DELETE', 'people/:clerk/photo', () => undefined],
    ['GET', 'people/:clerk/leaving', () => undefined],
    ['POST', 'people/:clerk/leave', () => ({ on: '2020-01-01', handOvers: [] })],
    ['GET', 'people/:clerk/history', () => undefined],
    ['GET', 'units/:department/history', () => undefined],
    ['GET', 'bodies/:ministry/history', () => undefined],
  ];
  const participants: [string, string, () => unknown][] = [
    [
      'PUT',
      'bodies/:ministry',
      () => ({ revision: 0, parentId: null, kind: 'central', name: text('x'), shortName: text('x') }),
    ],
    [
      'PUT',
      'bodies/:ministry/participation',
      () => ({ revision: 0, participates: true, from: null, to: null, ground: 'x' }),
    ],
  ];
  const path = (pattern: string) => pattern.replace(/:(\w+)/, (_, name: string) => portal.idOf(name));
  const refusedTo = async (login: string, list: typeof commands) => {
    const refused: string[] = [];
    for (const [method, pattern, given] of list) {
      const answer = await portal.send(login, method, path(pattern), given());
      if (answer.status === 403) refused.push(pattern);
    }
    return refused;
  };
  const patterns = (list: typeof commands) => list.map(([, pattern]) => pattern);

  test("a body's people, units and posts: its own coordinator and the administrator alone", async () => {
    for (const login of ['clerk', 'minister', 'stranger']) {
      expect({ login, refused: await refusedTo(login, commands) }).toEqual({
        login,
        refused: patterns(commands),
      });
    }
    // The authorised body reads what happened to a body.
    expect(await refusedTo('officer', commands)).toEqual(patterns(commands).slice(0, -1));
    expect(await refusedTo('coordinator', commands)).toEqual([]);
    expect(await refusedTo('administrator', commands)).toEqual([]);
  });

  test('bodies and the list of participants: the authorised body and the administrator alone', async () => {
    for (const login of ['clerk', 'coordinator', 'stranger']) {
      expect({ login, refused: await refusedTo(login, participants) }).toEqual({
        login,
        refused: patterns(participants),
      });
    }
    expect(await refusedTo('officer', participants)).toEqual([]);
    expect(await refusedTo('administrator', participants)).toEqual([]);
  });

  test('nobody makes himself head, or his own unit the documentation service: somebody else does', async () => {
    const own = { unitId: portal.idOf('leadership'), kind: 'deputy_head', main: true };
    expect(codeOf(await portal.appoint('coordinator', own))).toBe('422 POST_TO_SELF');
    const kind = (login: string) =>
      portal.send(
        login,
        'PUT',
        `units/${portal.ids.division}`,
        unitBody({ kind: 'documentation', revision: 1 }),
      );
    expect(codeOf(await kind('coordinator'))).toBe('422 POST_TO_SELF');
    expect(await portal.postsOf('coordinator')).toEqual([['specialist', portal.ids.division]]);
    expect(
      codeOf(
        await portal.send('coordinator', 'PUT', `units/${portal.ids.division}`, unitBody({ revision: 1 })),
      ),
    ).toBe(204);
    const second = { post: text('Орынбасар'), from: null, to: null, ...own };
    expect(
      codeOf(await portal.send('administrator', 'POST', `people/${portal.ids.coordinator}/posts`, second)),
    ).toBe(204);
  });

  test('the IIN and past posts are shown to the coordinator of the body and the administrator alone', async () => {
    for (const reader of ['clerk', 'stranger', 'officer'])
      expect((await portal.person('clerk', reader)).kept).toBeNull();
    for (const reader of ['coordinator', 'administrator']) {
      expect((await portal.person('clerk', reader)).kept?.iin).toMatch(/^\d{12}$/);
    }
  });
});

describe('units', () => {
  test('are made, renamed, moved and closed, and the history says so in order', async () => {
    const made = await portal.send('coordinator', 'POST', `bodies/${portal.ids.ministry}/units`, unitBody());
    const { id } = createdRef.parse(made.json);
    const change = unitBody({ name: text('Талдау бөлімі'), parentId: portal.ids.department, revision: 1 });
    expect((await portal.send('coordinator', 'PUT', `units/${id}`, change)).status).toBe(204);
    expect((await portal.body()).units.find((unit) => unit.id === id)).toMatchObject({
      name: text('Талдау бөлімі'),
      parentId: portal.ids.department,
      revision: 2,
    });
    expect((await portal.send('coordinator', 'POST', `units/${id}/close`, { revision: 2 })).status).toBe(204);
    expect((await portal.body()).units.map((unit) => unit.id)).not.toContain(id);
    const { items } = keptHistory.parse(
      (await portal.send('coordinator', 'GET', `units/${id}/history`)).json,
    );
    expect(items.map(({ action, by }) => [action, by?.fullName])).toEqual([
      ['unit.closed', 'Қапышев Марат'],
      ['unit.changed', 'Қапышев Марат'],
      ['unit.created', 'Қапышев Марат'],
    ]);
    expect(items[1]?.changes).toEqual([
      { field: 'name', before: text('Жаңа бөлім'), after: text('Талдау бөлімі') },
      { field: 'parent', before: null, after: text('Бюджет департаменті') },
    ]);
  });

  test('of which somebody else changed one meanwhile are not overwritten, and it is told what he changed', async () => {
    await portal.send(
      'administrator',
      'PUT',
      `units/${portal.ids.division}`,
      unitBody({ revision: 1, name: text('Басқа') }),
    );
    const answer = await portal.send(
      'coordinator',
      'PUT',
      `units/${portal.ids.division}`,
      unitBody({ revision: 1 }),
    );
    expect(answer).toMatchObject({
      status: 409,
      json: { code: 'STALE', params: { revision: 2, by: 'Байжанов Рүстем', fields: ['name'] } },
    });
  });

  test('never lie below themselves or in another body', async () => {
    const below = unitBody({ parentId: portal.ids.department, revision: 1 });
    await portal.send('coordinator', 'PUT', `units/${portal.ids.division}`, below);
    const circle = unitBody({ parentId: portal.ids.division, revision: 1 });
    expect(codeOf(await portal.send('coordinator', 'PUT', `units/${portal.ids.department}`, circle))).toBe(
      '422 TREE_CYCLE',
    );
    const abroad = unitBody({ parentId: portal.ids.office, revision: 1 });
    expect(codeOf(await portal.send('coordinator', 'PUT', `units/${portal.ids.legal}`, abroad))).toBe(
      '422 UNIT_OF_OTHER_BODY',
    );
  });

  test('are not closed while people or units are in them', async () => {
    await portal.send(
      'coordinator',
      'PUT',
      `units/${portal.ids.legal}`,
      unitBody({ parentId: portal.ids.department, revision: 1 }),
    );
    const answer = await portal.send('coordinator', 'POST', `units/${portal.ids.department}/close`, {
      revision: 1,
    });
    expect(answer.json).toMatchObject({ code: 'UNIT_NOT_EMPTY', params: { people: 2, units: 1, steps: 0 } });
  });
});

describe('the list of participants', () => {
  const participate = (parts: object) =>
    portal.send('officer', 'PUT', `bodies/${portal.ids.other}/participation`, {
      revision: 1,
      participates: true,
      from: null,
      to: null,
      ground: '№ 17, 2026-03-10',
      ...parts,
    });
  const listed = async () =>
    bodyList.parse((await portal.send('clerk', 'GET', 'bodies')).json).items.map(({ id }) => id);
  const mayCreate = async () =>
    sessionView.parse((await (await portal.as('stranger')).get('/api/session')).json).can.createAct;

  test('holds on its days, for whoever sends and for the people of the body', async () => {
    expect([await listed(), await mayCreate()]).toEqual([[portal.ids.other], true]);
    expect((await participate({ from: '2026-03-01', to: '2026-03-16' })).status).toBe(204);
    expect([await listed(), await mayCreate()]).toEqual([[portal.ids.other], true]);
    portal.comeTo('2026-03-16T19:00:00.000Z');
    expect([await listed(), await mayCreate()]).toEqual([[], false]);
    expect((await portal.directory.bodies([portal.idOf('other')]))[0]?.hasOfficers).toBe(false);
  });

  test('is renewed with its ground; what it was before stays in the history', async () => {
    await participate({ participates: false });
    expect([await listed(), await mayCreate()]).toEqual([[], false]);
    await participate({ revision: 2, to: '2027-12-31', ground: '№ 18' });
    expect((await portal.body(portal.idOf('other'))).participation).toEqual({
      participates: true,
      from: null,
      to: '2027-12-31',
      ground: '№ 18',
    });
    const history = (await portal.send('officer', 'GET', `bodies/${portal.ids.other}/history`)).json;
    expect(keptHistory.parse(history).items[0]?.changes).toContainEqual({
      field: 'ground',
      before: '№ 17, 2026-03-10',
      after: '№ 18',
    });
  });

  test('a new body takes part in nothing until it is put on it; its BIN is known once', async () => {
    const name = text('Агенттік');
    const made = {
      parentId: portal.ids.other,
      kind: 'institution',
      name,
      shortName: name,
      bin: '010101000001',
    };
    const { id } = createdRef.parse((await portal.send('officer', 'POST', 'bodies', made)).json);
    expect((await portal.body(id)).participation.participates).toBe(false);
    expect(codeOf(await portal.send('officer', 'POST', 'bodies', made))).toBe('409 BIN_KNOWN');
    expect(codeOf(await portal.send('coordinator', 'POST', 'bodies', made))).toBe('403 FORBIDDEN');
    const circle = { parentId: id, kind: 'central', name, shortName: name, revision: 1 };
    expect(codeOf(await portal.send('officer', 'PUT', `bodies/${portal.ids.other}`, circle))).toBe(
      '422 TREE_CYCLE',
    );
  });
});

describe('what the coordinator says of the whole', () => {
  const reminders = () =>
    portal.query<{ kind: string; period: string }>(
      'SELECT kind, period FROM directory.confirmation_reminder WHERE body_id = $1 ORDER BY period, kind',
      [portal.ids.ministry],
    );
  const scan = () => portal.app.get(ConfirmationReminders).scan();
  const confirm = (kind: string) =>
    portal.send('coordinator', 'POST', `bodies/${portal.ids.ministry}/confirm`, { kind });

  test('makes it fresh; after a quarter it is due, after a year stale', async () => {
    expect(await portal.body()).toMatchObject({ freshness: 'stale', confirmed: null });
    await confirm('quarterly');
    expect(await portal.body()).toMatchObject({
      freshness: 'fresh',
      confirmed: { at: START, by: { fullName: 'Қапышев Марат' } },
    });
    portal.comeTo('2026-06-17T04:00:00.000Z');
    expect((await portal.body()).freshness).toBe('due');
    portal.comeTo('2027-03-17T04:00:00.000Z');
    expect((await portal.body()).freshness).toBe('stale');
  });

  test('is asked for once a quarter and once a year, however often one looks', async () => {
    await Promise.all([scan(), scan(), scan()]);
    expect(await reminders()).toEqual([
      { kind: 'yearly', period: '2026' },
      { kind: 'quarterly', period: '2026-Q1' },
    ]);
    await confirm('yearly');
    portal.comeTo('2026-04-20T04:00:00.000Z');
    await scan();
    expect(await reminders()).toHaveLength(2);
    portal.comeTo('2026-07-20T04:00:00.000Z');
    await scan();
    await scan();
    expect((await reminders()).at(-1)).toEqual({ kind: 'quarterly', period: '2026-Q3' });
    await confirm('quarterly');
    portal.comeTo('2027-03-20T04:00:00.000Z');
    await scan();
    expect((await reminders()).map(({ kind, period }) => `${kind} ${period}`)).toEqual([
      'yearly 2026',
      'quarterly 2026-Q1',
      'quarterly 2026-Q3',
      'yearly 2027',
      'quarterly 2027-Q1',
    ]);
  });
});
