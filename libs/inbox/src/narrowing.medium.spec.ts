import {
  INBOX_ORDERS,
  INBOX_SIGNATURES,
  INBOX_TERMS,
  type InboxFilters,
  type InboxItem,
  type InboxTerm,
  inboxFilters,
  SIGNATURE_VERBS,
} from '#contracts';
import { Directory } from '#directory';
import { newId, type Principal } from '#kernel';
import { makeText, type TestClient, type TestEmployee } from '#testing';
import { InboxQueries } from './inbox.queries.js';
import { InboxPortal, NOW, pageOf } from './inbox-portal.fixture.js';
import { NarrowInbox1700000110000 } from './migrations/1700000110000-narrow-inbox.js';

/** Small numbers from a seed: the same tasks each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const DUES = [
  null,
  '2026-03-01T10:00:00.000Z',
  '2026-03-18T04:59:59.999Z',
  '2026-03-18T05:00:00.000Z',
  '2026-03-18T18:59:59.999Z', // the last moment of today in Astana
  '2026-03-18T19:00:00.000Z',
  '2026-03-22T18:59:59.999Z', // of this week
  '2026-03-22T19:00:00.000Z',
  '2026-05-01T10:00:00.000Z',
];
/** By the day in Astana, five hours before Greenwich. */
const TERM_OF: Readonly<Record<string, InboxTerm>> = {
  [DUES[1] ?? '']: 'late',
  [DUES[2] ?? '']: 'late',
  [DUES[3] ?? '']: 'today',
  [DUES[4] ?? '']: 'today',
  [DUES[5] ?? '']: 'soon',
  [DUES[6] ?? '']: 'soon',
  [DUES[7] ?? '']: 'later',
  [DUES[8] ?? '']: 'later',
};
const TITLES = ['Ашық деректер туралы', 'Жол қауіпсіздігі туралы', 'О водных ресурсах', 'Салық кодексі'];
const BODIES = ['Finance', 'Justice', 'Transport'].map((name) => ({ id: newId(), name: makeText(name) }));
/** Some that ask for a signature, and some that do not. */
const VERBS = [
  'agree_draft',
  'give_visa',
  'sign_draft',
  'register_draft',
  'sign_outcome',
  'sign_protocol',
  'body_agreed',
] as const;
const COUNT = 160;

interface Made extends Pick<InboxItem, 'verb' | 'title' | 'dueAt' | 'createdAt' | 'openedAt' | 'waitsSince'> {
  readonly id: string;
  readonly bodyId: string;
}

type Meets = (task: Made) => boolean;
const termOf = ({ dueAt }: Made) => (dueAt === null ? 'none' : TERM_OF[dueAt]);
const signatureOf = ({ verb, waitsSince }: Made) =>
  waitsSince !== null ? 'checked' : SIGNATURE_VERBS.includes(verb) ? 'asked' : undefined;

/** A plain model of every filter. */
const FILTERS: readonly (readonly [string, Meets])[] = [
  ['', () => true],
  ['room=agreements', () => true],
  ...VERBS.map((verb): [string, Meets] => [`verb=${verb}`, (task) => task.verb === verb]),
  ...BODIES.map(({ id }): [string, Meets] => [`bodyId=${id}`, (task) => task.bodyId === id]),
  ...INBOX_TERMS.map((due): [string, Meets] => [`due=${due}`, (task) => termOf(task) === due]),
  ...INBOX_SIGNATURES.map((one): [string, Meets] => [
    `signature=${one}`,
    (task) => signatureOf(task) === one,
  ]),
  ['unread=true', (task) => task.openedAt === null],
  ['unread=false', (task) => task.openedAt !== null],
  ['q=ashyq', (task) => task.title === TITLES[0]],
  ['q=туралы%20жол', (task) => task.title === TITLES[1]],
  ['q=finance', (task) => task.bodyId === BODIES[0]?.id],
  ['due=late&unread=true', (task) => termOf(task) === 'late' && task.openedAt === null],
  [
    `q=vodn&signature=asked&bodyId=${BODIES[1]?.id}`,
    (task) => task.title === TITLES[2] && signatureOf(task) === 'asked' && task.bodyId === BODIES[1]?.id,
  ],
];

