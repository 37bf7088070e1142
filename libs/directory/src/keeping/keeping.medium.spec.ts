import {
  type BodyCard,
  bodyCard,
  bodyList,
  createdRef,
  type Duty,
  keptHistory,
  type PersonCard,
  peopleList,
  personCard,
  sessionView,
} from '#contracts';
import { newId, Outbox, Tx } from '#kernel';
import type { Answer, TestClient } from '#testing';
import { Directory } from '../directory.js';
import { DirectoryPortal, START, text } from '../directory-portal.fixture.js';
import { ConfirmationReminders } from './confirmation-reminders.js';

let portal: DirectoryPortal;
let directory: Directory;
const ids: Record<string, string> = {};
const idOf = (name: string) => ids[name] ?? newId();
const clients = new Map<string, TestClient>();

const DUTIES: Record<string, Duty[]> = {
  coordinator: ['coordinator'],
  stranger: ['coordinator'],
  officer: ['authorised_body_officer'],
  administrator: ['portal_administrator'],
};

beforeEach(async () => {
  portal = await DirectoryPortal.start();
  directory = portal.app.get(Directory);
  clients.clear();
  ids.ministry = await portal.body('Қаржы министрлігі');
  ids.other = await portal.body('Әділет министрлігі');
  ids.department = await portal.unit(ids.ministry, 'ordinary', 'Бюджет департаменті');
  ids.division = await portal.unit(ids.ministry, 'ordinary', 'Болжау бөлімі');
  ids.legal = await portal.unit(ids.ministry, 'legal', 'Заң қызметі');
  ids.leadership = await portal.unit(ids.ministry, 'leadership', 'Басшылық');
  ids.office = await portal.unit(ids.other, 'documentation', 'Құжаттама');
  const people = [
    ['minister', 'leadership', 'Абдіқалықов Қанат', 'head_of_body'],
    ['director', 'department', 'Оразбаев Жандос', 'unit_head'],
    ['clerk', 'department', 'Бекенов Асан', 'specialist'],
    ['coordinator', 'division', 'Қапышев Марат', 'specialist'],
    ['stranger', 'office', 'Шәріпов Мұрат', 'specialist'],
    ['officer', 'office', 'Сәрсенова Ұлпан', 'specialist'],
    ['administrator', 'office', 'Байжанов Рүстем', 'specialist'],
  ] as const;
  for (const [login, unit, name, postKind] of people) {
    ids[login] = await portal.employee(idOf(unit), { login, name, postKind });
    for (const duty of DUTIES[login] ?? []) await portal.writer.putDuty(idOf(login), duty);
  }
});
afterEach(() => portal?.close());

async function as(login: string): Promise<TestClient> {
  const client = clients.get(login) ?? (await portal.app.signIn(login));
  clients.set(login, client);
  return client;
}
async function send(login: string, method: string, path: string, body?: unknown): Promise<Answer> {
  return (await as(login)).send(method, `/api/directory/${path}`, body);
}
const codeOf = ({ status, json }: Answer) =>
  status < 300 ? status : `${status} ${(json as { code: string }).code}`;
async function body(id = idOf('ministry'), login = 'clerk'): Promise<BodyCard> {
  return bodyCard.strict().parse((await send(login, 'GET', `bodies/${id}`)).json);
}
async function person(login: string, reader = 'coordinator'): Promise<PersonCard> {
  return personCard.strict().parse((await send(reader, 'GET', `people/${idOf(login)}`)).json);
}
/** Time goes on; whoever was signed in has to do it again. */
function comeTo(instant: string): void {
  portal.clock.set(instant);
  clients.clear();
}
const unitBody = (parts: object = {}) => ({
  parentId: null,
  kind: 'ordinary',
  name: text('Жаңа бөлім'),
  overseerId: null,
  ...parts,
});
const appoint = (login: string, parts: object) =>
  send('coordinator', 'POST', `people/${idOf(login)}/posts`, {
    unitId: idOf('division'),
    post: text('Басшы'),
    kind: 'unit_head',
    main: false,
    from: null,
    to: null,
    ...parts,
  });
