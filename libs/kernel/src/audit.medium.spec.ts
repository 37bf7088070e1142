import { createHash } from 'node:crypto';
import { canonicalJson } from '#contracts';
import { createTestDatabase, FakeClock, makeActor, type TestDatabase } from '#testing';
import { Audit } from './audit.js';
import { newId } from './ids.js';
import { kernelPersistence } from './kernel.persistence.js';
import { Sql } from './sql.js';
import { Tx } from './tx.js';

describe('the record of a document', () => {
  const clock = new FakeClock();
  const actor = makeActor();
  let database: TestDatabase;
  let tx: Tx;
  let audit: Audit;
  let subjectId: string;

  beforeAll(async () => {
    database = await createTestDatabase([kernelPersistence]);
    tx = new Tx(database.dataSource);
    audit = new Audit(tx, new Sql(database.dataSource, tx), clock);
  });

  afterAll(async () => {
    await database?.drop();
  });

  /** Five acts, a minute apart. */
  beforeEach(async () => {
    await change('TRUNCATE kernel.audit_entry, kernel.audit_head');
    subjectId = await makeChain();
  });

  const act = (id: string, action: string) =>
    tx.run(() =>
      audit.write({
        subjectType: 'act',
        subjectId: id,
        action,
        actor,
        data: { title: 'Ашық деректер туралы' },
      }),
    );

  async function makeChain(): Promise<string> {
    const id = newId();
    for (const action of ['send', 'agree', 'give_visa', 'sign', 'register']) {
      await act(id, action);
      clock.advance({ minutes: 1 });
    }
    return id;
  }

  const change = (sql: string, values: unknown[] = []) => database.dataSource.query(sql, values);

  test('holds while nobody touches it', async () => {
    await makeChain();
    expect(await audit.verify()).toEqual({ entries: 10 });
    expect(await audit.verify(subjectId)).toEqual({ entries: 5 });
  });

  test('holds over thousands of acts', async () => {
    await tx.run(async () => {
      for (let number = 0; number < 2_100; number += 1) {
        await audit.write({ subjectType: 'act', subjectId, action: 'read', actor: null });
      }
    });
    expect(await audit.verify()).toEqual({ entries: 2_105 });
  });

  test('keeps its order though many act at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => act(subjectId, `act_${number}`)));
    expect(await audit.verify()).toEqual({ entries: 25 });
    const [last] = await change('SELECT max(seq) AS seq FROM kernel.audit_entry WHERE subject_id = $1', [
      subjectId,
    ]);
    expect(last.seq).toBe(25);
  });

  test('names who acted, in which body, and when', async () => {
    const [entry] = await change('SELECT * FROM kernel.audit_entry WHERE subject_id = $1 AND seq = 1', [
      subjectId,
    ]);
    expect(entry).toMatchObject({ action: 'send', employee_id: actor.employeeId, body_id: actor.body.id });
    expect(JSON.parse(entry.content)).toEqual({
      action: 'send',
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
      expect(await audit.verify()).toEqual(faultAt(3, 'changed'));
      expect(await audit.verify(subjectId)).toEqual(faultAt(3, 'changed'));
    });

    test('an entry changed together with its hash', async () => {
      await forge(3, { data: { title: 'Жабық деректер туралы' } });
      expect(await audit.verify()).toEqual(faultAt(4, 'unchained'));
    });

    test('the last entry changed together with its hash', async () => {
      await forge(5, { data: {} });
      expect(await audit.verify()).toEqual(faultAt(5, 'head'));
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
      expect(await audit.verify()).toEqual(faultAt(3, 'changed'));
    });

    test('an entry that was taken out', async () => {
      await change('DELETE FROM kernel.audit_entry WHERE (subject_id, seq) = ($1, $2)', third());
      expect(await audit.verify()).toEqual(faultAt(3, 'missing'));
    });

    test('an entry that was taken out, the later ones moved up', async () => {
      await change('DELETE FROM kernel.audit_entry WHERE (subject_id, seq) = ($1, $2)', third());
      for (const seq of [4, 5]) {
        await change('UPDATE kernel.audit_entry SET seq = $2 - 1 WHERE (subject_id, seq) = ($1, $2)', [
          subjectId,
          seq,
        ]);
      }
      expect(await audit.verify()).toEqual(faultAt(3, 'changed'));
    });

    test('two entries that changed places', async () => {
      await change(`UPDATE kernel.audit_entry SET seq = -seq WHERE subject_id = $1 AND seq IN (2, 3)`, [
        subjectId,
      ]);
      await change('UPDATE kernel.audit_entry SET seq = 5 + seq WHERE subject_id = $1 AND seq < 0', [
        subjectId,
      ]);
      expect(await audit.verify()).toEqual(faultAt(2, 'changed'));
    });

    test('an entry of another document', async () => {
      const other = await makeChain();
      await change('DELETE FROM kernel.audit_entry WHERE (subject_id, seq) = ($1, $2)', third());
      await change('UPDATE kernel.audit_entry SET subject_id = $1 WHERE (subject_id, seq) = ($2, 3)', [
        subjectId,
        other,
      ]);
      expect(await audit.verify(subjectId)).toEqual(faultAt(3, 'changed'));
    });

    test('a tail that was cut off', async () => {
      await change('DELETE FROM kernel.audit_entry WHERE subject_id = $1 AND seq > 3', [subjectId]);
      expect(await audit.verify()).toEqual({ entries: 3, fault: { subjectId, seq: 5, fault: 'missing' } });
    });

    test('a whole chain that is gone', async () => {
      await makeChain();
      await change('DELETE FROM kernel.audit_entry WHERE subject_id = $1', [subjectId]);
      expect(await audit.verify()).toEqual({ entries: 5, fault: { subjectId, seq: 5, fault: 'missing' } });
    });

    test('a head that was set back, or is gone', async () => {
      await change('UPDATE kernel.audit_head SET seq = 4 WHERE subject_id = $1', [subjectId]);
      expect(await audit.verify()).toEqual(faultAt(4, 'head'));
      await change('DELETE FROM kernel.audit_head');
      expect(await audit.verify()).toEqual(faultAt(1, 'head'));
    });

    test.each(['not JSON', 'null', '7', '[]', '{}'])(
      'something the portal never wrote: %s',
      async (content) => {
        const hash = createHash('sha256').update(content).digest();
        await change(
          'UPDATE kernel.audit_entry SET content = $3, hash = $4 WHERE (subject_id, seq) = ($1, $2)',
          [...third(), content, hash],
        );
        expect(await audit.verify()).toEqual(faultAt(3, 'changed'));
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
