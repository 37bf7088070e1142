import { createHash } from 'node:crypto';
import { canonicalJson } from '#contracts';
import { RecordFixture } from './record.fixture.js';

describe('the record of a document', () => {
  let record: RecordFixture;
  let subjectId: string;
  const change = (sql: string, values: unknown[] = []) => record.change(sql, values);
  const verify = (id?: string) => record.audit.verify(id);

  beforeAll(async () => {
    record = await RecordFixture.make();
  });

  afterAll(async () => {
    await record?.drop();
  });

  beforeEach(async () => {
    await record.clear();
    subjectId = await record.makeChain();
  });

  test('holds while nobody touches it', async () => {
    await record.makeChain();
    expect(await verify()).toEqual({ entries: 10 });
    expect(await verify(subjectId)).toEqual({ entries: 5 });
  });

  test('holds over thousands of acts', async () => {
    await record.tx.run(async () => {
      for (let number = 0; number < 2_100; number += 1) {
        await record.audit.write({ subjectType: 'act', subjectId, action: 'read', actor: null });
      }
    });
    expect(await verify()).toEqual({ entries: 2_105 });
  });

  test('keeps its order though many act at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => record.act(subjectId, `act_${number}`)));
    expect(await verify()).toEqual({ entries: 25 });
    const [last] = await change('SELECT max(seq) AS seq FROM kernel.audit_entry WHERE subject_id = $1', [
      subjectId,
    ]);
    expect(last.seq).toBe(25);
  });

  test('names who acted, in which body, and when', async () => {
    const { actor } = record;
    const [entry] = await change('SELECT * FROM kernel.audit_entry WHERE subject_id = $1 AND seq = 1', [
      subjectId,
    ]);
    expect(entry).toMatchObject({ action: 'act_1', employee_id: actor.employeeId, body_id: actor.body.id });
    expect(JSON.parse(entry.content)).toEqual({
      action: 'act_1',
      at: entry.at.toISOString(),
      bodyId: actor.body.id,
      data: { title: 'Ашық деректер туралы' },
      employeeId: actor.employeeId,
      previous: '0'.repeat(64),
      seq: 1,
      subjectId,
      subjectType: 'act',
    });
  });

  describe('shows where it was tampered with:', () => {
    const third = () => [subjectId, 3];
    const faultAt = (seq: number, fault: string) =>
      expect.objectContaining({ fault: { subjectId, seq, fault } });

    test('an entry whose content was changed', async () => {
      await change(
        `UPDATE kernel.audit_entry SET content = replace(content, 'Ашық', 'Жабық') WHERE (subject_id, seq) = ($1, $2)`,
        third(),
      );
      expect(await verify()).toEqual(faultAt(3, 'changed'));
      expect(await verify(subjectId)).toEqual(faultAt(3, 'changed'));
    });

    test('an entry changed together with its hash', async () => {
      await forge(3, { data: { title: 'Жабық деректер туралы' } });
      expect(await verify()).toEqual(faultAt(4, 'unchained'));
    });

    test('the last entry changed together with its hash', async () => {
      await forge(5, { data: {} });
      expect(await verify()).toEqual(faultAt(5, 'head_differs'));
    });

    test.each([
      ['who', `employee_id = gen_random_uuid()`],
      ['that it was somebody', 'employee_id = NULL'],
      ['for which body', 'body_id = gen_random_uuid()'],
      ['when, by a day', `at = at - interval '1 day'`],
      ['when, by a microsecond', `at = at + interval '1 microsecond'`],
      ['when, for ever', `at = 'infinity'`],
      ['what', `action = 'return'`],
      ['on what kind of thing', `subject_type = 'account'`],
    ])('a column that says otherwise than what was hashed: %s', async (_what, assignment) => {
      await change(`UPDATE kernel.audit_entry SET ${assignment} WHERE (subject_id, seq) = ($1, $2)`, third());
      expect(await verify()).toEqual(faultAt(3, 'changed'));
    });

    test('an entry that was taken out', async () => {
      await change('DELETE FROM kernel.audit_entry WHERE (subject_id, seq) = ($1, $2)', third());
      expect(await verify()).toEqual(faultAt(3, 'missing'));
    });

    test('an entry that was taken out, the later ones moved up', async () => {
      await change('DELETE FROM kernel.audit_entry WHERE (subject_id, seq) = ($1, $2)', third());
      for (const seq of [4, 5]) {
        await change('UPDATE kernel.audit_entry SET seq = $2 - 1 WHERE (subject_id, seq) = ($1, $2)', [
          subjectId,
          seq,
        ]);
      }
      expect(await verify()).toEqual(faultAt(3, 'swapped'));
    });

    test('two entries that changed places', async () => {
      await change(`UPDATE kernel.audit_entry SET seq = -seq WHERE subject_id = $1 AND seq IN (2, 3)`, [
        subjectId,
      ]);
      await change('UPDATE kernel.audit_entry SET seq = 5 + seq WHERE subject_id = $1 AND seq < 0', [
        subjectId,
      ]);
      expect(await verify()).toEqual(faultAt(2, 'swapped'));
    });

    test('an entry of another document', async () => {
      const other = await record.makeChain();
      await change('DELETE FROM kernel.audit_entry WHERE (subject_id, seq) = ($1, $2)', third());
      await change('UPDATE kernel.audit_entry SET subject_id = $1 WHERE (subject_id, seq) = ($2, 3)', [
        subjectId,
        other,
      ]);
      expect(await verify(subjectId)).toEqual(faultAt(3, 'swapped'));
    });

    test('a tail that was cut off', async () => {
      await change('DELETE FROM kernel.audit_entry WHERE subject_id = $1 AND seq > 3', [subjectId]);
      expect(await verify()).toEqual({ entries: 3, fault: { subjectId, seq: 4, fault: 'cut_off' } });
    });

    test('a whole chain that is gone', async () => {
      await record.makeChain();
      await change('DELETE FROM kernel.audit_entry WHERE subject_id = $1', [subjectId]);
      expect(await verify()).toEqual({ entries: 0, fault: { subjectId, seq: 1, fault: 'cut_off' } });
    });

    test('an entry behind the head', async () => {
      await change(
        `UPDATE kernel.audit_head SET seq = 4, hash = entry.hash FROM kernel.audit_entry entry
        WHERE entry.subject_id = $1 AND entry.seq = 4`,
        [subjectId],
      );
      expect(await verify()).toEqual(faultAt(5, 'added'));
    });

    test('an entry before the first', async () => {
      await change('UPDATE kernel.audit_entry SET seq = 0 WHERE (subject_id, seq) = ($1, $2)', third());
      expect(await verify()).toEqual(faultAt(1, 'added'));
    });

    test('two heads that changed places', async () => {
      const other = await record.makeChain(7);
      await change(
        `UPDATE kernel.audit_head head SET seq = other.seq, hash = other.hash FROM kernel.audit_head other
         WHERE head.subject_id <> other.subject_id`,
      );
      expect(await verify()).toEqual(faultAt(6, 'cut_off'));
      expect(await verify(other)).toEqual({
        entries: 4,
        fault: { subjectId: other, seq: 5, fault: 'head_differs' },
      });
    });

    test('a head that was set back, or is gone', async () => {
      await change('UPDATE kernel.audit_head SET seq = 4 WHERE subject_id = $1', [subjectId]);
      expect(await verify()).toEqual(faultAt(4, 'head_differs'));
      await change('DELETE FROM kernel.audit_head');
      expect(await verify()).toEqual(faultAt(5, 'head_missing'));
    });

    test.each(['not JSON', 'null', '7', '[]', '{}'])(
      'something the portal never wrote: %s',
      async (content) => {
        const hash = createHash('sha256').update(content).digest();
        await change(
          'UPDATE kernel.audit_entry SET content = $3, hash = $4 WHERE (subject_id, seq) = ($1, $2)',
          [...third(), content, hash],
        );
        expect(await verify()).toEqual(faultAt(3, 'changed'));
      },
    );
  });

  /** Changes an entry as somebody would who knows how it is made, but leaves the rest of the chain. */
  async function forge(seq: number, parts: object): Promise<void> {
    const [entry] = await change(
      'SELECT content FROM kernel.audit_entry WHERE (subject_id, seq) = ($1, $2)',
      [subjectId, seq],
    );
    const content = canonicalJson({ ...JSON.parse(entry.content), ...parts });
    const hash = createHash('sha256').update(content).digest();
    await change('UPDATE kernel.audit_entry SET content = $3, hash = $4 WHERE (subject_id, seq) = ($1, $2)', [
      subjectId,
      seq,
      content,
      hash,
    ]);
  }
});
