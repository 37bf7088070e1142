import { MAX_SAVED_VIEWS, type SavedView, savedViews } from '#contracts';
import { newId } from '#kernel';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const PATH = '/api/agreement-views/saved';

describe('ways to look at the list that one keeps for oneself', () => {
  let portal: Portal;
  const view: SavedView = {
    id: newId(),
    name: 'Мерзімі өткен заңдар',
    filters: { kind: 'bill', view: 'late' },
  };

  beforeAll(async () => {
    portal = await Portal.start();
  });

  afterAll(() => portal?.close());

  const own = async (name: PersonName) =>
    parsed(savedViews, expectStatus(await (await portal.as(name)).get(PATH), 200)).items;

  test('one is kept under its name, once however often it is sent, and for nobody else', async () => {
    const author = await portal.as('developer.specialist');
    for (let sent = 0; sent < 2; sent += 1) expectStatus(await author.post(PATH, view), 200);
    expect(await own('developer.specialist')).toEqual([view]);
    expect(await own('developer.head')).toEqual([]);
  });

  test('another can neither rename nor remove it, nor take its id', async () => {
    const stranger = await portal.as('developer.head');
    expect(refusalOf(await stranger.send('PUT', `${PATH}/${view.id}`, { name: 'Б' }))).toBe('404 NOT_FOUND');
    expect(refusalOf(await stranger.send('DELETE', `${PATH}/${view.id}`))).toBe('404 NOT_FOUND');
    expect(refusalOf(await stranger.post(PATH, view))).toBe('409 CONFLICT');
    expect(await own('developer.specialist')).toEqual([view]);
  });

  test('it is renamed and removed, and comes back as it was', async () => {
    const author = await portal.as('developer.specialist');
    expectStatus(await author.send('PUT', `${PATH}/${view.id}`, { name: 'Басқа' }), 200);
    expect((await own('developer.specialist')).map(({ name }) => name)).toEqual(['Басқа']);
    expectStatus(await author.send('DELETE', `${PATH}/${view.id}`), 200);
    expect(await own('developer.specialist')).toEqual([]);
    expectStatus(await author.post(PATH, view), 200);
    expect(await own('developer.specialist')).toEqual([view]);
  });

  test('filters that the list has not are refused', async () => {
    const author = await portal.as('developer.specialist');
    const odd = { id: newId(), name: 'Б', filters: { view: 'late', limit: 5 } };
    expect(refusalOf(await author.post(PATH, odd))).toBe('400 VALIDATION_FAILED');
  });

  test('no more than the limit is kept, from two tabs at once too', async () => {
    const head = await portal.as('finance.head');
    const answers = await Promise.all(
      Array.from({ length: MAX_SAVED_VIEWS + 2 }, (_, index) =>
        head.post(PATH, { id: newId(), name: `Көрініс ${index}`, filters: {} }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(refusalOf)).toEqual(['409 TOO_MANY_VIEWS', '409 TOO_MANY_VIEWS']);
    expect(await own('finance.head')).toHaveLength(MAX_SAVED_VIEWS);
  });
});
