import { type BodyUnit, bodyCard, createdRef, keptHistory } from '#contracts';
import { newId } from '#kernel';
import type { Answer, TestClient } from '#testing';
import { Directory } from '../directory.js';
import { DirectoryPortal, text } from '../directory-portal.fixture.js';

let portal: DirectoryPortal;
let coordinator: TestClient;
const ids: Record<string, string> = {};
const idOf = (name: string) => ids[name] ?? newId();

beforeEach(async () => {
  portal = await DirectoryPortal.start();
  ids.ministry = await portal.body('Қаржы министрлігі');
  ids.other = await portal.body('Әділет министрлігі');
  ids.leadership = await portal.unit(ids.ministry, 'leadership', 'Басшылық');
  ids.abroad = await portal.unit(ids.other, 'leadership', 'Басшылық');
  ids.department = await portal.unit(ids.ministry, 'ordinary', 'Бюджет департаменті');
  const people = [
    ['minister', 'leadership', 'Абдіқалықов Қанат', 'head_of_body'],
    ['deputy', 'leadership', 'Ермеков Нұрлан', 'deputy_head'],
    ['second', 'leadership', 'Жақыпов Ерлан', 'deputy_head'],
    ['foreign', 'abroad', 'Шәріпов Мұрат', 'deputy_head'],
    ['coordinator', 'department', 'Қапышев Марат', 'specialist'],
  ] as const;
  for (const [login, unit, name, postKind] of people) {
    ids[login] = await portal.employee(idOf(unit), { login, name, postKind });
  }
  await portal.writer.putDuty(idOf('coordinator'), 'coordinator');
  coordinator = await portal.app.signIn('coordinator');
});
afterEach(() => portal?.close());

const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  coordinator.send(method, `/api/directory/${path}`, body);
const codeOf = ({ status, json }: Answer) =>
  status < 300 ? status : `${status} ${(json as { code: string }).code}`;
const named = (overseer: string | null, parts: object = {}) => ({
  parentId: null,
  kind: 'ordinary',
  name: text('Бюджет департаменті'),
  overseerId: overseer === null ? null : idOf(overseer),
  ...parts,
});
const oversee = (overseer: string | null, revision: number) =>
  send('PUT', `units/${ids.department}`, named(overseer, { revision }));
const card = async () => bodyCard.strict().parse((await send('GET', `bodies/${ids.ministry}`)).json);
const department = async (): Promise<BodyUnit | undefined> =>
  (await card()).units.find(({ id }) => id === ids.department);
const overseerOf = async (unitId: string) => (await portal.app.get(Directory).overseerOf(unitId))?.id;

test('the coordinator names one of the deputies; everybody sees it, and the history says so', async () => {
  expect((await card()).deputies.map(({ fullName }) => fullName)).toEqual([
    'Ермеков Нұрлан',
    'Жақыпов Ерлан',
  ]);
  expect((await oversee('deputy', 1)).status).toBe(204);
  expect((await department())?.overseer).toEqual({
    id: ids.deputy,
    fullName: 'Ермеков Нұрлан',
    post: text('deputy_head'),
  });
  expect((await oversee('second', 2)).status).toBe(204);
  expect((await oversee(null, 3)).status).toBe(204);
  expect((await department())?.overseer).toBeNull();
  const history = await send('GET', `units/${ids.department}/history`);
  expect(keptHistory.parse(history.json).items.map(({ changes }) => changes)).toEqual([
    [{ field: 'overseer', before: 'Жақыпов Ерлан', after: null }],
    [{ field: 'overseer', before: 'Ермеков Нұрлан', after: 'Жақыпов Ерлан' }],
    [{ field: 'overseer', before: null, after: 'Ермеков Нұрлан' }],
  ]);
});

test('nobody but a deputy head of this body oversees, and a leadership is overseen by nobody', async () => {
  for (const other of ['minister', 'coordinator', 'foreign', 'nobody']) {
    expect([other, codeOf(await oversee(other, 1))]).toEqual([other, '422 OVERSEER_NOT_DEPUTY']);
  }
  const leadership = named('deputy', { kind: 'leadership', name: text('Аппарат') });
  expect(codeOf(await send('POST', `bodies/${ids.ministry}/units`, leadership))).toBe(
    '422 OVERSEER_NOT_DEPUTY',
  );
});

test('he oversees the units below it too, unless another was named for one of them', async () => {
  await oversee('deputy', 1);
  const division = named(null, { name: text('Бөлім'), parentId: ids.department });
  const { id } = createdRef.parse((await send('POST', `bodies/${ids.ministry}/units`, division)).json);
  expect(await overseerOf(id)).toBe(ids.deputy);
  await send('PUT', `units/${id}`, { ...division, overseerId: ids.second, revision: 1 });
  expect([await overseerOf(id), await overseerOf(idOf('department'))]).toEqual([ids.second, ids.deputy]);
  expect(await overseerOf(idOf('leadership'))).toBeUndefined();
});

test('it ends by itself when he is a deputy head no more', async () => {
  await oversee('deputy', 1);
  await portal.query(`UPDATE directory.post_holding SET ends_at = $2 WHERE employee_id = $1`, [
    ids.deputy,
    portal.clock.now(),
  ]);
  expect((await department())?.overseer).toBeNull();
  expect(await overseerOf(idOf('department'))).toBeUndefined();
});
