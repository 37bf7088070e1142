import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Audit } from '#kernel';
import { Act } from './testing/act.fixture.js';
import { Portal, refusalOf } from './testing/portal.fixture.js';

const WORKER = 'dist/apps/worker/src/main.js';
const PATIENCE_MS = 45_000;

describe('775:17.1, 22 the agreement sheet and the worker that makes it', () => {
  let portal: Portal;
  let act: Act;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    portal = await Portal.start();
    act = await Act.draft(portal);
    await act.send();
    await act.toTheEnd();
  });

  afterAll(async () => {
    await Promise.all(workers.map((worker) => end(worker)));
    await portal?.close();
  });

  /** The real process, as `./portal start` runs it. */
  function startWorker(): ChildProcess {
    const worker = spawn(process.execPath, [WORKER], {
      env: { NODE_ENV: 'test', DATABASE_URL: portal.database.url, DATA_DIR: portal.config.dataDir },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    workers.push(worker);
    return worker;
  }

  async function end(worker: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill(signal);
    await once(worker, 'exit');
  }

  async function until(what: string, happened: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await happened())) {
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function countOf(query: string, values: unknown[] = [act.id]): Promise<number> {
    const rows = await portal.database.dataSource.query<unknown[]>(query, values);
    return rows.length;
  }

  const made = async () => ({
    open: await countOf(
      `SELECT FROM kernel.outbox WHERE payload->>'subjectId' = $1 AND topic = 'version.settle_agreed' AND done_at IS NULL`,
    ),
    done: await countOf(
      `SELECT FROM kernel.outbox WHERE payload->>'subjectId' = $1 AND topic = 'version.settle_agreed' AND done_at IS NOT NULL`,
    ),
    files: await countOf('SELECT FROM files.stored_file WHERE uploaded_by IS NULL', []),
    entries: await countOf(`SELECT FROM kernel.audit_entry WHERE subject_id = $1 AND action = 'sheet.made'`),
  });

  /** Backends of the database that wait for a lock. */
  const waiting = () =>
    countOf(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      [],
    );

  test('775:22 is in preparation as long as no worker runs', async () => {
    expect((await act.author.card(act.id)).version).toMatchObject({
      state: 'agreed',
      sheet: 'in_preparation',
    });
    expect(refusalOf(await act.author.get(`${act.path}/sheet`))).toBe('409 SHEET_NOT_READY');
    expect(await made()).toEqual({ open: 1, done: 0, files: 0, entries: 0 });
  });

  test('a worker killed in the middle of it leaves nothing half made, and the work still to do', async () => {
    const lock = portal.database.dataSource.createQueryRunner();
    await lock.startTransaction();
    try {
      // The sheet is drawn and stored when the worker wants to write the record's entry: there it is held, and killed.
      await lock.query('SELECT FROM kernel.audit_head WHERE subject_id = $1 FOR UPDATE', [act.id]);
      const worker = startWorker();
      await until('the worker at the record', async () => (await waiting()) === 1);
      await end(worker, 'SIGKILL');
    } finally {
      await lock.rollbackTransaction();
      await lock.release();
    }
    await until('the end of its transaction', async () => (await waiting()) === 0);
    expect(await made()).toEqual({ open: 1, done: 0, files: 0, entries: 0 });
    expect((await act.author.card(act.id)).version.sheet).toBe('in_preparation');
  });

  test('of two workers that come after it one makes each sheet once, of the act and of its bodies', async () => {
    const two = [startWorker(), startWorker()];
    await until('the sheet', async () => (await act.author.card(act.id)).version.sheet === 'ready');
    await until('the sheets of both bodies', async () => (await made()).files === 3);
    await Promise.all(two.map((worker) => end(worker)));
    expect(await made()).toEqual({ open: 0, done: 1, files: 3, entries: 3 });
    const sheet = await act.author.get(`${act.path}/sheet`);
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await portal.app.get(Audit).verify(act.id)).toEqual({ entries: expect.any(Number) });
  });
});
