import { createHash } from 'node:crypto';
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { canonicalJson } from '#contracts';
import { anchorLeaf } from './anchor-line.js';
import { MerkleTree } from './merkle.js';
import { RecordFixture } from './record.fixture.js';

/** Three documents of three acts each; an anchor after each act of all. Then somebody comes who may write to the database. */
describe('the check of the record', () => {
  let record: RecordFixture;
  let ids: string[];
  /** The one that is tampered with; others lie on both sides. */
  let target: string;

  beforeAll(async () => {
    record = await RecordFixture.make();
  });

  afterAll(async () => {
    await record?.drop();
  });

  beforeEach(async () => {
    await record.clear();
    ids = [await record.makeChain(1), await record.makeChain(1), await record.makeChain(1)];
    target = ids[1] ?? '';
    await record.anchor();
    for (let round = 0; round < 2; round += 1) {
      for (const id of ids) await record.act(id);
      await record.anchor();
    }
  });

  const change = (sql: string, ...values: unknown[]) => record.change(sql, values);
  const fault = async (file?: string | null) => (await record.check(file)).fault;

  test('finds nothing where nobody touched it', async () => {
    const [{ hash }] = await change('SELECT hash FROM kernel.audit_anchor WHERE number = 3');
    expect(await record.check()).toEqual({
      entries: 9,
      documents: 3,
      anchors: 3,
      lastAnchor: { number: 3, at: expect.stringMatching(/^2026-.*:00\.000Z$/), hash: hash.toString('hex') },
    });
  });

  test('holds where nothing was ever written', async () => {
    await record.clear();
    expect(await record.check()).toEqual({ entries: 0, documents: 0, anchors: 0 });
  });

  test('reads on over pages of entries, heads and anchored heads', async () => {
    await Promise.all(Array.from({ length: 2_100 }, () => record.act(crypto.randomUUID())));
    await record.anchor();
    expect(await record.check()).toMatchObject({ entries: 2_109, documents: 2_103, anchors: 4 });
    await change(
      'UPDATE kernel.audit_entry SET seq = 2 WHERE subject_id = (SELECT subject_id FROM kernel.audit_head ORDER BY subject_id DESC LIMIT 1)',
    );
    expect(await fault()).toMatchObject({ fault: 'missing', seq: 1 });
  });

  test.each(['NULL', 'gen_random_uuid()'])(
    'finds an entry that was hidden from its readers: its record is that of %s',
    async (body) => {
      await change(
        `UPDATE kernel.audit_entry SET record_body_id = ${body} WHERE subject_id = $1 AND seq = 2`,
        target,
      );
      expect(await fault(null)).toEqual({ fault: 'changed', subjectId: target, seq: 2 });
    },
  );

  describe('of what the portal did by itself', () => {
    const placed = { id: crypto.randomUUID() };

    beforeEach(async () => {
      const write = (data: Record<string, unknown>) =>
        record.tx.run(() =>
          record.audit.write({
            subjectType: 'act',
            subjectId: target,
            action: 'step.cancel',
            actor: null,
            data,
          }),
        );
      await write({});
      await write({ body: placed });
      expect(await fault(null)).toBeUndefined();
    });

    test.each([4, 5])('finds that it came to another body’s record, or to none: entry %d', async (seq) => {
      for (const body of ['NULL', 'gen_random_uuid()']) {
        await change(
          `UPDATE kernel.audit_entry SET record_body_id = ${body} WHERE subject_id = $1 AND seq = $2`,
          target,
          seq,
        );
        expect(await fault(null)).toEqual({ fault: 'changed', subjectId: target, seq });
      }
    });

    test('finds that what it will do is to come to another’s', async () => {
      await change(
        'UPDATE kernel.audit_head SET record_body_id = gen_random_uuid() WHERE subject_id = $1',
        target,
      );
      expect(await fault(null)).toEqual({ fault: 'head_differs', subjectId: target, seq: 5 });
    });
  });

  describe('finds what only an anchor knows:', () => {
    test('a chain that was written anew, with its hashes and its head', async () => {
      await rewrite(2);
      expect(await fault(null)).toEqual({ fault: 'anchor_differs', subjectId: target, seq: 2, anchor: 2 });
    });

    test('a tail that was rolled back together with the head', async () => {
      await rollBack(2);
      expect(await fault(null)).toEqual({ fault: 'cut_off', subjectId: target, seq: 3, anchor: 3 });
    });

    test('a document that was taken out with its head', async () => {
      await change('DELETE FROM kernel.audit_entry WHERE subject_id = $1', target);
      await change('DELETE FROM kernel.audit_head WHERE subject_id = $1', target);
      expect(await fault(null)).toEqual({ fault: 'cut_off', subjectId: target, seq: 1, anchor: 1 });
    });

    test('a tail that was rolled back, and grown again otherwise', async () => {
      await rollBack(2);
      await record.act(target, 'return');
      await record.anchor();
      expect(await fault(null)).toEqual({ fault: 'anchor_differs', subjectId: target, seq: 3, anchor: 3 });
    });

    test.each([
      ['with all its traces', 'TRUE', 1],
      ['to where it stood at an anchor, with the later traces', 'seq > 1', 2],
    ])('a document that was taken out %s', async (_what, which, anchor) => {
      await change(`DELETE FROM kernel.audit_entry WHERE subject_id = $1 AND ${which}`, target);
      await change(`DELETE FROM kernel.audit_anchored_head WHERE subject_id = $1 AND ${which}`, target);
      await change('DELETE FROM kernel.audit_head WHERE subject_id = $1', target);
      await change(
        `INSERT INTO kernel.audit_head SELECT subject_id, seq, hash FROM kernel.audit_entry WHERE subject_id = $1`,
        target,
      );
      expect(await fault(null)).toEqual({ fault: 'anchor_heads', anchor });
    });
  });

  describe('finds a head that an anchor is said to hold', () => {
    const seal = 'subject_id = $1 AND seq = 2';
    test.each([
      ['changed', `UPDATE kernel.audit_anchored_head SET hash = sha256('') WHERE ${seal}`, 'anchor_differs'],
      [
        'set to another place',
        `UPDATE kernel.audit_anchored_head SET seq = -2 WHERE ${seal}`,
        'anchor_differs',
      ],
      ['set beyond the end', `UPDATE kernel.audit_anchored_head SET seq = 9 WHERE ${seal}`, 'cut_off'],
      ['missing', `DELETE FROM kernel.audit_anchored_head WHERE ${seal}`, 'anchor_heads'],
      [
        'moved to an anchor that is not there',
        `UPDATE kernel.audit_anchored_head SET anchor = 9 WHERE ${seal}`,
        'anchor_heads',
      ],
    ])('%s', async (_what, sql, kind) => {
      await change(sql, target);
      expect(await fault(null)).toMatchObject({ fault: kind });
    });

    test('added', async () => {
      await change('DELETE FROM kernel.audit_anchored_head WHERE anchor = 3');
      await change(`UPDATE kernel.audit_anchor SET content = content WHERE number = 3`);
      expect(await fault(null)).toEqual({ fault: 'anchor_heads', anchor: 3 });
      await change(
        `INSERT INTO kernel.audit_anchored_head SELECT 0, subject_id, seq, hash FROM kernel.audit_head`,
      );
      expect(await fault(null)).toEqual({ fault: 'anchor_missing', anchor: 0 });
    });

    test('swapped with that of another document', async () => {
      await change(
        `UPDATE kernel.audit_anchored_head one SET hash = other.hash FROM kernel.audit_anchored_head other
         WHERE one.anchor = 2 AND other.anchor = 2 AND one.subject_id IN ($1, $2) AND other.subject_id IN ($1, $2)
           AND one.subject_id <> other.subject_id`,
        target,
        ids[2],
      );
      expect(await fault(null)).toEqual({ fault: 'anchor_differs', subjectId: target, seq: 2, anchor: 2 });
    });
  });

  describe('finds an anchor that', () => {
    test.each([
      ['was changed', `content = replace(content, '"heads":3', '"heads":2')`],
      ['has another hash', `hash = sha256('')`],
      ['says another time', `at = at - interval '1 hour'`],
      ['says another time by a microsecond', `at = at + interval '1 microsecond'`],
      ['is nothing that the portal writes', `content = '[]', hash = sha256('[]')`],
    ])('%s', async (_what, assignment) => {
      await change(`UPDATE kernel.audit_anchor SET ${assignment} WHERE number = 2`);
      expect(await fault(null)).toEqual({ fault: 'anchor_changed', anchor: 2 });
    });

    test('is missing, the heads left or not', async () => {
      await change('DELETE FROM kernel.audit_anchor WHERE number = 2');
      expect(await fault(null)).toEqual({ fault: 'anchor_missing', anchor: 2 });
      await change('DELETE FROM kernel.audit_anchored_head WHERE anchor = 2');
      expect(await fault(null)).toEqual({ fault: 'anchor_missing', anchor: 2 });
    });

    test('is missing at the end', async () => {
      await change('DELETE FROM kernel.audit_anchor WHERE number = 3');
      expect(await fault(null)).toEqual({ fault: 'anchor_missing', anchor: 3 });
    });

    test('changed places with another', async () => {
      await change('UPDATE kernel.audit_anchor SET number = -number');
      await change(
        'UPDATE kernel.audit_anchor SET number = CASE number WHEN -1 THEN 1 WHEN -2 THEN 3 ELSE 2 END',
      );
      expect(await fault(null)).toEqual({ fault: 'anchor_swapped', anchor: 2 });
    });

    test('was added before the first', async () => {
      await change(
        `INSERT INTO kernel.audit_anchor SELECT 0, at, content, hash FROM kernel.audit_anchor LIMIT 1`,
      );
      expect(await fault(null)).toEqual({ fault: 'anchor_added', anchor: 0 });
    });

    test('was written anew with its hash: the next one tells', async () => {
      await writeAnew(2);
      expect(await fault(null)).toEqual({ fault: 'anchor_unchained', anchor: 3 });
    });
  });

  describe('finds by the file alone', () => {
    test('that everything was written anew, up to the last anchor', async () => {
      await rewrite(1);
      await change(
        `UPDATE kernel.audit_anchored_head taken SET hash = entry.hash FROM kernel.audit_entry entry
         WHERE (taken.subject_id, taken.seq) = (entry.subject_id, entry.seq)`,
      );
      for (const number of [1, 2, 3]) await writeAnew(number);
      expect(await fault(null)).toBeUndefined();
      expect(await fault()).toEqual({ fault: 'file_differs', anchor: 1 });
    });

    test.each([2, 0])('that an older state was put back: the one of anchor %d', async (number) => {
      await change('DELETE FROM kernel.audit_anchor WHERE number > $1', number);
      await change('DELETE FROM kernel.audit_anchored_head WHERE anchor > $1', number);
      await change('DELETE FROM kernel.audit_entry WHERE seq > $1', number);
      await change('DELETE FROM kernel.audit_head');
      await change(
        `INSERT INTO kernel.audit_head SELECT subject_id, seq, hash FROM kernel.audit_entry WHERE seq = $1`,
        number,
      );
      expect(await fault(null)).toBeUndefined();
      expect(await fault()).toEqual({ fault: 'anchor_cut_off', anchor: number + 1 });
    });
  });

  test.each([
    ['an entry', 'audit_entry', 'content', { fault: 'changed', seq: 1 }],
    ['the hash of an entry', 'audit_entry', 'hash', { fault: 'changed', seq: 1 }],
    ['a head', 'audit_head', 'hash', { fault: 'head_differs', seq: 3 }],
    ['an anchor', 'audit_anchor', 'content', { fault: 'anchor_changed', anchor: 1 }],
    ['the hash of an anchor', 'audit_anchor', 'hash', { fault: 'anchor_changed', anchor: 1 }],
    ['an anchored head', 'audit_anchored_head', 'hash', { fault: 'anchor_differs', seq: 1 }],
  ])('finds %s that was emptied, past the rule of the table', async (_what, table, column, found) => {
    await change(`ALTER TABLE kernel.${table} ALTER COLUMN ${column} DROP NOT NULL`);
    await change(`UPDATE kernel.${table} SET ${column} = NULL`);
    expect(await fault(null)).toMatchObject(found);
    await record.clear();
    await change(`ALTER TABLE kernel.${table} ALTER COLUMN ${column} SET NOT NULL`);
  });

  test.each([
    ['entry', 'audit_entry', { fault: 'added' }],
    ['head', 'audit_head', { fault: 'cut_off' }],
    ['anchor', 'audit_anchor', { fault: 'anchor_added' }],
    ['anchored head', 'audit_anchored_head', { fault: 'anchor_differs' }],
  ])('finds an %s that is there twice, past the key of the table', async (_what, table, found) => {
    const [{ key }] = await change(
      `SELECT pg_get_constraintdef(oid) AS key FROM pg_constraint WHERE conname = $1`,
      `PK_${table}`,
    );
    await change('DROP INDEX kernel.audit_anchored_head_place');
    await change(`ALTER TABLE kernel.${table} DROP CONSTRAINT "PK_${table}"`);
    await change(`INSERT INTO kernel.${table} SELECT * FROM kernel.${table}`);
    expect(await fault(null)).toMatchObject(found);
    await record.clear();
    await change(`ALTER TABLE kernel.${table} ADD CONSTRAINT "PK_${table}" ${key}`);
    await change(
      'CREATE UNIQUE INDEX audit_anchored_head_place ON kernel.audit_anchored_head (subject_id, seq)',
    );
  });

  describe('of the file', () => {
    test('takes no note of the newest anchor not being there yet, nor of half a line', async () => {
      const lines = (await readFile(record.file, 'utf8')).split('\n');
      await writeFile(record.file, `${lines[0]}\n${lines[1]}\n${lines[2]?.slice(0, 90)}`);
      expect(await fault()).toBeUndefined();
    });

    test('finds it shorter than that', async () => {
      const lines = (await readFile(record.file, 'utf8')).split('\n');
      await truncate(record.file, (lines[0]?.length ?? 0) + 1);
      expect(await fault()).toEqual({ fault: 'file_short', anchor: 2 });
      await truncate(record.file, 0);
      expect(await fault()).toEqual({ fault: 'file_short', anchor: 1 });
    });

    test('finds it missing', async () => {
      await rm(record.file);
      expect(await fault()).toEqual({ fault: 'file_missing', anchor: 1 });
    });

    test('finds a line that was changed, or swapped, or added', async () => {
      const text = await readFile(record.file, 'utf8');
      const [one, two, three] = text.split('\n');
      await writeFile(record.file, text.replace('"number":2', '"number":9'));
      expect(await fault()).toEqual({ fault: 'file_differs', anchor: 2 });
      await writeFile(record.file, `${one}\n${three}\n${two}\n`);
      expect(await fault()).toEqual({ fault: 'file_differs', anchor: 2 });
      await writeFile(record.file, text);
      await appendFile(record.file, `${three}\n`);
      expect(await fault()).toEqual({ fault: 'anchor_cut_off', anchor: 4 });
    });
  });

  /** The tail after `seq` is gone, and the head knows nothing of it. */
  async function rollBack(seq: number): Promise<void> {
    await change('DELETE FROM kernel.audit_entry WHERE subject_id = $1 AND seq > $2', target, seq);
    await change(
      `UPDATE kernel.audit_head head SET seq = entry.seq, hash = entry.hash FROM kernel.audit_entry entry
       WHERE head.subject_id = $1 AND (entry.subject_id, entry.seq) = ($1, $2)`,
      target,
      seq,
    );
  }

  /** Writes the target's chain anew from `from` on, as somebody would who knows how it is made. */
  async function rewrite(from: number): Promise<void> {
    const entries = await change(
      'SELECT * FROM kernel.audit_entry WHERE subject_id = $1 ORDER BY seq',
      target,
    );
    let previous = '0'.repeat(64);
    for (const { seq, content } of entries) {
      const data = seq < from ? JSON.parse(content).data : { title: 'Жабық деректер туралы' };
      const forged = canonicalJson({ ...JSON.parse(content), data, previous });
      const hash = sha256(forged);
      await change(
        'UPDATE kernel.audit_entry SET content = $3, hash = $4 WHERE (subject_id, seq) = ($1, $2)',
        target,
        seq,
        forged,
        hash,
      );
      await change('UPDATE kernel.audit_head SET hash = $2 WHERE subject_id = $1', target, hash);
      previous = hash.toString('hex');
    }
  }

  /** Writes an anchor anew over the heads that it holds now, chained to the one before it. */
  async function writeAnew(number: number): Promise<void> {
    const tree = new MerkleTree();
    const leaves = await change(
      'SELECT subject_id AS "subjectId", seq, hash FROM kernel.audit_anchored_head WHERE anchor = $1 ORDER BY subject_id',
      number,
    );
    for (const leaf of leaves) tree.add(anchorLeaf(leaf));
    const [before] = await change('SELECT hash FROM kernel.audit_anchor WHERE number = $1 - 1', number);
    const [own] = await change('SELECT content FROM kernel.audit_anchor WHERE number = $1', number);
    const content = canonicalJson({
      ...JSON.parse(own.content),
      previous: before?.hash.toString('hex') ?? '0'.repeat(64),
      root: tree.root.toString('hex'),
      at: `${JSON.parse(own.content).at.slice(0, 20)}001Z`,
    });
    await change(
      'UPDATE kernel.audit_anchor SET content = $2, hash = $3, at = $4 WHERE number = $1',
      number,
      content,
      sha256(content),
      JSON.parse(content).at,
    );
  }
});

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