const postsOf = async (login: string) =>
  (await directory.employee(idOf(login)))?.posts.map(({ postKind, unit }) => [postKind, unit.id]);
/** Does what the outbox holds and what is due, as the worker does. */
async function doWhatIsDue(): Promise<void> {
  const rows = await portal.query<{ id: string; topic: string; payload: Record<string, unknown> }>(
    'SELECT id, topic, payload FROM kernel.outbox WHERE done_at IS NULL AND next_attempt_at <= $1 ORDER BY next_attempt_at, id',
    [portal.clock.now()],
  );
  for (const { id, topic, payload } of rows) {
    await portal.app.get(Tx).run(async () => portal.app.get(Outbox).handlerOf(topic)?.(payload));
    await portal.query('UPDATE kernel.outbox SET done_at = $2 WHERE id = $1', [id, portal.clock.now()]);
  }
}

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
        unitId: idOf('other'),
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
  const path = (pattern: string) => pattern.replace(/:(\w+)/, (_, name: string) => idOf(name));
  const refusedTo = async (login: string, list: typeof commands) => {
    const refused: string[] = [];
    for (const [method, pattern, given] of list) {
      const answer = await send(login, method, path(pattern), given());
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
    const own = { unitId: idOf('leadership'), kind: 'deputy_head', main: true };
    expect(codeOf(await appoint('coordinator', own))).toBe('422 POST_TO_SELF');
    const kind = (login: string) =>
      send(login, 'PUT', `units/${ids.division}`, unitBody({ kind: 'documentation', revision: 1 }));
    expect(codeOf(await kind('coordinator'))).toBe('422 POST_TO_SELF');
    expect(await postsOf('coordinator')).toEqual([['specialist', ids.division]]);
    expect(codeOf(await send('coordinator', 'PUT', `units/${ids.division}`, unitBody({ revision: 1 })))).toBe(
      204,
    );
    const second = { post: text('Орынбасар'), from: null, to: null, ...own };
    expect(codeOf(await send('administrator', 'POST', `people/${ids.coordinator}/posts`, second))).toBe(204);
  });

  test('the IIN and past posts are shown to the coordinator of the body and the administrator alone', async () => {
    for (const reader of ['clerk', 'stranger', 'officer'])
      expect((await person('clerk', reader)).kept).toBeNull();
    for (const reader of ['coordinator', 'administrator']) {
      expect((await person('clerk', reader)).kept?.iin).toMatch(/^\d{12}$/);
    }
  });
});

