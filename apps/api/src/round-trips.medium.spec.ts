import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { ACT_VIEWS, type CreateActBody } from '#contracts';
import { newId, poolOf } from '#kernel';
import { FakeClock } from '#testing';
import { LARGE, makeLargeAct } from '../../cli/src/bench/large-act.js';
import { Act, AUTHOR, completeCard, REMARKS } from './testing/act.fixture.js';
import { expectStatus, type Person, Portal } from './testing/portal.fixture.js';

/** What the database is asked for one request of a session that is known: each question is a round trip. */
describe('round trips to the database', () => {
  let portal: Portal;
  let author: Person;
  let act: Act;
  let taken: PoolClient;
  let connection: PoolClient;

  beforeAll(async () => {
    // Of two connections the portal is left one, so that all that it asks is seen; its clock stands, so that no chore comes between.
    portal = await Portal.start(new FakeClock(), { DATABASE_POOL: '2' });
    // As one of the documentation service he sees the board too.
    await portal.giveDuty(AUTHOR, 'documentation_officer');
    author = await portal.as(AUTHOR);
    act = await Act.at(portal, 'outcome', 'finance');
    const pool = poolOf(portal.app.get(DataSource));
    taken = await pool.connect();
    connection = await pool.connect();
    connection.release();
  });

  afterAll(async () => {
    taken?.release();
    await portal?.close();
  });

  const newCard = (): CreateActBody => ({ ...completeCard(portal), fileIds: [], id: newId() });

  async function askedBy(request: () => Promise<unknown>): Promise<{ text: string; values?: unknown[] }[]> {
    const query = jest.spyOn(connection, 'query');
    try {
      await request();
      return query.mock.calls.map(([given]) =>
        typeof given === 'string'
          ? { text: given }
          : (given as unknown as { text: string; values: unknown[] }),
      );
    } finally {
      query.mockRestore();
    }
  }

  const statementsOf = async (request: () => Promise<unknown>): Promise<string[]> =>
    (await askedBy(request)).map(({ text }) => text.trim());

  test('a card is made with nine statements, the transaction and the answer among them', async () => {
    const statements = await statementsOf(async () =>
      expectStatus(await author.post('/api/agreements', newCard()), 201),
    );
    expect(statements).toHaveLength(9);
    expect([statements[0], statements[7]]).toEqual(['START TRANSACTION', 'COMMIT']);
  });

  test.each([
    ['an inbox', () => '/api/inbox?needs=action'],
    ['a list of acts of one’s own', () => '/api/agreements?limit=25&view=mine'],
    ['how much stands in its views', () => '/api/agreement-views'],
    ['a card', () => `/api/agreements/${act.id}`],
    ['what happened to an act', () => `/api/agreements/${act.id}/history`],
    ['the register of its remarks', () => `/api/agreements/${act.id}/remarks`],
  ])('%s is read with one', async (_what, path) => {
    const statements = await statementsOf(async () => expectStatus(await author.get(path()), 200));
    expect(statements).toHaveLength(1);
  });

  test('the whole list is read with two: whether its reader reads few of the acts, and its page', async () => {
    const statements = await statementsOf(async () =>
      expectStatus(await author.get('/api/agreements?limit=25'), 200),
    );
    expect(statements).toHaveLength(2);
  });

  test.each([
    ['the whole list', () => '/api/agreements?limit=25'],
    ['the archive', () => '/api/agreements?limit=25&archived=true'],
    ['a card', () => act.path],
    ['what happened to an act', () => `${act.path}/history`],
    ['the register of its remarks', () => `${act.path}/remarks`],
    ['what can be compared of it', () => `${act.path}/texts`],
    ['its protocols of disagreement', () => `${act.path}/protocols`],
    ...ACT_VIEWS.map((view): [string, () => string] => [
      `the view ${view}`,
      () => `/api/agreements?limit=25&view=${view}`,
    ]),
    ['how much stands in the views', () => '/api/agreement-views'],
    ...['developed.late', 'developed.settled', 'reviewed.in_work', 'reviewed.refused'].map(
      (counted): [string, () => string] => [
        `the list of ${counted}`,
        () => `/api/agreements?limit=25&counted=${counted}`,
      ],
    ),
    ['the board', () => '/api/agreement-board'],
  ])('%s is found by indexes alone, however many acts there are', async (_what, path) => {
    const asked = await askedBy(async () => expectStatus(await author.get(path()), 200));
    // Tables are small here: the planner is told to go by an index wherever there is one.
    await taken.query('SET enable_seqscan = off');
    for (const { text, values } of asked) {
      const { rows } = await taken.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      expect(rows.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Seq Scan'))).toEqual([]);
    }
    await taken.query('RESET enable_seqscan');
  });

  test('whoever a decision concerns is told by one statement', async () => {
    const decided = await Act.at(portal, 'registration', 'finance');
    const step = await decided.step('registration', 'finance');
    await portal.as(step.assignees[0] ?? AUTHOR);
    const statements = await statementsOf(async () => expectStatus(await decided.decide(step), 200));
    expect(statements.filter((text) => text.includes('INTO kernel.live_event'))).toHaveLength(1);
  });

  test('no statement of making a card is planned anew at each run', async () => {
    // PostgreSQL plans the first five runs of a named statement for their own values, and then makes up its mind.
    for (let runs = 0; runs < 8; runs += 1) {
      expectStatus(await author.post('/api/agreements', newCard()), 201);
    }
    const before = await plans();
    const statements = await statementsOf(async () =>
      expectStatus(await author.post('/api/agreements', newCard()), 201),
    );
    const after = await plans();
    const named = [...after].filter(([name, plan]) => plan.runs > (before.get(name)?.runs ?? 0));
    // All but the beginning and the end of the transaction.
    expect(named).toHaveLength(statements.length - 2);
    expect(named.filter(([name, plan]) => plan.custom > (before.get(name)?.custom ?? 0))).toEqual([]);
  });

  // The last: with so many rows the planner changes its mind about what is told above.
  test('a card of thirty bodies, and each block of it, takes no more statements than one of two', async () => {
    const few = await Act.draft(portal);
    few.outcomes.finance = REMARKS;
    await few.send();
    await few.toTheEnd();
    const { id } = await makeLargeAct(taken);
    const card = await author.card(id);
    expect(card.versions).toHaveLength(LARGE.versions);
    expect(card.version.reviews).toHaveLength(LARGE.bodies);
    expect((await author.get(`/api/agreements/${id}/remarks`)).json).toMatchObject({
      items: { length: LARGE.remarks },
    });
    const { rows } = await taken.query('SELECT FROM signing.signature WHERE subject_id = $1', [id]);
    expect(rows).toHaveLength(LARGE.signatures);

    const asked: [string, number, number][] = [];
    for (const block of [
      '',
      '/remarks',
      '/protocols',
      '/history',
      '/signatures',
      '/texts',
      '/remarks/places',
    ]) {
      const countOf = async (actId: string) =>
        (
          await statementsOf(async () =>
            expectStatus(await author.get(`/api/agreements/${actId}${block}`), 200),
          )
        ).length;
      asked.push([block, await countOf(few.id), await countOf(id)]);
    }
    expect(asked).toEqual([
      ['', 1, 1],
      ['/remarks', 1, 1],
      ['/protocols', 1, 1],
      ['/history', 1, 1],
      ['/signatures', 1, 1],
      ['/texts', 1, 1],
      ['/remarks/places', 1, 1],
    ]);
  });

  async function plans(): Promise<Map<string, { runs: number; custom: number; statement: string }>> {
    const { rows } = await connection.query<{
      name: string;
      statement: string;
      runs: number;
      custom: number;
    }>(
      `SELECT name, statement, (generic_plans + custom_plans)::int AS runs, custom_plans::int AS custom
       FROM pg_prepared_statements`,
    );
    return new Map(rows.map(({ name, ...plan }) => [name, plan]));
  }
});
