import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  eventually,
  FakeClock,
  startTestRedis,
  startTestWorker,
  type TestDatabase,
  TestProgram,
  type TestRedis,
  type TestWorker,
} from '#testing';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { Health } from '../http/health.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { Outbox, type OutboxEnd, type OutboxHandler } from './outbox.js';
import { OutboxWorker } from './outbox.worker.js';

/** Until BullMQ takes a job away from a worker that no longer renews its hold on it, and a bit. */
const TAKEN_OVER_MS = 30_000;

const BACKENDS = ['PostgreSQL', 'Redis'] as const;

describe.each(BACKENDS)('the outbox with its queue on %s', (backend) => {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let worker: TestWorker | undefined;
  let clock: FakeClock;

  beforeAll(async () => {
    redis = backend === 'Redis' ? await startTestRedis() : undefined;
  });

  afterAll(async () => {
    await redis?.stop();
  });

  beforeEach(async () => {
    clock = new FakeClock();
    database = await createTestDatabase([kernelPersistence]);
    await database.dataSource.query('CREATE TABLE letter (name text NOT NULL)');
    await redis?.flush();
  });

  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await database?.drop();
  });

  const env = (): Record<string, string> => (redis ? { REDIS_URL: redis.url } : {});

  async function startWorker(handler: OutboxHandler, end?: OutboxEnd): Promise<TestWorker> {
    worker = await startTestWorker({ database, modules: [], clock, env: env() });
    worker.get(Outbox).on('test.letter', handler, end);
    return worker;
  }

  /** Writes rows as a room would, from a process that does not work them. */
  async function add(...letters: string[]): Promise<void> {
    const tx = new Tx(database.dataSource);
    const outbox = new Outbox(tx, new Sql(database.dataSource, tx), clock);
    outbox.on('test.letter', async () => undefined);
    await tx.run(async () => {
      for (const letter of letters) await outbox.add('test.letter', { letter });
    });
  }

  interface Row {
    letter: string;
    done: boolean;
    attempts: number;
    last_error: string | null;
    next_attempt_at: Date;
  }

  const rows = () =>
    database.dataSource.query<Row[]>(
      `SELECT payload->>'letter' AS letter, done_at IS NOT NULL AS done, attempts, last_error, next_attempt_at
       FROM kernel.outbox ORDER BY id`,
    );

  const allDone = (count: number, within?: number) =>
    eventually(async () => {
      const found = await rows();
      expect(found.map((row) => row.done)).toEqual(Array(count).fill(true));
      return found;
    }, within);

  async function flushQueue(): Promise<void> {
    if (redis) await redis.flush();
    else await database.dataSource.query('TRUNCATE bullmq.job CASCADE');
  }

  test('does each row once, soon after its change has committed', async () => {
    const done: unknown[] = [];
    await startWorker(async ({ letter }) => {
      done.push(letter);
    });
    const started = Date.now();
    await add('a', 'b', 'c');
    await allDone(3);
    expect(done.sort()).toEqual(['a', 'b', 'c']);
    expect(Date.now() - started).toBeLessThan(1_500); // the notification, not the timer
    for (const row of await rows()) expect(row).toMatchObject({ attempts: 1, last_error: null });
  });

  test('does what was written while no worker ran', async () => {
    await add('a', 'b');
    const done: unknown[] = [];
    await startWorker(async ({ letter }) => {
      done.push(letter);
    });
    await allDone(2);
    expect(done.sort()).toEqual(['a', 'b']);
  });

  test('does not write what nobody handles, nor what was rolled back', async () => {
    const tx = new Tx(database.dataSource);
    const outbox = new Outbox(tx, new Sql(database.dataSource, tx), clock);
    outbox.on('test.letter', async () => undefined);
    await tx.run(() => outbox.add('test.nobody', {}));
    const failing = tx.run(async () => {
      await outbox.add('test.letter', { letter: 'never' });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await rows()).toEqual([]);
  });

  test('does a row once, though several are given it at the same moment', async () => {
    const done: unknown[] = [];
    const { get } = await startWorker(async ({ letter }) => {
      done.push(letter);
    });
    await add('a');
    const [{ id }] = await database.dataSource.query('SELECT id FROM kernel.outbox');
    await Promise.all(Array.from({ length: 5 }, () => get(OutboxWorker).work(id)));
    await allDone(1);
    await get(OutboxWorker).work(id);
    expect(done).toEqual(['a']);
  });

  test('tries a failing handler again, each time after a longer pause, and takes back what it wrote', async () => {
    let broken = true;
    const { get } = await startWorker(async ({ letter }) => {
      await get(Sql).execute('INSERT INTO letter (name) VALUES ($1)', [letter]);
      if (broken) throw new Error('the mail server is away');
    });
    await add('a');
    const pauses: number[] = [];
    for (let attempts = 1; attempts <= 4; attempts += 1) {
      const row = await eventually(async () => {
        const [found] = await rows();
        expect(found).toMatchObject({ done: false, attempts, last_error: 'the mail server is away' });
        return found;
      });
      const pause = ((row?.next_attempt_at.getTime() ?? 0) - clock.now().getTime()) / 1_000;
      pauses.push(pause);
      clock.advance({ seconds: pause });
      await get(OutboxWorker).relay();
    }
    expect(pauses).toEqual([1, 2, 4, 8]);
    expect(await database.dataSource.query('SELECT * FROM letter')).toEqual([]);
    broken = false;
    // The fifth attempt may have failed already.
    clock.advance({ seconds: 16 });
    await get(OutboxWorker).relay();
    await allDone(1);
    expect(await database.dataSource.query('SELECT * FROM letter')).toEqual([{ name: 'a' }]);
  });

  describe('gives a row up', () => {
    /** Lets the pauses pass until the row is over. */
    const passPauses = (get: TestWorker['get']) =>
      eventually(async () => {
        clock.advance({ hours: 1 });
        await get(OutboxWorker).relay();
        const [row] = await database.dataSource.query<Record<string, unknown>[]>(
          'SELECT attempts, last_error, given_up_at IS NOT NULL AS given_up, done_at IS NOT NULL AS done FROM kernel.outbox',
        );
        expect(row?.['given_up']).toBe(true);
        return row;
      }, 20_000);

    test('that fails each time, once it was tried as often as its topic allows, and its room tells whom it concerns', async () => {
      let tries = 0;
      const { get } = await startWorker(
        async ({ letter }) => {
          tries += 1;
          await get(Sql).execute('INSERT INTO letter (name) VALUES ($1)', [letter]);
          throw new Error('no paper');
        },
        {
          attempts: 3,
          giveUp: ({ letter }) =>
            get(Sql)
              .execute('INSERT INTO letter (name) VALUES ($1)', [`${letter}: given up`])
              .then(() => undefined),
        },
      );
      await add('a');
      expect(await passPauses(get)).toEqual({
        attempts: 3,
        last_error: 'no paper',
        given_up: true,
        done: true,
      });
      expect(tries).toBe(3);
      expect(await database.dataSource.query('SELECT name FROM letter')).toEqual([{ name: 'a: given up' }]);
      expect(await get(Health).troubles()).toEqual([]);
    });

    test('of a room that tells nobody: whoever watches over the portal is told, until it is done again', async () => {
      let broken = true;
      const { get } = await startWorker(
        async () => {
          if (broken) throw new Error('no paper');
        },
        { attempts: 2 },
      );
      await add('a');
      expect(await passPauses(get)).toMatchObject({ attempts: 2, done: false });
      expect(await get(Health).troubles()).toEqual(['JOBS_GIVEN_UP']);
      broken = false;
      // As `./portal jobs again` does: due at once, for the pause after the last attempt may not be over.
      await database.dataSource.query(
        'UPDATE kernel.outbox SET given_up_at = NULL, attempts = 0, next_attempt_at = $1',
        [clock.now()],
      );
      await get(OutboxWorker).relay();
      await allDone(1);
      expect(await get(Health).troubles()).toEqual([]);
    });

    test('that no worker survives', async () => {
      const { get } = await startWorker(async () => undefined, { attempts: 3 });
      await get(OutboxWorker).beforeApplicationShutdown();
      await add('a');
      // As often as it was begun, the worker died in the middle.
      await database.dataSource.query('UPDATE kernel.outbox SET attempts = 3');
      const [{ id }] = await database.dataSource.query('SELECT id FROM kernel.outbox');
      await get(OutboxWorker).work(id);
      expect(await database.dataSource.query('SELECT given_up_at, done_at FROM kernel.outbox')).toEqual([
        { given_up_at: expect.any(Date), done_at: null },
      ]);
    });
  });

  test('goes on with the others while one fails', async () => {
    await startWorker(async ({ letter }) => {
      if (letter === 'poison') throw new Error('never');
    });
    await add('poison', 'a', 'b');
    await eventually(async () => {
      expect((await rows()).map((row) => row.done)).toEqual([false, true, true]);
    });
  });

  test('loses nothing when the queue is flushed with work in hand', async () => {
    const gate = Promise.withResolvers<void>();
    const done: unknown[] = [];
    let inHand = 0;
    await startWorker(async ({ letter }) => {
      inHand += 1;
      await gate.promise;
      done.push(letter);
    });
    const letters = Array.from({ length: 40 }, (_, number) => `letter ${String(number).padStart(2, '0')}`);
    await add(...letters);
    await eventually(() => expect(inHand).toBe(4));
    await flushQueue();
    gate.resolve();
    await allDone(40, 20_000);
    expect(done.sort()).toEqual(letters);
  }, 30_000);

  test(
    'does a row once, though the worker is killed between the work and the mark',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'kelisim-letters-'));
      const trace = join(folder, 'trace');
      await writeFile(trace, '');
      const program = (lastWords: Record<string, string>) =>
        TestProgram.start('libs/kernel/src/outbox/outbox-worker.fixture.ts', {
          DATABASE_URL: database.url,
          TRACE: trace,
          ...env(),
          ...lastWords,
        });
      clock.set(new Date().toISOString()); // the programs live by the real time
      await add('first', 'fatal', 'last');

      const victim = program({ LAST_WORDS: 'fatal' });
      expect(`${await victim.ended()} ${victim.log}`).toBe('SIGKILL ');
      expect((await rows()).find((row) => row.letter === 'fatal')).toMatchObject({
        done: false,
        attempts: 1,
      });

      const heir = program({});
      try {
        await allDone(3, TAKEN_OVER_MS);
      } finally {
        await heir.kill();
      }
      expect(heir.log).toBe('');
      const inDatabase = await database.dataSource.query('SELECT name FROM letter ORDER BY name');
      expect(inDatabase).toEqual([{ name: 'fatal' }, { name: 'first' }, { name: 'last' }]);
      const outside = (await readFile(trace, 'utf8')).split('\n').filter((letter) => letter === 'fatal');
      expect(outside).toHaveLength(2); // done again: why handlers are idempotent
      await rm(folder, { recursive: true });
    },
    TAKEN_OVER_MS + 20_000,
  );
});
