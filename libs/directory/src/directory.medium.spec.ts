import { bodyList, ownStructure } from '#contracts';
import { newId } from '#kernel';
import { bodyRefOf, Directory, personRefOf } from './directory.js';
import { DirectoryPortal, text } from './directory-portal.fixture.js';

let portal: DirectoryPortal;
let directory: Directory;
const ids: Record<string, string> = {};

beforeAll(async () => {
  portal = await DirectoryPortal.start();
  directory = portal.app.get(Directory);
  ids.ministry = await portal.body('Цифрлық даму министрлігі');
  ids.finance = await portal.body('Қаржы министрлігі');
  ids.justice = await portal.body('Әділет министрлігі');
  ids.archive = await portal.body('Мемлекеттік архив', ids.ministry);
  for (const body of ['finance', 'justice']) await portal.unit(idOf(body), 'documentation', 'Құжаттама');
  ids.department = await portal.unit(ids.ministry, 'ordinary', 'Байланыс департаменті');
  ids.documentation = await portal.unit(ids.ministry, 'documentation', 'Құжаттама');
  ids.legal = await portal.unit(ids.ministry, 'legal', 'Заң қызметі');
  ids.leadership = await portal.unit(ids.ministry, 'leadership', 'Басшылық');
  const people = [
    ['specialist', 'department', 'Ұлықбек Айгерім Әділқызы', 'specialist'],
    ['director', 'department', 'Оразбаев Жандос Тілекұлы', 'unit_head'],
    ['lawyer', 'legal', 'Петренко Олег Викторович', 'specialist'],
    ['legalHead', 'legal', 'Мәлікова Гүлнар Сәкенқызы', 'unit_head'],
    ['clerk', 'documentation', 'Ким Светлана', 'specialist'],
    ['deputy', 'leadership', 'Нұрғалиева Әсел Бақытқызы', 'deputy_head'],
    ['minister', 'leadership', 'Сағындықов Тимур Әділұлы', 'head_of_body'],
  ] as const;
  for (const [login, unit, name, postKind] of people) {
    ids[login] = await portal.employee(idOf(unit), { login: login.toLowerCase(), name, postKind });
  }
});
afterAll(() => portal?.close());

function idOf(name: string): string {
  return ids[name] ?? newId();
}

const idsOf = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);

describe('who is who', () => {
  test('an employee is told with his post, unit and body', async () => {
    const clerk = await directory.employee(idOf('clerk'));
    expect(clerk).toMatchObject({
      id: ids.clerk,
      fullName: 'Ким Светлана',
      shortName: 'Ким С.',
      postKind: 'specialist',
      unit: { id: ids.documentation, name: text('Құжаттама'), kind: 'documentation' },
      body: { id: ids.ministry, kind: 'central', shortName: text('Цифрлық даму министрлігі') },
    });
    const head = await directory.headOfBody(idOf('ministry'));
    expect(head && personRefOf(head)).toEqual({
      id: ids.minister,
      fullName: 'Сағындықов Тимур Әділұлы',
      post: text('head_of_body'),
      unit: text('Басшылық'),
    });
    expect(head?.shortName).toBe('Сағындықов Т. Ә.');
  });

  test('posts lead to people', async () => {
    const ministry = idOf('ministry');
    expect((await directory.legalHead(ministry))?.id).toBe(ids.legalHead);
    expect((await directory.headOfUnit(idOf('department')))?.id).toBe(ids.director);
    expect(idsOf(await directory.documentationOfficers(ministry))).toEqual([ids.clerk]);
    expect(idsOf(await directory.management(ministry))).toEqual([ids.minister, ids.deputy]);
  });

  test('a post that nobody holds leads to nobody', async () => {
    expect(await directory.headOfBody(idOf('archive'))).toBeUndefined();
    expect(await directory.legalHead(idOf('finance'))).toBeUndefined();
    expect(await directory.headOfUnit(idOf('documentation'))).toBeUndefined();
    expect(await directory.management(idOf('archive'))).toEqual([]);
  });

  test('lists keep the order in which they were asked, without what is not there', async () => {
    const asked = [idOf('lawyer'), newId(), idOf('clerk')];
    expect(idsOf(await directory.employees(asked))).toEqual([ids.lawyer, ids.clerk]);
    expect(await directory.units([idOf('legal'), newId()])).toEqual([
      { id: ids.legal, name: text('Заң қызметі'), kind: 'legal', bodyId: ids.ministry, hasHead: true },
    ]);
    const bodies = await directory.bodies([idOf('justice'), idOf('finance')]);
    expect(bodies.map(bodyRefOf)).toEqual([
      { id: ids.justice, name: text('Әділет министрлігі'), shortName: text('Әділет министрлігі') },
      { id: ids.finance, name: text('Қаржы министрлігі'), shortName: text('Қаржы министрлігі') },
    ]);
    const sendable = await directory.bodies([idOf('ministry'), idOf('archive')]);
    expect(sendable.map((body) => body.hasOfficers)).toEqual([true, false]);
    expect(await directory.unit(newId())).toBeUndefined();
  });

  test('units, people and bodies of a document are found at once as they are one by one', async () => {
    const asked = {
      units: [idOf('legal'), newId(), idOf('department')],
      employees: [idOf('lawyer'), newId(), idOf('clerk')],
      bodies: [idOf('justice'), newId(), idOf('archive')],
    };
    const found = await directory.referred(asked);
    expect(found).toEqual({
      units: await directory.units(asked.units),
      employees: await directory.employees(asked.employees),
      bodies: await directory.bodies(asked.bodies),
    });
    expect(Object.values(found).map((one) => one.length)).toEqual([2, 2, 2]);
    expect(await directory.referred({ units: [], employees: [], bodies: [] })).toEqual({
      units: [],
      employees: [],
      bodies: [],
    });
  });
});

