import { type ActView, actList, actViewCounts } from '#contracts';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed } from './testing/portal.fixture.js';

describe('the views of the list', () => {
  let portal: Portal;
  let draft: Act;
  let inUnits: Act;
  let atFinance: Act;
  let remarked: Act;

  beforeAll(async () => {
    portal = await Portal.start();
    draft = await Act.draft(portal);
    inUnits = await Act.draft(portal);
    await inUnits.send();
    atFinance = await Act.at(portal, 'assignment', 'finance');
    remarked = await Act.draft(portal);
    remarked.outcomes.finance = REMARKS;
    await remarked.send();
    await remarked.toTheEnd();
  });

  afterAll(() => portal?.close());

  async function seen(name: PersonName, view: ActView): Promise<string[]> {
    const answer = await (await portal.as(name)).get(`/api/agreements?limit=50&view=${view}`);
    return parsed(actList, expectStatus(answer, 200)).items.map(({ id }) => id);
  }
  const ids = (...acts: Act[]) => acts.map(({ id }) => id).reverse();
  const counted = async (name: PersonName) =>
    parsed(actViewCounts, expectStatus(await (await portal.as(name)).get('/api/agreement-views'), 200));

  test('mine are those that I began, my body’s those that it develops', async () => {
    expect((await seen(AUTHOR, 'mine')).sort()).toEqual(ids(draft, inUnits, atFinance, remarked).sort());
    expect(await seen('developer.head', 'mine')).toEqual([]);
    expect((await seen('developer.head', 'my_body')).length).toBeGreaterThan(0);
    expect(await seen('finance.head', 'my_body')).toEqual([]);
  });

  test('for a body wait those on which one of its own people has a step to decide', async () => {
    expect(await seen(AUTHOR, 'waiting')).toEqual(ids(inUnits));
    expect(await seen('finance.head', 'waiting')).toEqual(ids(atFinance));
    expect(await seen('justice.head', 'waiting')).toEqual(ids(atFinance));
  });

  test('with remarks are those on which a body placed some', async () => {
    expect(await seen(AUTHOR, 'with_remarks')).toEqual(ids(remarked));
    expect(await seen('justice.head', 'with_remarks')).toEqual(ids(remarked));
  });

  test('late is what is past a term: that of a body for all, one inside a body for its own people', async () => {
    expect(await seen(AUTHOR, 'late')).toEqual([]);
    for (const table of ['review', 'route_step']) {
      await portal.database.dataSource.query(
        `UPDATE agreements.${table} SET due_at = due_at - interval '90 days'`,
      );
    }
    expect((await seen(AUTHOR, 'late')).sort()).toEqual(ids(inUnits, atFinance).sort());
    expect(await seen('finance.head', 'late')).toEqual(ids(atFinance));
  });

  test('a count is what its view holds', async () => {
    for (const name of [AUTHOR, 'finance.head', 'justice.officer'] as const) {
      const [mine, waiting, late] = await Promise.all(
        (['mine', 'waiting', 'late'] as const).map(async (view) => (await seen(name, view)).length),
      );
      expect([name, await counted(name)]).toEqual([name, { mine, waiting, late }]);
    }
  });
});
