import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, FakeClock, makeActor, type TestDatabase } from '#testing';
import { Audit } from '../audit/audit.js';
import { newId } from '../ids.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { Live } from '../live/live.js';
import { Outbox } from '../outbox/outbox.js';
import { Sql } from './sql.js';
import { Transitions } from './transitions.js';
import { Tx } from './tx.js';

describe('a transaction', () => {
  let database: TestDatabase;
  let tx: Tx;
  let sql: Sql;
  let audit: Audit;
  let outbox: Outbox;
  let live: Live;

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence]);
    const clock = new FakeClock();
    tx = new Tx(database.dataSource);
    sql = new Sql(database.dataSource, tx);
    audit = new Audit(tx, sql, clock);
    outbox = new Outbox(tx, sql, clock);
    live = new Live(tx, sql, clock);
    outbox.on('test.event', async () => undefined);
  });

  afterAll(async () => {
    await database?.drop();
  });

  const mark = (day: string) =>
    sql.execute(`INSERT INTO kernel.calendar_day (day, kind, name) VALUES ($1, 'holiday', '{}')`, [day]);
  const marked = async (day: string) =>
    (await database.dataSource.query('SELECT FROM kernel.calendar_day WHERE day = $1', [day])).length === 1;

  test('keeps what was written, however deep the call', async () => {
    const result = await tx.run(() => tx.run(async () => mark('2026-01-01').then(() => 'done')));
    expect(result).toBe('done');
    expect(await marked('2026-01-01')).toBe(true);
  });

  test('takes back everything when any part of it throws', async () => {
    const subjectId = newId();
    const failing = tx.run(async () => {
      await mark('2026-01-02');
      await tx.run(async () => {
        await audit.write({ subjectType: 'act', subjectId, action: 'act.sent', actor: makeActor() });
        await outbox.add('test.event', {});
        await live.publish({ topic: 'inbox', subjectId }, [newId()]);
      });
      throw new Error('the last step failed');
    });
    await expect(failing).rejects.toThrow('the last step failed');
    expect(await marked('2026-01-02')).toBe(false);
    const [counts] = await database.dataSource.query(
      `SELECT (SELECT count(*)::int FROM kernel.audit_entry) AS audit, (SELECT count(*)::int FROM kernel.outbox) AS outbox,
              (SELECT count(*)::int FROM kernel.live_event) AS live`,
    );
    expect(counts).toEqual({ audit: 0, outbox: 0, live: 0 });
  });

  test('is not seen by others before it commits, nor by another that runs beside it', async () => {
    const written = Promise.withResolvers<void>();
    const looked = Promise.withResolvers<void>();
    const writing = tx.run(async () => {
      await mark('2026-01-03');
      written.resolve();
      await looked.promise;
    });
    await written.promise;
    const count = () => sql.rows(`SELECT FROM kernel.calendar_day WHERE day = '2026-01-03'`);
    expect(await count()).toHaveLength(0);
    expect(await tx.run(count)).toHaveLength(0);
    looked.resolve();
    await writing;
    expect(await count()).toHaveLength(1);
  });

  test('calls back after the commit, and never after a rollback', async () => {
    const calls: string[] = [];
    await tx.run(async () => {
      tx.onCommit(() => calls.push('committed'));
      await mark('2026-01-04');
      expect(calls).toEqual([]);
    });
    const failing = tx.run(async () => {
      tx.onCommit(() => calls.push('rolled back'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(calls).toEqual(['committed']);
  });

  test('calls back at its end, still in it, and never when its work has thrown', async () => {
    const calls: string[] = [];
    const work = async (fails: boolean) => {
      tx.beforeCommit(async () => {
        await mark('2026-01-06');
        calls.push('at the end');
      });
      calls.push('the work');
      if (fails) throw new Error('no');
    };
    await tx.run(() => tx.run(() => work(false)));
    expect(calls).toEqual(['the work', 'at the end']);
    expect(await marked('2026-01-06')).toBe(true);
    await expect(tx.run(() => work(true))).rejects.toThrow('no');
    expect(calls).toEqual(['the work', 'at the end', 'the work']);
  });

  test('is taken back when what is called at its end throws', async () => {
    const failing = tx.run(async () => {
      tx.beforeCommit(() => Promise.reject(new Error('too late')));
      await mark('2026-01-07');
    });
    await expect(failing).rejects.toThrow('too late');
    expect(await marked('2026-01-07')).toBe(false);
  });

  test('is over for whoever forgot to wait: a late write fails instead of being half in', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await tx.run(async () => {
      late = delay(50).then(() => mark('2026-01-05'));
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow('The transaction is over');
    expect(await marked('2026-01-05')).toBe(false);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'an entry of the record',
      () => audit.write({ subjectType: 'a', subjectId: newId(), action: 'b', actor: null }),
    ],
    ['an outbox row', () => outbox.add('test.event', {})],
    ['a live event', () => live.publish({ topic: 'inbox', subjectId: null }, [newId()])],
    [
      'a transition',
      () =>
        new Transitions(tx, sql, audit, outbox).apply({
          machine: { name: 'm', initial: 'a', final: [], transitions: [] },
          table: 'kernel.nothing',
          id: newId(),
          from: 'a',
          action: 'b',
          actor: null,
          subject: { type: 't', id: newId() },
        }),
    ],
    ['the entity manager', async () => tx.manager],
    ['a callback', async () => tx.onCommit(() => undefined)],
    ['a callback at its end', async () => tx.beforeCommit(async () => undefined)],
  ])('must be open for %s', async (_what, write) => {
    await expect(write()).rejects.toThrow('inside tx.run()');
  });
});