describe('what the web is shown', () => {
  test('bodies that take part, in Kazakh alphabetical order: Ә and Қ are not at the end', async () => {
    const client = await portal.app.signIn('specialist');
    const { items } = bodyList.parse((await client.get('/api/directory/bodies')).json);
    expect(items.map((body) => body.name.kk)).toEqual([
      'Әділет министрлігі',
      'Қаржы министрлігі',
      'Цифрлық даму министрлігі',
    ]);
  });

  test('the tree has the bodies that take no part, too, each with what it stands below', async () => {
    const client = await portal.app.signIn('specialist');
    const { items } = bodyList.parse((await client.get('/api/directory/body-tree')).json);
    const kept = await portal.query<{ id: string; parentId: string | null }>(
      'SELECT id, parent_id AS "parentId" FROM directory.state_body ORDER BY id',
    );
    expect(
      items.map(({ id, parentId }) => ({ id, parentId })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual(kept);
    expect(items.map(({ id }) => id)).toContain(ids.archive);
  });

  test("one's own structure: the leadership first, in each unit the senior first", async () => {
    const client = await portal.app.signIn('specialist');
    const { body, units } = ownStructure.parse((await client.get('/api/directory/own-structure')).json);
    expect(body.id).toBe(ids.ministry);
    expect(units.map((unit) => [unit.id, idsOf(unit.employees)])).toEqual([
      [ids.leadership, [ids.minister, ids.deputy]],
      [ids.legal, [ids.legalHead, ids.lawyer]],
      [ids.documentation, [ids.clerk]],
      [ids.department, [ids.director, ids.specialist]],
    ]);
  });

  test.each(['/api/directory/bodies', '/api/directory/body-tree', '/api/directory/own-structure'])(
    '%s is closed to strangers',
    async (path) => {
      expect((await portal.app.stranger.get(path)).status).toBe(401);
    },
  );
});

describe('entering', () => {
  test('a body known by its BIN, a unit by its name, an employee by his IIN keep their ids', async () => {
    const [before] = await portal.query<{ bin: string; iin: string }>(
      `SELECT bin, iin FROM directory.state_body body JOIN directory.employee ON body_id = body.id
       WHERE employee.id = $1`,
      [ids.clerk],
    );
    const name = text('Цифрлық даму министрлігі');
    const body = { parentId: null, kind: 'central', name, shortName: name, bin: before?.bin ?? '' } as const;
    expect(await portal.writer.putBody(body)).toBe(ids.ministry);
    expect(await portal.unit(idOf('ministry'), 'documentation', 'Құжаттама')).toBe(ids.documentation);
    const moved = await portal.writer.putEmployee({
      unitId: idOf('legal'),
      surname: 'Ким',
      givenName: 'Светлана',
      patronymic: 'Андреевна',
      iin: before?.iin ?? '',
      post: text('specialist'),
      postKind: 'specialist',
      workPhone: '',
      office: '',
      email: '',
    });
    expect(moved).toBe(ids.clerk);
    expect((await directory.employee(moved))?.unit.id).toBe(ids.legal);
  });
});
