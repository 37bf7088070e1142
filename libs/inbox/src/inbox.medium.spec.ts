import { inboxPage } from '#contracts';
import { DirectoryModule, directoryPersistence } from '#directory';
import { kernelPersistence, newId, Tx } from '#kernel';
import { SigningModule } from '#signing';
import {
  createTestDatabase,
  FakeClock,
  makeText,
  Population,
  startTestApp,
  type TestApp,
  type TestClient,
  type TestDatabase,
  type TestEmployee,
} from '#testing';
import { PAGE, START } from './inbox.queries.js';
import { Inbox, InboxModule, inboxPersistence, type NewTask } from './index.js';

/** Wednesday, 10:00 in Astana. */
const NOW = '2026-03-18T05:00:00.000Z';

describe('775:11 the inbox', () => {
  const clock = new FakeClock(NOW);
  let database: TestDatabase;
  let population: Population;
  let app: TestApp;
  let inbox: Inbox;
  let tx: Tx;
  let reader: TestEmployee;
  let client: TestClient;

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence, directoryPersistence, inboxPersistence]);
    population = new Population(database);
    const process = 'api';
    const modules = [
      SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
      DirectoryModule.forRoot({ process }),
      InboxModule.forRoot({ process }),
    ];
    app = await startTestApp({ database, modules, clock });
    inbox = app.get(Inbox);
    tx = app.get(Tx);
  });

  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  beforeEach(async () => {
    clock.set(NOW);
    reader = await population.makeEmployee();
    client = await app.signIn(reader.login);
  });

  function task(parts: Partial<NewTask> = {}): NewTask {
    return {
      key: newId(),
      employeeIds: [reader.id],
      needs: 'action',
      verb: 'give_visa',
      room: 'agreements',
      subjectId: newId(),
      subjectKind: 'government_resolution',
      title: 'Ашық деректер туралы',
      titleLanguage: 'kk',
      number: '12/2026-1',
      bodyName: makeText('Ministry'),
      dueAt: null,
      ...parts,
    };
  }

  const put = (parts: Partial<NewTask> = {}) => tx.run(() => inbox.put(task(parts)));

  async function list(query = '', as = client) {
    const answer = await as.get(`/api/inbox${query}`);
    expect(answer.status).toBe(200);
    return inboxPage.strict().parse(answer.json);
  }

  const titles = async (query = '') => (await list(query)).items.map((item) => item.title);

  async function hintsFor(employeeId: string): Promise<number> {
    const [row] = await database.dataSource.query<{ count: number }[]>(
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
      await tx.run(() => inbox.put(wanted));
      const { key: _key, employeeIds: _ids, dueAt: _due, ...shown } = wanted;
      const { items, counts } = await list();
      expect(items).toEqual([
        {
          ...shown,
          id: expect.any(String),
          dueAt: '2026-03-20T13:00:00.000Z',
          createdAt: NOW,
          openedAt: null,
          waitsSince: null,
        },
      ]);
      expect(counts).toEqual({ action: 1, overdue: 0, today: 0, information: 0 });
    });

    test('puts the nearest term first, and what has none last, the older before the newer', async () => {
      await put({ title: 'no term, old' });
      clock.advance({ seconds: 1 });
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
      const other = await population.makeEmployee();
      await put({ employeeIds: [other.id] });
      expect((await list()).counts.action).toBe(0);
      expect((await list('', await app.signIn(other.login))).counts.action).toBe(1);
    });

    test('is closed to whoever has not signed in', async () => {
      expect(await app.stranger.get('/api/inbox')).toMatchObject({ status: 401 });
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
      const others = await population.makeEmployee();
      await database.dataSource.transaction(async (manager) => {
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
      await database.dataSource.query('VACUUM ANALYZE inbox.task');
      const [answer] = await database.dataSource.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${PAGE}`,
        [reader.id, 'action', ...START, 50, new Date(NOW)],
      );
      const scans = answer ? scansOf(answer['QUERY PLAN'][0].Plan) : [];
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
      expect((await list('?limit=1')).counts).toEqual({
        action: 10_000,
        overdue: 0,
        today: 839,
        information: 0,
      });
    });
  });

  describe('a task', () => {
    test('goes to each employee once, however often its step asks', async () => {
      const other = await population.makeEmployee();
      const wanted = task({ employeeIds: [reader.id, other.id] });
      await tx.run(() => inbox.put(wanted));
      await tx.run(() => inbox.put({ ...wanted, employeeIds: [other.id, reader.id, other.id] }));
      expect((await list()).items).toHaveLength(1);
      expect((await list('', await app.signIn(other.login))).items).toHaveLength(1);
      expect([await hintsFor(reader.id), await hintsFor(other.id)]).toEqual([1, 1]);
    });

    test('may ask an employee to act and tell him something by the same step', async () => {
      const wanted = task();
      await tx.run(() => inbox.put(wanted));
      await tx.run(() => inbox.put({ ...wanted, needs: 'information', verb: 'body_agreed' }));
      expect((await list()).counts).toMatchObject({ action: 1, information: 1 });
    });

    test('that was closed is not asked for again by the same step', async () => {
      const wanted = task();
      await tx.run(() => inbox.put(wanted));
      await tx.run(() => inbox.close(wanted.key));
      await tx.run(() => inbox.put(wanted));
      expect((await list()).counts.action).toBe(0);
    });

    test('leaves every inbox when its step is closed, and those alone are told', async () => {
      const [other, third] = [await population.makeEmployee(), await population.makeEmployee()];
      const wanted = task({ employeeIds: [reader.id, other.id] });
      await tx.run(() => inbox.put(wanted));
      await put({ title: 'stays', employeeIds: [reader.id, third.id] });
      await tx.run(() => inbox.close(wanted.key));
      await tx.run(() => inbox.close(wanted.key));
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
      await tx.run(() => inbox.closeSubject(subjectId));
      expect((await list()).counts).toMatchObject({ action: 1, information: 1 });
    });

    test('shows when its document was first opened', async () => {
      const wanted = task();
      await tx.run(() => inbox.put(wanted));
      clock.advance({ minutes: 5 });
      await tx.run(() => inbox.opened(wanted.key, reader.id));
      clock.advance({ minutes: 5 });
      await tx.run(() => inbox.opened(wanted.key, reader.id));
      expect((await list()).items[0]?.openedAt).toBe('2026-03-18T05:05:00.000Z');
      expect(await hintsFor(reader.id)).toBe(2);
    });

    test('says while what it asks for was given and waits for its check', async () => {
      const wanted = task();
      await tx.run(() => inbox.put(wanted));
      for (const since of [new Date(NOW), new Date(NOW), null]) {
        await tx.run(() => inbox.waits(wanted.key, since));
        expect((await list()).items[0]?.waitsSince).toBe(since && NOW);
      }
      expect(await hintsFor(reader.id)).toBe(3);
    });

    test('is put with the change that asks for it, or not at all', async () => {
      const failing = tx.run(async () => {
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
      await expect(inbox.close(newId())).rejects.toThrow(outside);
      await expect(inbox.waits(newId(), null)).rejects.toThrow(outside);
      await expect(inbox.closeSubject(newId())).rejects.toThrow(outside);
      await expect(inbox.opened(newId(), reader.id)).rejects.toThrow(outside);
      await expect(inbox.read(newId(), reader.id)).rejects.toThrow(outside);
    });
  });

  describe('what is for information', () => {
    async function idOf(parts: Partial<NewTask>): Promise<string> {
      await put(parts);
      const needs = parts.needs ?? 'action';
      const [item] = (await list(`?needs=${needs}`)).items;
      return item?.id ?? '';
    }

    test('leaves the inbox when it is read', async () => {
      const id = await idOf({ needs: 'information', verb: 'body_agreed' });
      expect(await client.post(`/api/inbox/${id}/read`)).toMatchObject({ status: 204, text: '' });
      expect((await list('?needs=information')).items).toEqual([]);
    });

    test('is read once: the second time there is none', async () => {
      const id = await idOf({ needs: 'information', verb: 'body_agreed' });
      const both = await Promise.all([
        client.post(`/api/inbox/${id}/read`),
        client.post(`/api/inbox/${id}/read`),
      ]);
      expect(both.map((answer) => answer.status).sort()).toEqual([204, 404]);
    });

    test('cannot be read away for another, nor can a task that waits for an action', async () => {
      const other = await app.signIn((await population.makeEmployee()).login);
      const toRead = await idOf({ needs: 'information', verb: 'body_agreed' });
      const toDo = await idOf({});
      const answers = await Promise.all([
        other.post(`/api/inbox/${toRead}/read`),
        client.post(`/api/inbox/${toDo}/read`),
        client.post(`/api/inbox/${newId()}/read`),
      ]);
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } });
      expect((await list()).counts).toMatchObject({ action: 1, information: 1 });
    });

    test('is asked for by an id and nothing else', async () => {
      expect(await client.post('/api/inbox/1%20or%201/read')).toMatchObject({
        status: 400,
        json: { code: 'VALIDATION_FAILED' },
      });
    });
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The nodes of a plan that read a table. */
function scansOf(node: PlanNode): PlanNode[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  return node['Relation Name'] === undefined ? below : [node, ...below];
}