const byTerm = (task: Made) => [task.dueAt ?? 'infinity', task.createdAt, task.id].join(' ');
const byAge = (task: Made) => [task.createdAt, task.id].join(' ');
const compare = (one: string, other: string) => (one < other ? -1 : 1);
const SORTED = {
  term: (tasks: readonly Made[]) => tasks.toSorted((one, other) => compare(byTerm(one), byTerm(other))),
  newest: (tasks: readonly Made[]) => tasks.toSorted((one, other) => compare(byAge(other), byAge(one))),
};

describe('the inbox, narrowed', () => {
  let portal: InboxPortal;
  let reader: TestEmployee;
  let client: TestClient;
  let made: Made[];

  beforeAll(async () => {
    portal = await InboxPortal.start();
    ({ employee: reader, client } = await portal.reader());
    const other = await portal.population.makeEmployee();
    made = await makeTasks([reader.id, other.id]);
  });

  afterAll(() => portal?.close());

  /** Each employee gets as many, of all kinds. @returns those of the first */
  async function makeTasks([first = '', ...others]: readonly string[]): Promise<Made[]> {
    const below = numbersFrom(20_260_318);
    const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
    for (let place = 0; place < COUNT; place += 1) {
      const { id: bodyId, name: bodyName } = pick(BODIES);
      const dueAt = pick(DUES);
      const task = portal.task([first, ...others], {
        verb: pick(VERBS),
        title: pick(TITLES),
        bodyId,
        bodyName,
        dueAt: dueAt === null ? null : new Date(dueAt),
      });
      if (below(3) === 0) portal.clock.advance({ seconds: 1 });
      await portal.put(task);
      await portal.tx.run(async () => {
        if (below(2) === 0) await portal.inbox.opened(task.key, first);
        if (below(4) === 0) await portal.inbox.waits(task.key, new Date(NOW));
      });
    }
    portal.clock.set(NOW);
    const rows = await portal.query<
      Omit<Made, 'dueAt' | 'createdAt'> & { dueAt: Date | null; createdAt: Date }
    >(
      `SELECT id, verb, title, body_id AS "bodyId", due_at AS "dueAt", created_at AS "createdAt",
         opened_at AS "openedAt", waits_since AS "waitsSince" FROM inbox.task WHERE employee_id = $1`,
      [first],
    );
    return rows.map((row) => ({
      ...row,
      dueAt: row.dueAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }));
  }

  async function walk(query: string, limit: number): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await pageOf(client, `?limit=${limit}&${query}${cursor && `&cursor=${cursor}`}`);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return ids;
  }

  const cases = INBOX_ORDERS.flatMap((order) => FILTERS.map(([query, meets]) => ({ order, query, meets })));
  test.each(cases)(
    '"$query" by $order, page by page, shows all that meet it once',
    async ({ order, query, meets }) => {
      const wanted = SORTED[order](made.filter(meets)).map(({ id }) => id);
      expect(await walk(`order=${order}&${query}`, 7)).toEqual(wanted);
    },
  );

  test('every filter shows something, and none but the whole list shows all', () => {
    const shown = FILTERS.map(([query, meets]) => ({ query, count: made.filter(meets).length }));
    expect(shown.filter(({ count }) => count === 0)).toEqual([]);
    expect(shown.filter(({ count }) => count === COUNT).map(({ query }) => query)).toEqual([
      '',
      'room=agreements',
    ]);
  });

  test('narrowing leaves the counts of the whole inbox', async () => {
    const whole = await pageOf(client, '?limit=1');
    expect((await pageOf(client, '?limit=1&due=late')).counts).toEqual(whole.counts);
  });

  async function filters(query = ''): Promise<InboxFilters> {
    const answer = await client.get(`/api/inbox/filters?${query}`);
    expect(answer.status).toBe(200);
    return inboxFilters.strict().parse(answer.json);
  }

  const keyed = (counts: readonly { value: unknown; count: number }[]) =>
    Object.fromEntries(counts.map(({ value, count }) => [String(value), count]));

  test.each(FILTERS)(
    'under "%s" each filter counts what it would show with all the others',
    async (query, meets) => {
      const found = await filters(query);
      expect(found.total).toBe(made.filter(meets).length);
      for (const [name, counts] of Object.entries(found)) {
        if (!Array.isArray(counts)) continue;
        for (const { value, count } of counts) {
          const own = new URLSearchParams(query);
          own.set(name, String(value));
          expect({ name, value, count }).toEqual({
            name,
            value,
            count: (await walk(String(own), 100)).length,
          });
        }
      }
    },
  );

  test('the filters name all values that there are, and the bodies by their names', async () => {
    const found = await filters();
    const count = (of: (task: Made) => unknown) => {
      const values = made.map(of).filter((value) => value !== undefined);
      return keyed(
        [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({ value, count: all.length })),
      );
    };
    expect(keyed(found.verb)).toEqual(count(({ verb }) => verb));
    expect(keyed(found.due)).toEqual(count(termOf));
    expect(keyed(found.signature)).toEqual(count(signatureOf));
    expect(keyed(found.unread)).toEqual(count(({ openedAt }) => openedAt === null));
    expect(new Map(found.bodyId.map(({ value, name }) => [value, name]))).toEqual(
      new Map(BODIES.map(({ id, name }) => [id, name])),
    );
  });

  test('there is nothing to narrow where nothing waits', async () => {
    const { client: newcomer } = await portal.reader();
    const answer = await newcomer.get('/api/inbox/filters');
    const none: string[] = [];
    expect(answer.json).toEqual({
      total: 0,
      room: none,
      verb: none,
      bodyId: none,
      due: none,
      signature: none,
      unread: none,
      onBehalfOf: none,
    });
  });

  /** Somebody who is stood in for in all rooms. */
  async function principal(id: string): Promise<Principal> {
    const found = await portal.app.get(Directory).employee(id);
    if (!found) throw new Error('He is not in the directory.');
    return { ...found, employeeId: id, delegationId: newId(), until: '2026-03-31', rooms: undefined };
  }

  test('what a step asks of several of the readers is there once, and counted once: of the nearest', async () => {
    const [own, first, last] = [
      await portal.population.makeEmployee(),
      await portal.population.makeEmployee(),
      await portal.population.makeEmployee(),
    ];
    const readers = {
      employeeId: own.id,
      standsInFor: [await principal(first.id), await principal(last.id)],
    };
    const ofAll = portal.task([last.id, first.id, own.id], { title: 'Барлығы' });
    await portal.put(ofAll);
    await portal.put(portal.task([last.id, first.id], { title: 'Екеуі' }));
    await portal.put(portal.task([last.id], { title: 'Біреуі' }));
    const queries = portal.app.get(InboxQueries);
    const seen = async () => {
      const page = JSON.parse(await queries.page(readers, { needs: 'action', limit: 10, order: 'term' }));
      const { total } = JSON.parse(await queries.filters(readers, { needs: 'action' }));
      expect([page.counts.action, total]).toEqual([page.items.length, page.items.length]);
      return page.items.map(({ title, onBehalfOf }: InboxItem) => [title, onBehalfOf?.id ?? own.id]);
    };
    const others = [
      ['Екеуі', first.id],
      ['Біреуі', last.id],
    ];
    expect(await seen()).toEqual([['Барлығы', own.id], ...others]);
    // It is no longer asked of himself, but of the others still.
    await portal.tx.run(() => portal.inbox.readdress(ofAll.key, [last.id, first.id]));
    expect(await seen()).toEqual([['Барлығы', first.id], ...others]);
  });

  test('the tasks of several readers are one list in the same order', async () => {
    const [second, third] = [await portal.population.makeEmployee(), await portal.population.makeEmployee()];
    for (const [id, title, dueAt] of [
      [third.id, 'Ашық 1', '2026-03-19T05:00:00Z'],
      [second.id, 'Ашық 2', '2026-03-20T05:00:00Z'],
      [third.id, 'Ашық 3', '2026-03-21T05:00:00Z'],
    ] as const) {
      portal.clock.advance({ seconds: 1 });
      await portal.put(portal.task([id], { title, dueAt: new Date(dueAt) }));
    }
    const queries = portal.app.get(InboxQueries);
    const readers = { employeeId: second.id, standsInFor: [await principal(third.id)] };
    const seen: string[] = [];
    let pages = 0;
    for (let cursor: string | undefined = ''; cursor !== undefined; pages += 1) {
      const query = { needs: 'action', limit: 1, order: 'term', cursor: cursor || undefined } as const;
      const page = JSON.parse(await queries.page(readers, query));
      seen.push(...page.items.map(({ title }: InboxItem) => title));
      expect(page.counts.action).toBe(3);
      cursor = page.nextCursor ?? undefined;
    }
    expect([seen, pages]).toEqual([['Ашық 1', 'Ашық 2', 'Ашық 3'], 3]);
    const friday = { needs: 'action', due: 'soon', verb: 'give_visa', q: 'ashyq' } as const;
    const narrowed = await queries.page(readers, { ...friday, limit: 10, order: 'newest' });
    expect(JSON.parse(narrowed).items.map(({ title }: InboxItem) => title)).toEqual([
      'Ашық 3',
      'Ашық 2',
      'Ашық 1',
    ]);
    expect(JSON.parse(await queries.filters(readers, friday)).total).toBe(3);
    const count = async (onBehalfOf: string) =>
      JSON.parse(await queries.page(readers, { needs: 'action', limit: 10, order: 'term', onBehalfOf })).items
        .length;
    expect(await Promise.all([second.id, third.id, newId()].map(count))).toEqual([1, 2, 0]);
    expect(JSON.parse(await queries.filters(readers, { needs: 'action' })).onBehalfOf).toEqual([
      { value: third.id, count: 2 },
      { value: second.id, count: 1 },
    ]);
  });

  test.each([
    'due=yesterday',
    'verb=sing',
    'room=kitchen',
    'bodyId=x',
    'onBehalfOf=x',
    'signature=yes',
    'unread=maybe',
    'order=size',
    `q=${'x'.repeat(201)}`,
    'q=%00',
    'q=a&q=b',
    'verb=agree_draft&verb=give_visa',
  ])('refuses %s', async (query) => {
    expect(await client.get(`/api/inbox?${query}`)).toMatchObject({
      status: 400,
      json: { code: 'VALIDATION_FAILED' },
    });
  });

  test.each(["q='", 'q=%26%7C!', "q=a':*|'b", 'q=%F0%9F%99%82', 'q=%5C', 'q=%2D%2D'])(
    'searches for %s without harm',
    async (query) => {
      expect((await client.get(`/api/inbox?${query}`)).status).toBe(200);
      expect((await client.get(`/api/inbox/filters?${query}`)).status).toBe(200);
    },
  );

  test('the cursor of one order is not taken in another', async () => {
    const { nextCursor } = await pageOf(client, '?limit=1&order=newest');
    expect(await client.get(`/api/inbox?order=term&cursor=${nextCursor}`)).toMatchObject({
      status: 400,
      json: { fields: [{ path: 'cursor', rule: 'invalid' }] },
    });
  });

  test('tasks that were there before there was a search are found after the migration', async () => {
    const body = await portal.population.makeBody({ name: makeText('Forestry') });
    const { employee, client: forester } = await portal.reader();
    await portal.put(portal.task([employee.id], { bodyId: body, bodyName: makeText('Forestry') }));
    const migration = new NarrowInbox1700000110000();
    const runner = portal.database.dataSource.createQueryRunner();
    try {
      await migration.down(runner);
      await migration.up(runner);
    } finally {
      await runner.release();
    }
    expect((await pageOf(forester, `?q=forestry&bodyId=${body}`)).items).toHaveLength(1);
    expect((await pageOf(forester, `?q=202`)).items).toHaveLength(1);
  });
});
