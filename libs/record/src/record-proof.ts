import { Injectable } from '@nestjs/common';
import type { RecordOverview } from '#contracts';
import { AuditWatch, Sql, utcText } from '#kernel';

type Proof = NonNullable<RecordOverview['proof']>;

/** How it stands with the record itself. */
@Injectable()
export class RecordProof {
  constructor(
    private readonly sql: Sql,
    private readonly watch: AuditWatch,
  ) {}

  /** The newest anchor, and what the daily check found last. */
  async now(): Promise<Proof> {
    const [anchor, check] = await Promise.all([
      this.sql.row<NonNullable<Proof['anchor']>>(
        `SELECT number, ${utcText('at')} AS at FROM kernel.audit_anchor ORDER BY number DESC LIMIT 1`,
      ),
      this.watch.last(),
    ]);
    return { anchor: anchor ?? null, check: check ?? null };
  }
}
