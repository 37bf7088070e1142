import { createdRef, keptHistory, peopleList, sessionView } from '#contracts';
import { text } from '../directory-portal.fixture.js';
import { codeOf, KeepingPortal } from './keeping-portal.fixture.js';

let portal: KeepingPortal;

beforeEach(async () => {
  portal = await KeepingPortal.start();
});
afterEach(() => portal?.close());

describe('posts', () => {
  test('one person holds two: both are seen by everybody who asks for a head', async () => {
    expect((await portal.appoint('director', {})).status).toBe(204);
    expect(await portal.postsOf('director')).toEqual([
      ['unit_head', portal.ids.department],
      ['unit_head', portal.ids.division],
    ]);
    for (const unit of ['department', 'division']) {
      const head = await portal.directory.headOfUnit(portal.idOf(unit));
      expect([head?.id, head?.unit.id]).toEqual([portal.ids.director, portal.ids[unit]]);
    }
    const card = await portal.person('director', 'clerk');
    expect(card.otherPosts).toEqual([
      { post: text('Басшы'), unit: { id: portal.ids.division, name: text('Болжау бөлімі') } },
    ]);
  });

  test('a unit and a body have one head at a time; a second one follows the first', async () => {
    const unit = { unitId: portal.idOf('department') };
    expect(await portal.appoint('clerk', unit)).toMatchObject({
      status: 409,
      json: { code: 'POST_HELD', params: { by: 'Оразбаев Жандос' } },
    });
    const leadership = { unitId: portal.idOf('leadership'), kind: 'head_of_body' };
    expect(codeOf(await portal.appoint('clerk', leadership))).toBe('409 POST_HELD');
    const [post] = (await portal.person('director')).kept?.posts ?? [];
    await portal.send('coordinator', 'POST', `posts/${post?.id}/end`, { on: '2026-03-31' });
    expect(codeOf(await portal.appoint('clerk', { ...unit, from: '2026-03-31' }))).toBe('409 POST_HELD');
    expect((await portal.appoint('clerk', { ...unit, from: '2026-04-01' })).status).toBe(204);
    const doubled = portal.query(
      `INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main)
       SELECT gen_random_uuid(), $1, body_id, id, '{}', 'unit_head', false FROM directory.unit WHERE id = $2`,
      [portal.ids.coordinator, portal.ids.department],
    );
    await expect(doubled).rejects.toThrow('post_one_head_of_unit');
  });

  test('a new main post ends the one before it: a person moves', async () => {
    await portal.appoint('clerk', { main: true, kind: 'specialist' });
    expect(await portal.postsOf('clerk')).toEqual([['specialist', portal.ids.division]]);
    expect((await portal.body()).units.map(({ id, people }) => [id, people])).toContainEqual([
      portal.ids.division,
      2,
    ]);
    const { items } = keptHistory.parse(
      (await portal.send('coordinator', 'GET', `people/${portal.ids.clerk}/history`)).json,
    );
    expect(items.map(({ action }) => action)).toEqual(['post.appointed', 'post.ended']);
  });

  test('what ends gives no rights any more, at once; who holds none is signed out', async () => {
    const client = await portal.as('director');
    await portal.appoint('director', {});
    const posts = (await portal.person('director')).kept?.posts ?? [];
    const [division, department] = posts;
    expect(
      (await portal.send('coordinator', 'POST', `posts/${department?.id}/end`, { on: null })).status,
    ).toBe(204);
    const view = sessionView.parse((await client.get('/api/session')).json);
    expect(view.employee.unit.id).toBe(portal.ids.division);
    expect((await portal.send('coordinator', 'POST', `posts/${division?.id}/end`, { on: null })).status).toBe(
      204,
    );
    expect((await client.get('/api/directory/bodies')).status).toBe(401);
    expect(
      codeOf(await portal.send('coordinator', 'POST', `posts/${department?.id}/end`, { on: null })),
    ).toBe('409 POST_ENDED');
    const found = peopleList.parse((await portal.send('clerk', 'GET', 'people?q=оразбаев')).json);
    expect(found.items).toEqual([]);
    expect((await portal.person('director', 'clerk')).left).toBe(true);
  });

  test('what begins later gives rights from that day on, by itself', async () => {
    expect((await portal.appoint('clerk', { from: '2026-04-01', to: '2026-04-30' })).status).toBe(204);
    const turns = async () => (await portal.person('clerk')).kept?.posts.map(({ turn }) => turn);
    expect(await turns()).toEqual(['later', 'now']);
    expect(await portal.directory.headOfUnit(portal.idOf('division'))).toBeUndefined();
    portal.comeTo('2026-03-31T19:00:00.000Z');
    expect((await portal.directory.headOfUnit(portal.idOf('division')))?.id).toBe(portal.ids.clerk);
    await portal.doWhatIsDue();
    const found = peopleList.parse(
      (await portal.send('minister', 'GET', `people?q=${encodeURIComponent('бекенов болжау')}`)).json,
    );
    expect(found.items.map(({ id }) => id)).toEqual([portal.ids.clerk]);
    portal.comeTo('2026-04-30T18:59:59.000Z');
    expect((await portal.directory.headOfUnit(portal.idOf('division')))?.id).toBe(portal.ids.clerk);
    portal.comeTo('2026-04-30T19:00:00.000Z');
    expect(await portal.directory.headOfUnit(portal.idOf('division'))).toBeUndefined();
    expect(await turns()).toContain('over');
  });

  test('are not given in the past, in another body or in a closed unit', async () => {
    expect(codeOf(await portal.appoint('clerk', { from: '2026-03-15' }))).toBe('422 DAY_IN_PAST');
    expect(codeOf(await portal.appoint('clerk', { unitId: portal.idOf('office') }))).toBe(
      '422 PERSON_OF_OTHER_BODY',
    );
    await portal.send('coordinator', 'POST', `units/${portal.ids.legal}/close`, { revision: 1 });
    expect(codeOf(await portal.appoint('clerk', { unitId: portal.idOf('legal') }))).toBe('409 UNIT_CLOSED');
    expect(codeOf(await portal.appoint('clerk', { from: '2026-05-02', to: '2026-05-01' }))).toBe(
      '400 VALIDATION_FAILED',
    );
  });
});