describe('units', () => {
  test('are made, renamed, moved and closed, and the history says so in order', async () => {
    const made = await send('coordinator', 'POST', `bodies/${ids.ministry}/units`, unitBody());
    const { id } = createdRef.parse(made.json);
    const change = unitBody({ name: text('Талдау бөлімі'), parentId: ids.department, revision: 1 });
    expect((await send('coordinator', 'PUT', `units/${id}`, change)).status).toBe(204);
    expect((await body()).units.find((unit) => unit.id === id)).toMatchObject({
      name: text('Талдау бөлімі'),
      parentId: ids.department,
      revision: 2,
    });
    expect((await send('coordinator', 'POST', `units/${id}/close`, { revision: 2 })).status).toBe(204);
    expect((await body()).units.map((unit) => unit.id)).not.toContain(id);
    const { items } = keptHistory.parse((await send('coordinator', 'GET', `units/${id}/history`)).json);
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
    await send(
      'administrator',
      'PUT',
      `units/${ids.division}`,
      unitBody({ revision: 1, name: text('Басқа') }),
    );
    const answer = await send('coordinator', 'PUT', `units/${ids.division}`, unitBody({ revision: 1 }));
    expect(answer).toMatchObject({
      status: 409,
      json: { code: 'STALE', params: { revision: 2, by: 'Байжанов Рүстем', fields: ['name'] } },
    });
  });

  test('never lie below themselves or in another body', async () => {
    const below = unitBody({ parentId: ids.department, revision: 1 });
    await send('coordinator', 'PUT', `units/${ids.division}`, below);
    const circle = unitBody({ parentId: ids.division, revision: 1 });
    expect(codeOf(await send('coordinator', 'PUT', `units/${ids.department}`, circle))).toBe(
      '422 TREE_CYCLE',
    );
    const abroad = unitBody({ parentId: ids.office, revision: 1 });
    expect(codeOf(await send('coordinator', 'PUT', `units/${ids.legal}`, abroad))).toBe(
      '422 UNIT_OF_OTHER_BODY',
    );
  });

  test('are not closed while people or units are in them', async () => {
    await send(
      'coordinator',
      'PUT',
      `units/${ids.legal}`,
      unitBody({ parentId: ids.department, revision: 1 }),
    );
    const answer = await send('coordinator', 'POST', `units/${ids.department}/close`, { revision: 1 });
    expect(answer.json).toMatchObject({ code: 'UNIT_NOT_EMPTY', params: { people: 2, units: 1, steps: 0 } });
  });
});

describe('posts', () => {
  test('one person holds two: both are seen by everybody who asks for a head', async () => {
    expect((await appoint('director', {})).status).toBe(204);
    expect(await postsOf('director')).toEqual([
      ['unit_head', ids.department],
      ['unit_head', ids.division],
    ]);
    for (const unit of ['department', 'division']) {
      const head = await directory.headOfUnit(idOf(unit));
      expect([head?.id, head?.unit.id]).toEqual([ids.director, ids[unit]]);
    }
    const card = await person('director', 'clerk');
    expect(card.otherPosts).toEqual([
      { post: text('Басшы'), unit: { id: ids.division, name: text('Болжау бөлімі') } },
    ]);
  });

  test('a unit and a body have one head at a time; a second one follows the first', async () => {
    const unit = { unitId: idOf('department') };
    expect(await appoint('clerk', unit)).toMatchObject({
      status: 409,
      json: { code: 'POST_HELD', params: { by: 'Оразбаев Жандос' } },
    });
    const leadership = { unitId: idOf('leadership'), kind: 'head_of_body' };
    expect(codeOf(await appoint('clerk', leadership))).toBe('409 POST_HELD');
    const [post] = (await person('director')).kept?.posts ?? [];
    await send('coordinator', 'POST', `posts/${post?.id}/end`, { on: '2026-03-31' });
    expect(codeOf(await appoint('clerk', { ...unit, from: '2026-03-31' }))).toBe('409 POST_HELD');
    expect((await appoint('clerk', { ...unit, from: '2026-04-01' })).status).toBe(204);
    const doubled = portal.query(
      `INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main)
       SELECT gen_random_uuid(), $1, body_id, id, '{}', 'unit_head', false FROM directory.unit WHERE id = $2`,
      [ids.coordinator, ids.department],
    );
    await expect(doubled).rejects.toThrow('post_one_head_of_unit');
  });

  test('a new main post ends the one before it: a person moves', async () => {
    await appoint('clerk', { main: true, kind: 'specialist' });
    expect(await postsOf('clerk')).toEqual([['specialist', ids.division]]);
    expect((await body()).units.map(({ id, people }) => [id, people])).toContainEqual([ids.division, 2]);
    const { items } = keptHistory.parse(
      (await send('coordinator', 'GET', `people/${ids.clerk}/history`)).json,
    );
    expect(items.map(({ action }) => action)).toEqual(['post.appointed', 'post.ended']);
  });

  test('what ends gives no rights any more, at once; who holds none is signed out', async () => {
    const client = await as('director');
    await appoint('director', {});
    const posts = (await person('director')).kept?.posts ?? [];
    const [division, department] = posts;
    expect((await send('coordinator', 'POST', `posts/${department?.id}/end`, { on: null })).status).toBe(204);
    const view = sessionView.parse((await client.get('/api/session')).json);
    expect(view.employee.unit.id).toBe(ids.division);
    expect((await send('coordinator', 'POST', `posts/${division?.id}/end`, { on: null })).status).toBe(204);
    expect((await client.get('/api/directory/bodies')).status).toBe(401);
    expect(codeOf(await send('coordinator', 'POST', `posts/${department?.id}/end`, { on: null }))).toBe(
      '409 POST_ENDED',
    );
    const found = peopleList.parse((await send('clerk', 'GET', 'people?q=оразбаев')).json);
    expect(found.items).toEqual([]);
    expect((await person('director', 'clerk')).left).toBe(true);
  });

  test('what begins later gives rights from that day on, by itself', async () => {
    expect((await appoint('clerk', { from: '2026-04-01', to: '2026-04-30' })).status).toBe(204);
    expect(await directory.headOfUnit(idOf('division'))).toBeUndefined();
    comeTo('2026-03-31T19:00:00.000Z');
    expect((await directory.headOfUnit(idOf('division')))?.id).toBe(ids.clerk);
    await doWhatIsDue();
    const found = peopleList.parse(
      (await send('minister', 'GET', `people?q=${encodeURIComponent('бекенов болжау')}`)).json,
    );
    expect(found.items.map(({ id }) => id)).toEqual([ids.clerk]);
    comeTo('2026-04-30T18:59:59.000Z');
    expect((await directory.headOfUnit(idOf('division')))?.id).toBe(ids.clerk);
    comeTo('2026-04-30T19:00:00.000Z');
    expect(await directory.headOfUnit(idOf('division'))).toBeUndefined();
  });

  test('are not given in the past, in another body or in a closed unit', async () => {
    expect(codeOf(await appoint('clerk', { from: '2026-03-15' }))).toBe('422 DAY_IN_PAST');
    expect(codeOf(await appoint('clerk', { unitId: idOf('office') }))).toBe('422 PERSON_OF_OTHER_BODY');
    await send('coordinator', 'POST', `units/${ids.legal}/close`, { revision: 1 });
    expect(codeOf(await appoint('clerk', { unitId: idOf('legal') }))).toBe('409 UNIT_CLOSED');
    expect(codeOf(await appoint('clerk', { from: '2026-05-02', to: '2026-05-01' }))).toBe(
      '400 VALIDATION_FAILED',
    );
  });
});

