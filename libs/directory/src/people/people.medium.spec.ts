import { bodyCard, type PeopleList, peopleList, personCard } from '#contracts';
import { newId } from '#kernel';
import type { TestClient } from '#testing';
import { DirectoryPortal, text } from '../directory-portal.fixture.js';
import { AddPeopleSearch1700000090000 } from '../migrations/1700000090000-add-people-search.js';
import { AddPostHoldings1700000150000 } from '../migrations/1700000150000-add-post-holdings.js';

let portal: DirectoryPortal;
let reader: TestClient;
const ids: Record<string, string> = {};
const idOf = (name: string) => ids[name] ?? newId();

beforeAll(async () => {
  portal = await DirectoryPortal.start();
  ids.ministry = await portal.body('Цифрлық даму министрлігі');
  ids.finance = await portal.body('Қаржы министрлігі');
  ids.archive = await portal.body('Мемлекеттік архив', ids.ministry);
  ids.leadership = await portal.unit(ids.ministry, 'leadership', 'Басшылық');
  ids.department = await portal.unit(ids.ministry, 'ordinary', 'Байланыс департаменті');
  ids.division = await portal.writer.putUnit({
    bodyId: ids.ministry,
    parentId: ids.department,
    kind: 'ordinary',
    name: text('Пошта бөлімі'),
  });
  ids.budget = await portal.unit(ids.finance, 'ordinary', 'Бюджет департаменті');
  const people = [
    ['minister', 'leadership', 'Сағындықов Тимур Әділұлы', 'head_of_body'],
    ['director', 'department', 'Оразбаев Жандос Тілекұлы', 'unit_head'],
    ['postman', 'division', 'Қасымов Ораз Жандосұлы', 'specialist'],
    ['reader', 'division', 'Ким Светлана', 'specialist'],
    ['banker', 'budget', 'Әлиев Сағынтай Оразұлы', 'specialist'],
  ] as const;
  for (const [login, unit, name, postKind] of people) {
    ids[login] = await portal.employee(idOf(unit), { login, name, postKind });
  }
  reader = await portal.app.signIn('reader');
});
afterAll(() => portal?.close());

async function search(query: Record<string, string>): Promise<PeopleList> {
  const answer = await reader.get(`/api/directory/people?${new URLSearchParams(query)}`);
  return peopleList.strict().parse(answer.json);
}
const found = async (q: string) => (await search({ q })).items.map(({ id }) => id);

describe('people are found', () => {
  test('the best first: by surname, then by given name, then by patronymic', async () => {
    expect(await found('ораз')).toEqual([ids.director, ids.banker, ids.postman]);
    expect(await found('сағын')).toEqual([ids.minister, ids.banker]);
  });

  test('then by post, then by where they work', async () => {
    const unit = await portal.unit(idOf('finance'), 'ordinary', 'Specialist даярлау бөлімі');
    const head = await portal.employee(unit, { login: 'head', name: 'Абаев Абай', postKind: 'unit_head' });
    expect(await found('special')).toEqual([ids.banker, ids.reader, ids.postman, head]);
  });

  test.each([
    ['оразбаев', 'director'],
    ['ОРАЗБАЕВ ЖАНДОС', 'director'],
    ['жандос ораз тилек', 'director'],
    ['orazbayev', 'director'],
    ['Qasymov', 'postman'],
    ['Kassymov', 'postman'],
    ['касымов', 'postman'],
    ['алиев', 'banker'],
    ['бюджет', 'banker'],
    ['алиев каржы', 'banker'],
    ['head_of', 'minister'],
    ['сагындыков цифр', 'minister'],
  ])('by %s', async (question, login) => {
    expect((await found(question))[0]).toBe(ids[login]);
  });

  test('by figures of the telephone', async () => {
    expect(await found('00-10-01')).toHaveLength(6);
    expect(await found('001001 ким')).toEqual([ids.reader]);
  });

  test.each([
    ['jhfp,ftd', 'оразбаев', 'director'],
    ['0fcsv', 'қасым', 'postman'],
    ['0асым', 'қасым', 'postman'],
    ['щкфяифнум', 'orazbayev', 'director'],
  ])('%s is taken for %s, and that is told', async (question, readAs, login) => {
    const answer = await search({ q: question });
    expect([answer.readAs, answer.items.map(({ id }) => id)]).toEqual([readAs, [ids[login]]]);
  });

  test('and told nothing of another reading where the first one is met', async () => {
    expect((await search({ q: 'ораз' })).readAs).toBeNull();
    expect(await search({ q: 'жоқадам' })).toEqual({ items: [], nextCursor: null, readAs: null });
  });

  test.each(["''", '--', '((', "'^':*", '\\\\', '&|!', '%_', '+7', '🙂🙂'])(
    '%s finds nobody and breaks nothing',
    async (question) => {
      expect((await search({ q: question })).items.filter(({ id }) => id !== ids.director)).toEqual([]);
    },
  );

  test('of one body, all of them in Kazakh alphabetical order', async () => {
    const { items } = await search({ body: idOf('ministry') });
    expect(items.map(({ id }) => id)).toEqual([ids.reader, ids.postman, ids.director, ids.minister]);
    expect((await search({ body: idOf('finance'), q: 'ораз' })).items).toHaveLength(1);
    expect((await search({ body: newId() })).items).toEqual([]);
  });

  test('page after page, in the same order, each once', async () => {
    const whole = (await search({ q: 'ораз' })).items;
    const first = await search({ q: 'ораз', limit: '2' });
    const second = await search({ q: 'ораз', limit: '2', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items]).toEqual(whole);
    expect(second.nextCursor).toBeNull();
    const typedWrong = await search({ q: 'jhfp', limit: '2' });
    const rest = await search({ q: 'jhfp', limit: '2', cursor: typedWrong.nextCursor ?? '' });
    expect([...typedWrong.items, ...rest.items]).toEqual(whole);
    expect(rest.readAs).toBe('ораз');
  });

  test.each(['q=а', 'q=%00%00', 'body=1', 'limit=0', 'cursor=W10', `q=${'а'.repeat(201)}`])(
    '%s is refused',
    async (query) => {
      expect((await reader.get(`/api/directory/people?${query}`)).status).toBe(400);
    },
  );
});

