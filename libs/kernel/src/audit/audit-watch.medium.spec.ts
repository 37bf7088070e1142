import { Logger } from '@nestjs/common';
import { Housekeeping } from '../housekeeping.js';
import { newId } from '../ids.js';
import { AuditWatch } from './audit-watch.js';
import { RecordFixture } from './record.fixture.js';

describe('the daily check of the record', () => {
  let record: RecordFixture;
  let housekeeping: Housekeeping;
  let watch: AuditWatch;
  const subjectId = newId();

  beforeAll(async () => {
    record = await RecordFixture.make();
    housekeeping = new Housekeeping(record.sql, record.clock);
    watch = new AuditWatch(record.sql, record.clock, housekeeping, { auditAnchors: record.file });
    for (const action of ['card.created', 'card.edited', 'card.edited']) {
      await record.tx.run(() =>
        record.audit.write({ subjectType: 'draft_act', subjectId, action, actor: record.actor }),
      );
    }
    await record.anchors.anchor();
  });

  afterAll(() => record?.drop());

  const checks = async () => (await record.sql.rows('SELECT at FROM kernel.audit_check')).length;

  test('is one of the chores, is done once a day, and keeps what it found', async () => {
    expect(await watch.last()).toBeUndefined();
    watch.onModuleInit();
    await housekeeping.run();
    const at = record.clock.now().toISOString();
    expect(await watch.last()).toEqual({ at, entries: 3, anchors: 1, fault: null });
    record.clock.advance({ hours: 23 });
    await housekeeping.run();
    expect(await checks()).toBe(1);
    record.clock.advance({ hours: 1 });
    await Promise.all([watch.check(), watch.check()]);
    expect(await checks()).toBe(2);
  });

  test('names the first broken place, and tells the log', async () => {
    Logger.overrideLogger(false); // what it says is looked for in the table
    await record.change(`UPDATE kernel.audit_entry SET action = 'card.nothing' WHERE seq = 2`);
    record.clock.advance({ days: 1 });
    await watch.check();
    expect(await watch.last()).toMatchObject({ entries: 1, fault: { fault: 'changed', subjectId, seq: 2 } });
  });
});

describe('to whose record an entry belongs', () => {
  let record: RecordFixture;

  beforeAll(async () => {
    record = await RecordFixture.make();
  });

  afterAll(() => record?.drop());

  test('is the body of who acted; of what the portal did by itself, the body of who acted first on the thing', async () => {
    const [subjectId, untouched] = [newId(), newId()];
    const write = (id: string, actor: typeof record.actor | null) =>
      record.tx.run(() =>
        record.audit.write({ subjectType: 'draft_act', subjectId: id, action: 'card.edited', actor }),
      );
    const other = { ...record.actor, body: { ...record.actor.body, id: newId() } };
    await write(subjectId, null);
    await write(subjectId, record.actor);
    await write(subjectId, other);
    await write(subjectId, null);
    await write(untouched, null);
    const rows = await record.sql.rows<{ recordBodyId: string | null }>(
      `SELECT record_body_id AS "recordBodyId" FROM kernel.audit_entry ORDER BY subject_id = $1, seq`,
      [untouched],
    );
    const own = record.actor.body.id;
    expect(rows.map(({ recordBodyId }) => recordBodyId)).toEqual([null, own, other.body.id, own, null]);
  });
});