describe('people', () => {
  const entered = (parts: object = {}) => ({
    surname: 'Сейітова',
    givenName: 'Әлия',
    patronymic: '',
    iin: '900101400001',
    workPhone: '8 (7172) 74-00-00',
    office: '5',
    email: 'a@b.example',
    unitId: idOf('division'),
    post: text('Маман'),
    kind: 'specialist',
    from: null,
    to: null,
    ...parts,
  });

  test('come with a post, are changed, and found by what they are called now', async () => {
    const made = await send('coordinator', 'POST', 'people', entered());
    const { id } = createdRef.parse(made.json);
    ids.aliya = id;
    const { kept } = await person('aliya');
    const change = {
      surname: 'Оспанова',
      givenName: 'Әлия',
      patronymic: '',
      workPhone: '',
      office: '',
      email: '',
    };
    const answer = await send('coordinator', 'PUT', `people/${id}`, { ...change, revision: kept?.revision });
    expect(answer.status).toBe(204);
    const found = peopleList.parse(
      (await send('clerk', 'GET', `people?q=${encodeURIComponent('оспанова')}`)).json,
    );
    expect(found.items.map((one) => one.id)).toEqual([id]);
    const history = (await send('coordinator', 'GET', `people/${id}/history`)).json;
    expect(keptHistory.parse(history).items[0]?.changes[0]).toEqual({
      field: 'surname',
      before: 'Сейітова',
      after: 'Оспанова',
    });
    expect(JSON.stringify(history)).not.toContain('900101400001');
    expect(
      codeOf(await send('coordinator', 'PUT', `people/${id}`, { ...change, revision: kept?.revision })),
    ).toBe('409 STALE');
  });

  test('who work somewhere are not entered twice; who left are taken over', async () => {
    await send('coordinator', 'POST', 'people', entered());
    expect(codeOf(await send('administrator', 'POST', 'people', entered({ unitId: idOf('office') })))).toBe(
      '409 IIN_KNOWN',
    );
    const [row] = await portal.query<{ id: string }>(
      `SELECT id FROM directory.employee WHERE iin = '900101400001'`,
    );
    ids.aliya = row?.id ?? '';
    const { kept } = await person('aliya');
    expect((await send('coordinator', 'POST', `posts/${kept?.posts[0]?.id}/end`, { on: null })).status).toBe(
      204,
    );
    // What his old body gave him stays there.
    await portal.writer.putDuty(idOf('aliya'), 'coordinator');
    const again = await send('administrator', 'POST', 'people', entered({ unitId: idOf('office') }));
    expect(createdRef.parse(again.json).id).toBe(ids.aliya);
    expect(await directory.employee(idOf('aliya'))).toMatchObject({ body: { id: ids.other }, duties: [] });
  });
});