describe('what changes is found by its new name, and no more by the old', () => {
  test('a unit, a body and a person', async () => {
    const [body] = await portal.query<{ bin: string }>('SELECT bin FROM directory.state_body WHERE id = $1', [
      ids.finance,
    ]);
    await portal.body('Ауыл шаруашылығы министрлігі', null, body?.bin);
    expect(await found('алиев ауыл')).toEqual([ids.banker]);
    expect(await found('алиев каржы')).toEqual([]);
    await portal.body('Қаржы министрлігі', null, body?.bin);
    // A unit is known by its Kazakh name: the other two may change.
    const name = { ...text('Бюджет департаменті'), en: 'Treasury' };
    await portal.writer.putUnit({ bodyId: idOf('finance'), parentId: null, kind: 'ordinary', name });
    expect(await found('treas')).toEqual([ids.banker]);
    const [banker] = await portal.query<{ iin: string }>('SELECT iin FROM directory.employee WHERE id = $1', [
      ids.banker,
    ]);
    await portal.employee(idOf('budget'), {
      login: 'banker',
      name: 'Уәлиев Сағынтай',
      postKind: 'specialist',
      iin: banker?.iin ?? '',
    });
    expect(await found('уалиев')).toEqual([ids.banker]);
    expect(await found('алиев')).toEqual([]);
  });
});

describe('cards', () => {
  test('a person of another body is shown with what the order names, and never with his IIN', async () => {
    const banker = await portal.app.signIn('banker');
    const { json } = await banker.get(`/api/directory/people/${ids.postman}`);
    expect(personCard.strict().parse(json)).toEqual({
      id: ids.postman,
      fullName: 'Қасымов Ораз Жандосұлы',
      post: text('specialist'),
      body: {
        id: ids.ministry,
        name: text('Цифрлық даму министрлігі'),
        shortName: text('Цифрлық даму министрлігі'),
      },
      units: [
        { id: ids.department, name: text('Байланыс департаменті') },
        { id: ids.division, name: text('Пошта бөлімі') },
      ],
      workPhone: '8 (7100) 00-10-01',
      office: '801',
      email: 'postman@mdd.example',
      otherPosts: [],
      left: false,
      photo: null,
      kept: null,
    });
    const [row] = await portal.query<{ iin: string }>('SELECT iin FROM directory.employee WHERE id = $1', [
      ids.postman,
    ]);
    const everything = [json, (await banker.get('/api/directory/people?q=касымов')).json];
    expect(JSON.stringify(everything)).not.toContain(row?.iin);
    expect(await found(row?.iin ?? '')).toEqual([]);
  });

  test('a body with what is above and below it, and its units with their heads', async () => {
    const card = bodyCard.strict().parse((await reader.get(`/api/directory/bodies/${ids.ministry}`)).json);
    expect(card).toMatchObject({ name: text('Цифрлық даму министрлігі'), kind: 'central', superior: null });
    expect(card.subordinates.map(({ id }) => id)).toEqual([ids.archive]);
    expect(card.units.map(({ id, parentId, head, people }) => [id, parentId, head?.id, people])).toEqual([
      [ids.leadership, null, ids.minister, 1],
      [ids.department, null, ids.director, 1],
      [ids.division, ids.department, undefined, 2],
    ]);
    const archive = bodyCard.parse((await reader.get(`/api/directory/bodies/${ids.archive}`)).json);
    expect([archive.superior?.id, archive.units]).toEqual([ids.ministry, []]);
  });

  test.each(['people', 'bodies'])('of %s that are not there: 404; to strangers: 401', async (kind) => {
    expect((await reader.get(`/api/directory/${kind}/${newId()}`)).status).toBe(404);
    expect((await portal.app.stranger.get(`/api/directory/${kind}/${ids.ministry}`)).status).toBe(401);
    expect((await portal.app.stranger.get(`/api/directory/${kind}?q=ораз`)).status).toBe(401);
  });
});

test('people who were there before there was a search, or several posts, are found after the migrations', async () => {
  const before = await portal.query('SELECT id, search_words FROM directory.employee ORDER BY id');
  const runner = portal.database.dataSource.createQueryRunner();
  const migrations = [new AddPeopleSearch1700000090000(), new AddPostHoldings1700000150000()];
  for (const migration of migrations.toReversed()) await migration.down(runner);
  for (const migration of migrations) await migration.up(runner);
  await runner.release();
  expect(await portal.query('SELECT id, search_words FROM directory.employee ORDER BY id')).toEqual(before);
  expect(await found('orazbayev')).toEqual([ids.director]);
});
