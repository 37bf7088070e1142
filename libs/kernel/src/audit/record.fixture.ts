import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { createTestDatabase, FakeClock, makeActor, type TestDatabase } from '#testing';
import { Sql } from '../database/sql.js';
import { Tx } from '../database/tx.js';
import { Housekeeping } from '../housekeeping.js';
import { newId } from '../ids.js';
import { kernelPersistence } from '../kernel.persistence.js';
import { Audit } from './audit.js';
import { AuditAnchors } from './audit-anchors.js';
import { checkRecord } from './audit-check.js';

/** A record of a test's own, with its file of anchors, and the ways to it that the portal does not know of. */
export class RecordFixture {
  readonly clock = new FakeClock();
  readonly actor = makeActor();
  readonly tx: Tx;
  readonly sql: Sql;
  readonly audit: Audit;
  readonly anchors: AuditAnchors;

  private constructor(
    readonly database: TestDatabase,
    readonly folder: string,
  ) {
    this.tx = new Tx(database.dataSource);
    this.sql = new Sql(database.dataSource, this.tx);
    this.audit = new Audit(this.tx, this.sql, this.clock);
    this.anchors = this.anchorsOf(this.file);
  }

  static async make(): Promise<RecordFixture> {
    Logger.overrideLogger(['error']); // each anchor is told to the log
    return new RecordFixture(
      await createTestDatabase([kernelPersistence]),
      await mkdtemp(join(tmpdir(), 'kelisim-record-')),
    );
  }

  get file(): string {
    return join(this.folder, 'witness', 'anchors.txt');
  }

  /** Another worker, with a file of its own. */
  anchorsOf(auditAnchors: string, housekeeping = new Housekeeping(this.sql, this.clock)): AuditAnchors {
    return new AuditAnchors(this.tx, this.sql, this.clock, housekeeping, { auditAnchors });
  }

  /** As on the first day. */
  async clear(): Promise<void> {
    await this.change(
      'TRUNCATE kernel.audit_entry, kernel.audit_head, kernel.audit_anchor, kernel.audit_anchored_head',
    );
    await rm(join(this.folder, 'witness'), { recursive: true, force: true });
  }

  async drop(): Promise<void> {
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  act(subjectId: string, action = 'agree'): Promise<void> {
    const { tx, audit, actor } = this;
    return tx.run(() =>
      audit.write({ subjectType: 'act', subjectId, action, actor, data: { title: 'Ашық деректер туралы' } }),
    );
  }

  /** A document with so many acts, a minute apart. @returns its id, which comes after those made before it */
  async makeChain(acts = 5): Promise<string> {
    const id = newId();
    for (let number = 1; number <= acts; number += 1) {
      await this.act(id, `act_${number}`);
      this.clock.advance({ minutes: 1 });
    }
    return id;
  }

  /** The next hour's anchor. */
  async anchor(): Promise<void> {
    this.clock.advance({ hours: 1 });
    await this.anchors.anchor();
  }

  /** Behind the portal's back. */
  change(sql: string, values: unknown[] = []) {
    return this.database.dataSource.query(sql, values);
  }

  /** As `./portal audit verify` checks it. @param anchorsFile none: the database alone */
  async check(anchorsFile: string | null = this.file) {
    const runner = this.database.dataSource.createQueryRunner();
    try {
      return await checkRecord(await runner.connect(), anchorsFile === null ? {} : { anchorsFile });
    } finally {
      await runner.release();
    }
  }
}
