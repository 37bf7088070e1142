import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Housekeeping } from '../housekeeping.js';
import { MerkleTree } from './merkle.js';
import { RecordFixture } from './record.fixture.js';

describe('an anchor of the record', () => {
  let record: RecordFixture;

  beforeAll(async () => {
    record = await RecordFixture.make();
  });

  afterAll(async () => {
    await record?.drop();
  });

  beforeEach(async () => {
    await record.clear();
    record.clock.set('2026-03-14T05:00:00.000Z');
  });

  const anchors = (): Promise<{ number: number; content: string; hash: Buffer }[]> =>
    record.change('SELECT * FROM kernel.audit_anchor ORDER BY number');
  const contents = async () => (await anchors()).map(({ content }) => JSON.parse(content));
  const lines = async () => (await readFile(record.file, 'utf8')).split('\n').slice(0, -1);

  test('holds every head under one root, and the hash of the anchor before', async () => {
    const ids = [await record.makeChain(2), await record.makeChain(3)];
    await record.anchor();
    await record.anchor();
    const heads = await record.change('SELECT * FROM kernel.audit_head ORDER BY subject_id');
    const tree = new MerkleTree();
    for (const [place, id] of ids.entries()) {
      const seq = Buffer.of(0, 0, 0, heads[place].seq);
      tree.add(Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), seq, heads[place].hash]));
    }
    const [first] = await anchors();
    expect(await contents()).toEqual([
      {
        at: '2026-03-14T06:05:00.000Z',
        heads: 2,
        number: 1,
        previous: '0'.repeat(64),
        root: tree.root.toString('hex'),
      },
      {
        at: '2026-03-14T07:05:00.000Z',
        heads: 0,
        number: 2,
        previous: first?.hash.toString('hex'),
        root: new MerkleTree().root.toString('hex'),
      },
    ]);
  });

  test('takes what moved since the last one, and nothing twice', async () => {
    const moving = await record.makeChain(1);
    await record.makeChain(1);
    await record.anchor();
    await record.act(moving);
    await record.anchor();
    const taken = await record.change(
      'SELECT subject_id, seq FROM kernel.audit_anchored_head WHERE anchor = 2',
    );
    expect(taken).toEqual([{ subject_id: moving, seq: 2 }]);
  });

  test('is made once in an hour of the clock; hours without a worker are made up for by one', async () => {
    await record.anchors.anchor();
    record.clock.set('2026-03-14T05:59:59.999Z');
    await record.anchors.anchor();
    record.clock.set('2026-03-14T06:00:00.000Z');
    await record.anchors.anchor();
    await record.makeChain(1);
    record.clock.set('2026-03-14T16:30:00.000Z');
    await record.anchors.anchor();
    expect(await contents()).toMatchObject([
      { at: '2026-03-14T05:00:00.000Z' },
      { at: '2026-03-14T06:00:00.000Z' },
      { at: '2026-03-14T16:30:00.000Z', heads: 1 },
    ]);
    expect(await record.check()).toMatchObject({ anchors: 3, entries: 1 });
  });

  test('is made as soon as a worker starts, and wholly before it stops', async () => {
    await record.makeChain(1);
    const housekeeping = new Housekeeping(record.sql, record.clock);
    record.anchorsOf(record.file, housekeeping).onModuleInit();
    housekeeping.start();
    await housekeeping.beforeApplicationShutdown();
    expect(await lines()).toHaveLength(1);
    expect(await record.check()).toMatchObject({ anchors: 1, entries: 1 });
  });

  test('is not put off by a clock that was ahead for a while', async () => {
    record.clock.set('2036-03-14T05:00:00.000Z');
    await record.anchors.anchor();
    record.clock.set('2026-03-14T05:00:00.000Z');
    await record.anchors.anchor();
    expect(await contents()).toHaveLength(2);
  });

  test('is made by one process, however many try at the same moment', async () => {
    await record.makeChain(1);
    const workers = ['a', 'b', 'c', 'd'].map((name) =>
      record.anchorsOf(join(record.folder, 'witness', name)),
    );
    const sharing = Array.from({ length: 4 }, () => record.anchorsOf(record.file));
    for (let hour = 0; hour < 3; hour += 1) {
      record.clock.advance({ hours: 1 });
      await Promise.all([...workers, ...sharing].map((worker) => worker.anchor()));
    }
    expect((await anchors()).map(({ number }) => number)).toEqual([1, 2, 3]);
    // Whoever came too early to see the anchor of another brings its file up in the next round.
    for (const worker of [...workers, ...sharing]) await worker.anchor();
    for (const file of ['a', 'b', 'c', 'd', 'anchors.txt']) {
      const check = await record.check(join(record.folder, 'witness', file));
      expect(check).toMatchObject({ anchors: 3, lastAnchor: { number: 3 } });
      expect(check.fault).toBeUndefined();
    }
    expect(await lines()).toHaveLength(3);
  });

  test('raises no alarm while many write, and misses nothing in the end', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => record.makeChain(1)));
    let writing = true;
    const write = async (id: string) => {
      while (writing) await record.act(id);
    };
    const newDocuments = async () => {
      while (writing) await record.makeChain(1);
    };
    const writers = [...ids.map(write), newDocuments()];
    for (let round = 0; round < 12; round += 1) {
      await Promise.all([record.anchor(), record.check().then(({ fault }) => expect(fault).toBeUndefined())]);
      await delay(20);
    }
    writing = false;
    await Promise.all(writers);
    await record.anchor();
    const { entries, fault } = await record.check();
    expect(fault).toBeUndefined();
    const [{ open }] = await record.change(
      `SELECT count(*)::int AS open FROM kernel.audit_head head WHERE NOT EXISTS (
         SELECT FROM kernel.audit_anchored_head taken WHERE (taken.subject_id, taken.seq) = (head.subject_id, head.seq))`,
    );
    expect(open).toBe(0);
    const [{ moved }] = await record.change('SELECT count(*)::int AS moved FROM kernel.audit_anchored_head');
    expect(moved).toBeGreaterThan(6);
    expect(entries).toBeGreaterThan(moved);
  });

  test('keeps nobody waiting who is writing, and takes what he writes with the next', async () => {
    const id = await record.makeChain(1);
    const wrote = Promise.withResolvers<void>();
    const anchored = Promise.withResolvers<void>();
    const writing = record.tx.run(async () => {
      await record.audit.write({ subjectType: 'act', subjectId: id, action: 'sign', actor: null });
      wrote.resolve();
      await anchored.promise;
    });
    await wrote.promise;
    await record.anchor();
    anchored.resolve();
    await writing;
    await record.anchor();
    expect(await record.change('SELECT anchor, seq FROM kernel.audit_anchored_head ORDER BY anchor')).toEqual(
      [
        { anchor: 1, seq: 1 },
        { anchor: 2, seq: 2 },
      ],
    );
  });

  describe('in the file outside the database', () => {
    beforeEach(async () => {
      await record.makeChain();
      for (let hour = 0; hour < 3; hour += 1) await record.anchor();
    });

    test('is a line of the hash and what was hashed', async () => {
      const written = await anchors();
      expect(await lines()).toEqual(
        written.map(({ hash, content }) => `${hash.toString('hex')}  ${content}`),
      );
    });

    test('is written once', async () => {
      const before = await readFile(record.file, 'utf8');
      await record.anchors.anchor();
      expect(await readFile(record.file, 'utf8')).toBe(before);
    });

    test.each([0, 1, 100, 400])('is written where a failure left only %d bytes of them', async (bytes) => {
      const before = await readFile(record.file, 'utf8');
      await truncate(record.file, bytes);
      await record.anchors.anchor();
      expect(await readFile(record.file, 'utf8')).toBe(before);
    });

    test.each([
      ['another last line', async (path: string) => writeFile(path, `${'0'.repeat(64)}  {"number":3}\n`)],
      ['a line that is none', async (path: string) => appendFile(path, 'a note of the administrator\n')],
      ['half a line of something else', async (path: string) => appendFile(path, 'a note')],
    ])('is not written beside %s: the alarm is raised, and the anchor made', async (_what, spoil) => {
      await spoil(record.file);
      const { size } = await stat(record.file);
      await expect(record.anchor()).rejects.toThrow('does not agree with the database');
      expect((await stat(record.file)).size).toBe(size);
      expect(await anchors()).toHaveLength(4);
    });

    test('is not written where the database was set back', async () => {
      await record.change('DELETE FROM kernel.audit_anchor WHERE number > 1');
      await record.change('DELETE FROM kernel.audit_anchored_head WHERE anchor > 1');
      await expect(record.anchors.anchor()).rejects.toThrow(
        'does not agree with the database about anchor 3',
      );
      expect(await lines()).toHaveLength(3);
    });
  });
});
