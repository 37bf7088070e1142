import { newId } from '#kernel';
import type { TestClient, TestEmployee } from '#testing';
import { PAGES, readingsOf, SORTINGS } from './inbox.queries.js';
import { InboxPortal, NOW, pageOf } from './inbox-portal.fixture.js';
import type { Inbox, NewTask } from './index.js';
import { valuesOf } from './narrowing.js';

describe('775:11 the inbox', () => {
  let portal: InboxPortal;
  let inbox: Inbox;
  let reader: TestEmployee;
  let client: TestClient;

  beforeAll(async () => {
    portal = await InboxPortal.start();
    inbox = portal.inbox;
  });

  afterAll(() => portal?.close());

  beforeEach(async () => {
    portal.clock.set(NOW);
    ({ employee: reader, client } = await portal.reader());
  });

  const task = (parts: Partial<NewTask> = {}) => portal.task([reader.id], parts);
  const put = (parts: Partial<NewTask> = {}) => portal.put(task(parts));

  const list = (query = '', as = client) => pageOf(as, query);

  const titles = async (query = '') => (await list(query)).items.map((item) => item.title);

  async function hintsFor(employeeId: string): Promise<number> {
    const [row] = await portal.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM kernel.live_event WHERE topic = 'inbox' AND $1 = ANY(scopes)`,
      [employeeId],
    );
    return row?.count ?? 0;
  }

  describe('the list', () => {
    test('is empty for whom nothing waits', async () => {
      expect(await list()).toEqual({
        items: [],
        nextCursor: null,
        counts: { action: 0, overdue: 0, today: 0, information: 0 },
      });
    });

    test('tells each task as the contract has it, instants in UTC', async () => {
      const wanted = task({ dueAt: new Date('2026-03-20T13:00:00Z'), title: '«Қ» "\\ \n 🙂', number: null });
      await portal.put(wanted);
      const { key: _key, employeeIds: _ids, dueAt: _due, bodyId: _body, ...shown } = wanted;
      const { items, counts } = await list();
      expect(items).toEqual([
        {
          ...shown,
          id: expect.any(String),
          dueAt: '2026-03-20T13:00:00.000Z',
          createdAt: NOW,
          openedAt: null,
          waitsSince: null,
          onBehalfOf: null,
        },
      ]);
      expect(counts).toEqual({ action: 1, overdue: 0, today: 0, information: 0 });
    });

    test('puts the nearest term first, and what has none last, the older before the newer', async () => {
      await put({ title: 'no term, old' });
      portal.clock.advance({ seconds: 1 });
      await put({ title: 'no term, new' });
      await put({ title: 'next week', dueAt: new Date('2026-03-25T13:00:00Z') });
      await put({ title: 'overdue', dueAt: new Date('2026-03-17T13:00:00Z') });
      await put({ title: 'today', dueAt: new Date('2026-03-18T13:00:00Z') });
      expect(await titles()).toEqual(['overdue', 'today', 'next week', 'no term, old', 'no term, new']);
    });

    test.each([1, 2, 3, 7, 8])('turned %i at a time shows every task once, in one order', async (limit) => {
      const due = new Date('2026-03-20T13:00:00Z');
      await put({ title: '1', dueAt: new Date('2026-03-19T13:00:00Z') });
      for (const title of ['2', '3', '4']) await put({ title, dueAt: due });
      for (const title of ['5', '6', '7']) await put({ title });
      const seen: string[] = [];
      let pages = 0;
      for (let cursor: string | null = ''; cursor !== null; pages += 1) {
        const page = await list(`?limit=${limit}${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map((item) => item.title));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(['1', '2', '3', '4', '5', '6', '7']);
      expect(pages).toBe(Math.ceil(7 / limit));
    });

    test('counts what is overdue and what is due today by the day in Astana', async () => {
      const dues = [
        '2026-03-18T04:59:59.999Z', // a moment ago
        '2026-03-18T05:00:00.000Z', // now
        '2026-03-18T18:59:59.999Z', // the last moment of today in Astana
        '2026-03-18T19:00:00.000Z', // tomorrow there, still today in Greenwich
      ];
      for (const due of dues) await put({ dueAt: new Date(due) });
      await put();
      await put({ needs: 'information', verb: 'all_agreed', dueAt: new Date(dues[0] ?? '') });
      expect((await list('?limit=1')).counts).toEqual({ action: 5, overdue: 1, today: 2, information: 1 });
    });

    test('keeps what is for information apart', async () => {
      await put({ title: 'to do' });
      await put({ title: 'to read', needs: 'information', verb: 'body_agreed' });
      expect(await titles()).toEqual(['to do']);
      expect(await titles('?needs=information')).toEqual(['to read']);
    });

    test('shows nobody the tasks of another', async () => {
      const other = await portal.population.makeEmployee();
      await put({ employeeIds: [other.id] });
      expect((await list()).counts.action).toBe(0);
      expect((await list('', await portal.app.signIn(other.login))).counts.action).toBe(1);
    });

    test('is closed to whoever has not signed in', async () => {
      expect(await portal.app.stranger.get('/api/inbox')).toMatchObject({ status: 401 });
    });

    const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    test.each([
      ['not base64', '%00%ff'],
      ['not JSON', 'e30gIQ'],
      ['an object', cursorOf({ 0: 'infinity' })],
      ['too short', cursorOf(['infinity', NOW])],
      ['too long', cursorOf(['infinity', NOW, newId(), 1])],
      ['an instant of another world', cursorOf(['infinity', '2026-03-18 00:00 Mars/Olympus', newId()])],
      ['no id', cursorOf(['infinity', NOW, 'x'])],
      ['a null character', cursorOf(['infinity', NOW, '\0'])],
      ['numbers', cursorOf([1e308, -1e308, 0])],
    ])('refuses a cursor that is not its own: %s', async (_what, cursor) => {
      expect(await client.get(`/api/inbox?cursor=${cursor}`)).toMatchObject({
        status: 400,
        json: { code: 'VALIDATION_FAILED', fields: [{ path: 'cursor', rule: 'invalid' }] },
      });
    });

    test.each(['limit=0', 'limit=101', 'limit=x', 'needs=everything', 'limit=1&limit=2'])(
      'refuses %s',
      async (query) => {
        expect(await client.get(`/api/inbox?${query}`)).toMatchObject({
          status: 400,
          json: { code: 'VALIDATION_FAILED' },
        });
      },
    );

    test('costs the same with ten thousand tasks: both reads go by the index, the counts by it alone', async () => {
      const others = await portal.population.makeEmployee();
      await portal.database.dataSource.transaction(async (manager) => {
        // Pages count as visible to all once their commit is on the disk, for which a test server does not wait.
        await manager.query('SET LOCAL synchronous_commit = on');
        await manager.query(
          `INSERT INTO inbox.task (id, key, employee_id, needs, verb, room, subject_id, subject_kind, title,
             title_language, body_name, due_at, created_at)
           SELECT gen_random_uuid(), gen_random_uuid(), employee, 'action', 'give_visa', 'agreements', gen_random_uuid(),
             'bill', 'x', 'kk', '{"kk": "", "ru": "", "en": ""}', timestamptz '2026-03-18T05:00Z' + n * interval '1 minute', now()
           FROM generate_series(1, 10000) n, unnest(ARRAY[$1, $2, $2, $2, $2]::uuid[]) employee`,
          [reader.id, others.id],
        );
      });
      await portal.database.dataSource.query('VACUUM ANALYZE inbox.task');
      const { start } = SORTINGS.term;
      const scansOfPage = async (
        page: string,
        more: readonly unknown[] = start,
        who: unknown = reader.id,
      ) => {
        const [answer] = await portal.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          `EXPLAIN (ANALYZE, FORMAT JSON) ${page}`,
          [who, 'action', 50, new Date(NOW), ...more],
        );
        return answer ? scansOf(answer['QUERY PLAN'][0].Plan) : [];
      };
      const scans = await scansOfPage(PAGES.term.whole.one);
      expect(scans).toContainEqual(
        expect.objectContaining({ 'Node Type': 'Index Scan', 'Index Name': 'task_open', 'Actual Rows': 51 }),
      );
      expect(scans).toContainEqual(
        expect.objectContaining({
          'Node Type': 'Index Only Scan',
          'Index Name': 'task_open',
          'Actual Rows': 10_000,
          'Heap Fetches': 0,
        }),
      );
      expect(scans.map((scan) => scan['Relation Name'])).toEqual(['task', 'task']);
      const narrowed = await scansOfPage(PAGES.term.narrowed.one, [
        ...start,
        ...valuesOf({ verb: 'give_visa' }),
      ]);
      expect(narrowed.map((scan) => scan['Node Type'])).not.toContain('Seq Scan');
      // Who stands in for somebody reads both by the same index.
      const both = await scansOfPage(
        PAGES.term.whole.many,
        start,
        readingsOf({ employeeId: reader.id, standsInFor: [] }),
      );
      expect(
        both.filter((scan) => scan['Relation Name'] === 'task').map((scan) => scan['Node Type']),
      ).toEqual(['Index Scan', 'Index Only Scan']);
      const newest = await scansOfPage(PAGES.newest.whole.one, SORTINGS.newest.start);
      expect(newest).toContainEqual(
        expect.objectContaining({ 'Node Type': 'Index Only Scan', 'Actual Rows': 10_000, 'Heap Fetches': 0 }),
      );
      expect(newest.map((scan) => scan['Node Type'])).not.toContain('Seq Scan');
      expect((await list('?limit=1')).counts).toEqual({
        action: 10_000,
        overdue: 0,
        today: 839,
        information: 0,
      });
    });
  });

  describe('of a stand-in', () => {
    /** Gives the reader another's rights from yesterday to tomorrow. */
    async function standInFor(rooms: string[] | null): Promise<TestEmployee> {
      const other = await portal.population.makeEmployee({ unitId: reader.unitId });
      await portal.query(
        `INSERT INTO directory.delegation (id, body_id, principal_id, stand_in_id, rooms, starts_at, ends_at, reason,
           made_at, made_by)
         SELECT $1, body_id, $2, $3, $4, $5::timestamptz - interval '1 day', $5::timestamptz + interval '1 day', 'leave',
           $5, $2 FROM directory.employee WHERE id = $2`,
        [newId(), other.id, reader.id, rooms, NOW],
      );
      // What the session remembers of the reader is out of date by now.
      client = await portal.app.signIn(reader.login);
      return other;
    }

    test('holds what is asked of both, each marked for whom, in one order, and counts it', async () => {
      const other = await standInFor(null);
      await put({ title: 'own, later', dueAt: new Date('2026-03-20T13:00:00Z') });
      await put({
        title: 'another’s, sooner',
        employeeIds: [other.id],
        dueAt: new Date('2026-03-18T13:00:00Z'),
      });
      await put({ title: 'another’s, last', employeeIds: [other.id] });
      const { items, counts } = await list();
      expect(items.map(({ title, onBehalfOf }) => [title, onBehalfOf?.id ?? null])).toEqual([
        ['another’s, sooner', other.id],
        ['own, later', null],
        ['another’s, last', other.id],
      ]);
      expect(counts).toEqual({ action: 3, overdue: 0, today: 1, information: 0 });
    });

    test.each([1, 2, 3])('turned %i at a time shows every task once', async (limit) => {
      const other = await standInFor(null);
      const dueAt = new Date('2026-03-20T13:00:00Z');
      for (const title of ['1', '2', '3', '4', '5']) {
        await put({ title, dueAt, employeeIds: [title === '2' || title === '4' ? other.id : reader.id] });
        portal.clock.advance({ seconds: 1 });
      }
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await list(`?limit=${limit}${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(['1', '2', '3', '4', '5']);
    });

    test('does not hold what the other is only told, nor what is asked in a room that was not given', async () => {
      const other = await standInFor(['agreements']);
      await put({ title: 'told', employeeIds: [other.id], needs: 'information', verb: 'all_agreed' });
      await put({ title: 'asked', employeeIds: [other.id] });
      await put({ title: 'elsewhere', employeeIds: [other.id] });
      await portal.query(`UPDATE inbox.task SET room = 'sessions' WHERE title = 'elsewhere'`);
      const { items, counts } = await list();
      expect(items.map(({ title }) => title)).toEqual(['asked']);
      expect(counts).toEqual({ action: 1, overdue: 0, today: 0, information: 0 });
      expect((await list('?needs=information')).items).toEqual([]);
    });

    test('does not let him put away what the other was told', async () => {
      const other = await standInFor(null);
      await put({ employeeIds: [other.id], needs: 'information', verb: 'all_agreed' });
      const [told] = await portal.query<{ id: string }>('SELECT id FROM inbox.task WHERE employee_id = $1', [
        other.id,
      ]);
      expect((await client.post('/api/inbox/read', { ids: [told?.id] })).status).toBe(404);
    });
  });

  describe('a task', () => {
    test('goes to each employee once, however often its step asks', async () => {
      const other = await portal.population.makeEmployee();
      const wanted = task({ employeeIds: [reader.id, other.id] });
      await portal.put(wanted);
      await portal.tx.run(() => inbox.put({ ...wanted, employeeIds: [other.id, reader.id, other.id] }));
      expect((await list()).items).toHaveLength(1);
      expect((await list('', await portal.app.signIn(other.login))).items).toHaveLength(1);
      expect([await hintsFor(reader.id), await hintsFor(other.id)]).toEqual([1, 1]);
    });

    test('may ask an employee to act and tell him something by the same step', async () => {
      const wanted = task();
      await portal.put(wanted);
      await portal.tx.run(() => inbox.put({ ...wanted, needs: 'information', verb: 'body_agreed' }));
      expect((await list()).counts).toMatchObject({ action: 1, information: 1 });
    });

    test('that was closed is not asked for again by the same step', async () => {
      const wanted = task();
      await portal.put(wanted);
      await portal.tx.run(() => inbox.close(wanted.key, null));
      await portal.put(wanted);
      expect((await list()).counts.action).toBe(0);
    });

    test('leaves every inbox when its step is closed, and those alone are told', async () => {
      const [other, third] = [await portal.population.makeEmployee(), await portal.population.makeEmployee()];
      const wanted = task({ employeeIds: [reader.id, other.id] });
      await portal.put(wanted);
      await put({ title: 'stays', employeeIds: [reader.id, third.id] });
      await portal.tx.run(() => inbox.close(wanted.key, null));
      await portal.tx.run(() => inbox.close(wanted.key, null));
      expect(await titles()).toEqual(['stays']);
      expect([await hintsFor(reader.id), await hintsFor(other.id), await hintsFor(third.id)]).toEqual([
        3, 2, 1,
      ]);
    });

    test('of a document that is over leaves; what is for information stays', async () => {
      const subjectId = newId();
      await put({ subjectId });
      await put({ subjectId });
      await put({ subjectId, needs: 'information', verb: 'all_agreed' });
      await put();
      await portal.tx.run(() => inbox.closeSubject(subjectId, { employeeId: reader.id }));
      expect((await list()).counts).toMatchObject({ action: 1, information: 1 });
    });

    test('shows when its document was first opened', async () => {
      const wanted = task();
      await portal.put(wanted);
      portal.clock.advance({ minutes: 5 });
      await portal.tx.run(() => inbox.opened(wanted.key, reader.id));
      portal.clock.advance({ minutes: 5 });
      await portal.tx.run(() => inbox.opened(wanted.key, reader.id));
      expect((await list()).items[0]?.openedAt).toBe('2026-03-18T05:05:00.000Z');
      expect(await hintsFor(reader.id)).toBe(2);
    });

    test('says while what it asks for was given and waits for its check', async () => {
      const wanted = task();
      await portal.put(wanted);
      for (const since of [new Date(NOW), new Date(NOW), null]) {
        await portal.tx.run(() => inbox.waits(wanted.key, since));
        expect((await list()).items[0]?.waitsSince).toBe(since && NOW);
      }
      expect(await hintsFor(reader.id)).toBe(3);
    });

    test('is put with the change that asks for it, or not at all', async () => {
      const failing = portal.tx.run(async () => {
        await inbox.put(task());
        throw new Error('the change failed');
      });
      await expect(failing).rejects.toThrow('the change failed');
      expect((await list()).counts.action).toBe(0);
      expect(await hintsFor(reader.id)).toBe(0);
    });

    test('cannot be put, closed or opened outside a transaction', async () => {
      const outside = /must be changed inside tx\.run/;
      await expect(inbox.put(task())).rejects.toThrow(outside);
      await expect(inbox.close(newId(), null)).rejects.toThrow(outside);
      await expect(inbox.waits(newId(), null)).rejects.toThrow(outside);
      await expect(inbox.closeSubject(newId(), { employeeId: reader.id })).rejects.toThrow(outside);
      await expect(inbox.opened(newId(), reader.id)).rejects.toThrow(outside);
      await expect(inbox.read([newId()], reader.id)).rejects.toThrow(outside);
      await expect(inbox.unread([newId()], reader.id)).rejects.toThrow(outside);
    });
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

/** The nodes of a plan that read a table, those that were never run left out. */
function scansOf(node: PlanNode): PlanNode[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  return node['Relation Name'] === undefined || node['Actual Loops'] === 0 ? below : [node, ...below];
}
