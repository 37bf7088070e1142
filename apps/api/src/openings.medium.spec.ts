import { actOpenings, type Opening } from '#contracts';
import { FakeClock } from '#testing';
import { Act, AUTHOR } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

describe('who has opened the card, and when', () => {
  const clock = new FakeClock();
  let portal: Portal;
  let act: Act;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    act = await Act.at(portal, 'outcome', 'finance');
  });

  afterAll(() => portal?.close());

  const open = async (name: PersonName, version?: number, of = act) =>
    (await portal.as(name)).post(`${of.path}/opened${version === undefined ? '' : `?version=${version}`}`);
  async function shown(name: PersonName, of = act): Promise<Opening[]> {
    const answer = await (await portal.as(name)).get(`${of.path}/openings`);
    return parsed(actOpenings, expectStatus(answer, 200)).items;
  }
  const said = (items: readonly Opening[]) =>
    items.map(({ body, person }) => [body.name.en, person && portal.nameOf(person.id)]);

  test('its own people are named to a body; of others it learns the body, once', async () => {
    for (const name of [AUTHOR, 'developer.head', 'finance.head', 'finance.specialist'] as const) {
      expectStatus(await open(name), 204);
      clock.advance({ minutes: 1 });
    }
    const names = portal.known.bodyIds;
    const bodyOf = (items: readonly Opening[]) => items.map(({ body }) => body.id);
    const toAuthor = await shown(AUTHOR);
    expect(bodyOf(toAuthor)).toEqual([names.finance, names.developer, names.developer]);
    expect(said(toAuthor).map(([, person]) => person)).toEqual([null, 'developer.head', AUTHOR]);
    expect(Date.parse(toAuthor[0]?.lastAt ?? '') - Date.parse(toAuthor[0]?.firstAt ?? '')).toBe(60_000);
    const toFinance = await shown('finance.officer');
    expect(said(toFinance).map(([, person]) => person)).toEqual(['finance.specialist', 'finance.head', null]);
    expect(JSON.stringify(toFinance)).not.toContain(portal.knownAs(AUTHOR).surname);
    expect(said(await shown('justice.officer')).map(([, person]) => person)).toEqual([null, null]);
  });

  test('a look within the minute is not written again, a later one moves the last time alone', async () => {
    const before = (await shown('finance.head')).find(({ person }) => person?.fullName.startsWith('head'));
    clock.advance({ seconds: -30 });
    expectStatus(await open('finance.specialist'), 204);
    expect((await shown('finance.head'))[0]).toEqual(
      expect.objectContaining({ lastAt: expect.not.stringMatching(clock.now().toISOString()) }),
    );
    clock.advance({ hours: 1 });
    expectStatus(await open('finance.head'), 204);
    const [last] = await shown('finance.head');
    expect(last).toEqual({ ...before, lastAt: clock.now().toISOString() });
    const [rows] = await portal.database.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM agreements.opening',
    );
    expect(rows?.count).toBe(4);
  });

  test('who may not read the card, or not this version, opens nothing and is told nothing', async () => {
    expect(refusalOf(await open('outside.head'))).toBe('404 NOT_FOUND');
    const outside = await portal.as('outside.head');
    expect(refusalOf(await outside.get(`${act.path}/openings`))).toBe('404 NOT_FOUND');
    expect(refusalOf(await open('finance.head', 7))).toBe('404 NOT_FOUND');
    const draft = await Act.draft(portal);
    expect(refusalOf(await open('developer.head', undefined, draft))).toBe('404 NOT_FOUND');
    expectStatus(await open(AUTHOR, 0, draft), 204);
    expect(await shown(AUTHOR, draft)).toHaveLength(1);
  });

  test('nothing of the act changes by it, and the record says nothing', async () => {
    const before = await portal.fingerprint();
    expectStatus(await open('justice.head'), 204);
    expect(await portal.fingerprint()).toBe(before);
  });
});