describe('people', () => {
  const entered = (parts: object = {}) => ({
    surname: 'Сейітова',
    givenName: 'Әлия',
    patronymic: '',
    iin: '900101400003',
    workPhone: '8 (7172) 74-00-00',
    office: '5',
    email: 'a@b.example',
    unitId: portal.idOf('division'),
    post: text('Маман'),
    kind: 'specialist',
    from: null,
    to: null,
    ...parts,
  });

  test('come with a post, are changed, and found by what they are called now', async () => {
    const made = await portal.send('coordinator', 'POST', 'people', entered());
    const { id } = createdRef.parse(made.json);
    portal.ids.aliya = id;
    const { kept } = await portal.person('aliya');
    const change = {
      surname: 'Оспанова',
      givenName: 'Әлия',
      patronymic: '',
      workPhone: '',
      office: '',
      email: '',
    };
    const answer = await portal.send('coordinator', 'PUT', `people/${id}`, {
      ...change,
      revision: kept?.revision,
    });
    expect(answer.status).toBe(204);
    const found = peopleList.parse(
      (await portal.send('clerk', 'GET', `people?q=${encodeURIComponent('оспанова')}`)).json,
    );
    expect(found.items.map((one) => one.id)).toEqual([id]);
    const history = (await portal.send('coordinator', 'GET', `people/${id}/history`)).json;
    expect(keptHistory.parse(history).items[0]?.changes[0]).toEqual({
      field: 'surname',
      before: 'Сейітова',
      after: 'Оспанова',
    });
    expect(JSON.stringify(history)).not.toContain('900101400003');
    expect(
      codeOf(
        await portal.send('coordinator', 'PUT', `people/${id}`, { ...change, revision: kept?.revision }),
      ),
    ).toBe('409 STALE');
  });

  test.each([
    ['an IIN with a wrong control figure', { iin: '900101400001' }, { path: 'iin', rule: 'not_iin' }],
    ['an address that is none', { email: 'a at b' }, { path: 'email', rule: 'not_email' }],
    [
      'a last day before the first',
      { from: '2026-05-02', to: '2026-05-01' },
      { path: 'to', rule: 'before_begin' },
    ],
  ])('are not entered with %s', async (_what, parts, fault) => {
    const answer = await portal.send('coordinator', 'POST', 'people', entered(parts));
    expect(answer.json).toMatchObject({ code: 'VALIDATION_FAILED', fields: [fault] });
  });

  test('who work somewhere are not entered twice; who left are taken over', async () => {
    await portal.send('coordinator', 'POST', 'people', entered());
    expect(
      codeOf(
        await portal.send('administrator', 'POST', 'people', entered({ unitId: portal.idOf('office') })),
      ),
    ).toBe('409 IIN_KNOWN');
    const [row] = await portal.query<{ id: string }>(
      `SELECT id FROM directory.employee WHERE iin = '900101400003'`,
    );
    portal.ids.aliya = row?.id ?? '';
    const { kept } = await portal.person('aliya');
    expect(
      (await portal.send('coordinator', 'POST', `posts/${kept?.posts[0]?.id}/end`, { on: null })).status,
    ).toBe(204);
    // What his old body gave him stays there.
    await portal.writer.putDuty(portal.idOf('aliya'), 'coordinator');
    const again = await portal.send(
      'administrator',
      'POST',
      'people',
      entered({ unitId: portal.idOf('office') }),
    );
    expect(createdRef.parse(again.json).id).toBe(portal.ids.aliya);
    expect(await portal.directory.employee(portal.idOf('aliya'))).toMatchObject({
      body: { id: portal.ids.other },
      duties: [],
    });
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
    portal.send('coordinator', 'PUT', `people/${portal.ids.clerk}/photo`, {
      content: content?.toString('base64') ?? null,
      shownTo,
    });
  const statusFor = async (login: string) =>
    (await portal.send(login, 'GET', `people/${portal.ids.clerk}/photo`)).status;

  test('is shown to whom its setting names, as a picture that never runs', async () => {
    expect((await put(JPEG)).status).toBe(204);
    const answer = await portal.send('minister', 'GET', `people/${portal.ids.clerk}/photo`);
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
    expect((await portal.person('clerk', 'minister')).photo).toBeNull();
    expect((await portal.send('coordinator', 'DELETE', `people/${portal.ids.clerk}/photo`)).status).toBe(204);
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
