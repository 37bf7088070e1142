import {
  createTestDatabase,
  eventually,
  makeActor,
  startTestApp,
  type TestApp,
  type TestDatabase,
} from '#testing';
import { Tx } from '../database/tx.js';
import { newId } from '../ids.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { sessionsOf } from '../sessions.fixture.js';
import { Live, LiveHub } from './live.js';

/** What a reader received, and until when. */
interface Reader {
  readonly messages: { id: string; event: string; data: string }[];
  readonly changes: () => string[];
  ended: boolean;
  leave(): void;
}

describe('live events', () => {
  const aliya = makeActor({ login: 'aliya' });
  const bolat = makeActor({ login: 'bolat', postKind: 'head_of_body' });
  let database: TestDatabase;
  let apps: TestApp[];
  let readers: Reader[];

  const start = () => startTestApp({ database, modules: [sessionsOf(aliya, bolat)] });
  const [first, second] = [() => appAt(0), () => appAt(1)];

  function appAt(index: number): TestApp {
    const app = apps[index];
    if (!app) throw new Error('The test has no such process.');
    return app;
  }

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence]);
    apps = [await start(), await start()];
  });

  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await database.drop();
  });

  beforeEach(async () => {
    readers = [];
    await database.dataSource.query('TRUNCATE kernel.live_event');
  });

  afterEach(async () => {
    for (const reader of readers) reader.leave();
    await eventually(() => expect(apps.map((app) => app.get(LiveHub).size)).toEqual([0, 0]));
  });

  async function read(app: TestApp, login: string, lastEventId?: string): Promise<Reader> {
    const leaving = new AbortController();
    const response = await fetch(`${app.url}/api/live`, {
      headers: { cookie: login, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
      signal: leaving.signal,
    });
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    const reader: Reader = {
      messages: [],
      changes: () =>
        reader.messages.flatMap(({ event, data }) =>
          event === 'change' ? [JSON.parse(data).subjectId] : [],
        ),
      ended: false,
      leave: () => leaving.abort(),
    };
    readers.push(reader);
    receive(response, reader).catch(() => undefined); // left, or cut off
    await eventually(() => expect(reader.messages.map(({ event }) => event)).toContain('ready'));
    return reader;
  }

  async function receive(response: Response, reader: Reader): Promise<void> {
    let text = '';
    try {
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString();
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
          reader.messages.push({ id: field('id'), event: field('event'), data: field('data') });
        }
      }
    } finally {
      reader.ended = true;
    }
  }

  const publish = (app: TestApp, subjectId: string, scopes: string[]) =>
    app.get(Tx).run(() => app.get(Live).publish({ topic: 'agreements', subjectId }, scopes));

  const lastIdOf = (reader: Reader) => reader.messages.findLast(({ event }) => event === 'change')?.id;

  test('reach those whom they concern, in every process, and nobody else', async () => {
    const here = await read(first(), 'aliya');
    const there = await read(second(), 'aliya');
    const other = await read(second(), 'bolat');
    const [hers, his, both] = [newId(), newId(), newId()];
    await publish(first(), hers, [aliya.employeeId]);
    await publish(second(), his, [bolat.employeeId, newId()]);
    await publish(first(), both, [newId(), bolat.body.id, aliya.employeeId]);
    // Hints: their order says nothing, so ids that sort by time are put in order here.
    await eventually(() => {
      expect(here.changes().sort()).toEqual([hers, both]);
      expect(there.changes().sort()).toEqual([hers, both]);
      expect(other.changes().sort()).toEqual([his, both]);
    });
    const data = here.messages.flatMap((message) =>
      message.event === 'change' ? [JSON.parse(message.data)] : [],
    );
    expect(data).toContainEqual({ topic: 'agreements', subjectId: both });
  });

  test('are told after the commit, and never of what was rolled back', async () => {
    const reader = await read(first(), 'aliya');
    const failing = second()
      .get(Tx)
      .run(async () => {
        await second().get(Live).publish({ topic: 'inbox', subjectId: newId() }, [aliya.employeeId]);
        throw new Error('rolled back');
      });
    await expect(failing).rejects.toThrow('rolled back');
    const kept = newId();
    await publish(second(), kept, [aliya.employeeId]);
    await eventually(() => expect(reader.changes()).toEqual([kept]));
  });

  test('of one transaction are told in the order in which they were written, each to its own readers', async () => {
    const [hers, his] = [await read(second(), 'aliya'), await read(second(), 'bolat')];
    // Many, for they are heard one by one: two of them that were read at once could change places.
    const subjects = Array.from({ length: 60 }, newId);
    const live = first().get(Live);
    await first()
      .get(Tx)
      .run(async () => {
        for (const [place, subjectId] of subjects.entries()) {
          const scopes = [[aliya.employeeId], [newId(), bolat.employeeId], []][place % 3] ?? [];
          await live.publish({ topic: place % 2 ? 'inbox' : 'agreements', subjectId }, scopes);
        }
      });
    await eventually(() =>
      expect([hers.changes(), his.changes()]).toEqual([
        subjects.filter((_, place) => place % 3 === 0),
        subjects.filter((_, place) => place % 3 === 1),
      ]),
    );
  });

  test('are closed to whoever has not signed in', async () => {
    expect(await first().stranger.get('/api/live')).toMatchObject({ status: 401 });
  });

  describe('that were missed', () => {
    test('while the page was on its way are told to its first stream; older ones are in what it was given', async () => {
      const [old, meanwhile, notHers] = [newId(), newId(), newId()];
      await publish(first(), old, [aliya.employeeId]);
      await database.dataSource.query(`UPDATE kernel.live_event SET at = at - interval '30 seconds'`);
      await publish(second(), meanwhile, [aliya.employeeId]);
      await publish(second(), notHers, [bolat.employeeId]);
      const reader = await read(first(), 'aliya');
      await eventually(() => expect(reader.changes()).toEqual([meanwhile]));
    });

    test('are told on return, to the same or another process', async () => {
      const reader = await read(first(), 'aliya');
      const [seen, missed, notHers] = [newId(), newId(), newId()];
      await publish(first(), seen, [aliya.employeeId]);
      await eventually(() => expect(reader.changes()).toEqual([seen]));
      reader.leave();
      await publish(first(), missed, [aliya.employeeId]);
      await publish(first(), notHers, [bolat.employeeId]);
      await publish(first(), missed, [aliya.employeeId]);
      const back = await read(second(), 'aliya', lastIdOf(reader));
      // Of one thing a late notice may add a second hint, which does no harm.
      await eventually(() => expect([...new Set(back.changes())]).toEqual([missed]));
    });

    test('are known of though nobody read: the first word carries the newest id', async () => {
      const subjects = Array.from({ length: 5 }, newId);
      await second()
        .get(Tx)
        .run(async () => {
          for (const subjectId of subjects) {
            await second().get(Live).publish({ topic: 'agreements', subjectId }, [bolat.employeeId]);
          }
        });
      const [newest] = await database.dataSource.query('SELECT max(id)::text AS id FROM kernel.live_event');
      await eventually(async () => {
        const reader = await read(first(), 'aliya');
        reader.leave();
        expect(reader.messages[0]?.id).toBe(newest.id);
      });
    });

    test('are told to whoever heard nothing but the first word, by the id that it carried', async () => {
      const witness = await read(first(), 'bolat');
      const before = newId();
      await publish(first(), before, [bolat.employeeId]);
      await eventually(() => expect(witness.changes()).toEqual([before]));
      const reader = await read(first(), 'aliya');
      const [ready] = reader.messages;
      expect(ready?.id).toBe(lastIdOf(witness));
      reader.leave();
      const missed = newId();
      await publish(first(), missed, [aliya.employeeId]);
      const again = await read(first(), 'aliya', ready?.id);
      await eventually(() => expect(again.changes()).toEqual([missed]));
    });

    test('are told though they were committed late, after events with later numbers', async () => {
      const reader = await read(first(), 'aliya');
      const [late, early] = [newId(), newId()];
      const gate = Promise.withResolvers<void>();
      const numbered = Promise.withResolvers<void>();
      const slow = second()
        .get(Tx)
        .run(async () => {
          await second().get(Live).publish({ topic: 'agreements', subjectId: late }, [aliya.employeeId]);
          // After the hint's own call back, with which it has got its number.
          second()
            .get(Tx)
            .beforeCommit(async () => {
              numbered.resolve();
              await gate.promise;
            });
        });
      await numbered.promise;
      await publish(first(), early, [aliya.employeeId]);
      await eventually(() => expect(reader.changes()).toEqual([early]));
      reader.leave();
      gate.resolve();
      await slow;
      const back = await read(first(), 'aliya', lastIdOf(reader));
      await eventually(() => expect(back.changes()).toContain(late));
    });

    test('are all told to whoever was away longer than they are kept', async () => {
      const missed = Array.from({ length: 30 }, newId);
      for (const subjectId of missed) await publish(first(), subjectId, [aliya.employeeId]);
      const back = await read(first(), 'aliya', '1');
      await eventually(() => expect(back.changes()).toEqual(missed));
    });

    test.each(['', 'x', '-1', '9'.repeat(40), "1'; DROP TABLE kernel.live_event; --"])(
      'are not asked for by a number that is none: %j',
      async (lastEventId) => {
        const reader = await read(first(), 'aliya', lastEventId);
        const next = newId();
        await publish(first(), next, [aliya.employeeId]);
        await eventually(() => expect(reader.changes()).toEqual([next]));
      },
    );
  });

  test('end with the session that reads them', async () => {
    const [hers, his] = [await read(first(), 'aliya'), await read(first(), 'bolat')];
    first().get(LiveHub).endSession(aliya.sessionId);
    await eventually(() => expect(hers.ended).toBe(true));
    expect(his.ended).toBe(false);
  });

  test('are heard again after the database broke the connection; readers come back and miss nothing', async () => {
    const reader = await read(first(), 'aliya');
    const seen = newId();
    await publish(first(), seen, [aliya.employeeId]);
    await eventually(() => expect(reader.changes()).toEqual([seen]));
    const ended = await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'kelisim listens%'`,
    );
    expect(ended).toHaveLength(2);
    const missed = newId();
    await publish(first(), missed, [aliya.employeeId]);
    await eventually(() => expect(reader.ended).toBe(true));
    const back = await read(first(), 'aliya', lastIdOf(reader));
    const next = newId();
    await publish(second(), next, [aliya.employeeId]);
    await eventually(() => expect(back.changes().sort()).toEqual([missed, next]));
    const listening = await database.dataSource.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'kelisim listens%'`,
    );
    expect(listening).toHaveLength(2);
  });

  test('do not keep a process from stopping', async () => {
    const third = await start();
    const reader = await read(third, 'aliya');
    await third.close();
    await eventually(() => expect(reader.ended).toBe(true));
  });

  test('are not begun anew by a process that is stopping, however fast their readers come back', async () => {
    const third = await start();
    const comeBack = async (): Promise<void> => {
      for (;;) {
        const answer = await fetch(`${third.url}/api/live`, { headers: { cookie: 'aliya' } }).catch(
          () => null,
        );
        if (!answer?.ok) return;
        await answer.text().catch(() => undefined);
      }
    };
    const coming = Array.from({ length: 10 }, comeBack);
    await eventually(() => expect(third.get(LiveHub).size).toBe(10));
    await third.close();
    await Promise.all(coming);
  });
});