describe('a photo', () => {
  const jpegOf = (side: string) =>
    Buffer.concat([
      Buffer.from(`ffd8ffc0001108${side}${side}`, 'hex'),
      Buffer.alloc(40),
      Buffer.from('ffd9', 'hex'),
    ]);
  const JPEG = jpegOf('0140');
  const put = (content: Buffer | null, shownTo = 'body') =>
    send('coordinator', 'PUT', `people/${ids.clerk}/photo`, {
      content: content?.toString('base64') ?? null,
      shownTo,
    });
  const statusFor = async (login: string) => (await send(login, 'GET', `people/${ids.clerk}/photo`)).status;

  test('is shown to whom its setting names, as a picture that never runs', async () => {
    expect((await put(JPEG)).status).toBe(204);
    const answer = await send('minister', 'GET', `people/${ids.clerk}/photo`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toContain('private');
    expect(await statusFor('stranger')).toBe(404);
    await put(null, 'everybody');
    expect(await statusFor('stranger')).toBe(200);
    await put(null, 'nobody');
    expect([await statusFor('minister'), await statusFor('clerk'), await statusFor('coordinator')]).toEqual([
      404, 200, 200,
    ]);
    expect((await person('clerk', 'minister')).photo).toBeNull();
    expect((await send('coordinator', 'DELETE', `people/${ids.clerk}/photo`)).status).toBe(204);
    expect(await statusFor('clerk')).toBe(404);
  });

  test.each([
    ['a script', Buffer.from('<script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a picture with something behind it', Buffer.concat([JPEG, Buffer.from('PK')])],
    ['a picture that unpacks to gigabytes', jpegOf('ffff')],
    ['a picture that does not tell its size', Buffer.from('ffd8ffe0ffd9', 'hex')],
  ])('that is %s is refused', async (_, content) => {
    expect(codeOf(await put(content))).toBe('415 PHOTO_REFUSED');
  });
});

describe('the list of participants', () => {
  const participate = (parts: object) =>
    send('officer', 'PUT', `bodies/${ids.other}/participation`, {
      revision: 1,
      participates: true,
      from: null,
      to: null,
      ground: '№ 17, 2026-03-10',
      ...parts,
    });
  const listed = async () =>
    bodyList.parse((await send('clerk', 'GET', 'bodies')).json).items.map(({ id }) => id);
  const mayCreate = async () =>
    sessionView.parse((await (await as('stranger')).get('/api/session')).json).can.createAct;

  test('holds on its days, for whoever sends and for the people of the body', async () => {
    expect([await listed(), await mayCreate()]).toEqual([[ids.other], true]);
    expect((await participate({ from: '2026-03-01', to: '2026-03-16' })).status).toBe(204);
    expect([await listed(), await mayCreate()]).toEqual([[ids.other], true]);
    comeTo('2026-03-16T19:00:00.000Z');
    expect([await listed(), await mayCreate()]).toEqual([[], false]);
    expect((await directory.bodies([idOf('other')]))[0]?.hasOfficers).toBe(false);
  });

  test('is renewed with its ground; what it was before stays in the history', async () => {
    await participate({ participates: false });
    expect([await listed(), await mayCreate()]).toEqual([[], false]);
    await participate({ revision: 2, to: '2027-12-31', ground: '№ 18' });
    expect((await body(idOf('other'))).participation).toEqual({
      participates: true,
      from: null,
      to: '2027-12-31',
      ground: '№ 18',
    });
    const history = (await send('officer', 'GET', `bodies/${ids.other}/history`)).json;
    expect(keptHistory.parse(history).items[0]?.changes).toContainEqual({
      field: 'ground',
      before: '№ 17, 2026-03-10',
      after: '№ 18',
    });
  });

  test('a new body takes part in nothing until it is put on it; its BIN is known once', async () => {
    const name = text('Агенттік');
    const made = { parentId: ids.other, kind: 'institution', name, shortName: name, bin: '010101000001' };
    const { id } = createdRef.parse((await send('officer', 'POST', 'bodies', made)).json);
    expect((await body(id)).participation.participates).toBe(false);
    expect(codeOf(await send('officer', 'POST', 'bodies', made))).toBe('409 BIN_KNOWN');
    expect(codeOf(await send('coordinator', 'POST', 'bodies', made))).toBe('403 FORBIDDEN');
    const circle = { parentId: id, kind: 'central', name, shortName: name, revision: 1 };
    expect(codeOf(await send('officer', 'PUT', `bodies/${ids.other}`, circle))).toBe('422 TREE_CYCLE');
  });
});

describe('what the coordinator says of the whole', () => {
  const reminders = () =>
    portal.query<{ kind: string; period: string }>(
      'SELECT kind, period FROM directory.confirmation_reminder WHERE body_id = $1 ORDER BY period, kind',
      [ids.ministry],
    );
  const scan = () => portal.app.get(ConfirmationReminders).scan();
  const confirm = (kind: string) => send('coordinator', 'POST', `bodies/${ids.ministry}/confirm`, { kind });

  test('makes it fresh; after a quarter it is due, after a year stale', async () => {
    expect(await body()).toMatchObject({ freshness: 'stale', confirmed: null });
    await confirm('quarterly');
    expect(await body()).toMatchObject({
      freshness: 'fresh',
      confirmed: { at: START, by: { fullName: 'Қапышев Марат' } },
    });
    comeTo('2026-06-17T04:00:00.000Z');
    expect((await body()).freshness).toBe('due');
    comeTo('2027-03-17T04:00:00.000Z');
    expect((await body()).freshness).toBe('stale');
  });

  test('is asked for once a quarter and once a year, however often one looks', async () => {
    await Promise.all([scan(), scan(), scan()]);
    expect(await reminders()).toEqual([
      { kind: 'yearly', period: '2026' },
      { kind: 'quarterly', period: '2026-Q1' },
    ]);
    await confirm('yearly');
    comeTo('2026-04-20T04:00:00.000Z');
    await scan();
    expect(await reminders()).toHaveLength(2);
    comeTo('2026-07-20T04:00:00.000Z');
    await scan();
    await scan();
    expect((await reminders()).at(-1)).toEqual({ kind: 'quarterly', period: '2026-Q3' });
    await confirm('quarterly');
    comeTo('2027-03-20T04:00:00.000Z');
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
