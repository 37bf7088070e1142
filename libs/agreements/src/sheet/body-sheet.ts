import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { Clock, Outbox, type OutboxPayload, Sql, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import { RemarkRow } from '../remarks/remark.entity.js';
import { listedOf } from '../route/outcomes.js';
import { Review } from '../route/review.entity.js';
import { RouteStep } from '../route/route-step.entity.js';
import { newSheetCode } from './sheet-code.js';
import { SheetWriter } from './sheet-writer.js';

/**
 * Makes the sheet of a body whose head has signed: its outcome with the results inside, and what became of its units'
 * remarks (775:17). Of one that agreed without remarks the developer prints it with the files, and the body's head gives
 * his visa on paper (775:17.1). A job of the outbox.
 */
@Injectable()
export class BodySheet implements OnModuleInit {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly acts: ActStore,
    private readonly sheets: SheetWriter,
  ) {}

  onModuleInit(): void {
    this.outbox.on('review.sign', (payload) => this.make(payload));
  }

  /** Idempotent: a body that has its sheet is left alone. */
  private async make({ id, subjectId }: OutboxPayload): Promise<void> {
    const { manager } = this.tx;
    // As every command on the act: of two that write to it and to its record, neither waits for the other in a ring.
    const act = await this.acts.lockUnseen(String(subjectId));
    const review = await manager.findOneBy(Review, { id: String(id) });
    if (!act || !review?.outcome || review.sheetFileId) return;
    const version = await manager.findOneByOrFail(ActVersion, { id: review.versionId });
    const steps = await manager.find(RouteStep, {
      where: { reviewId: review.id, state: In(['done', 'silent']) },
      order: { id: 'ASC' },
    });
    const remarks = await manager.find(RemarkRow, {
      where: { reviewId: review.id, state: Not('draft') },
      order: { level: 'ASC', stepId: 'ASC', ordinal: 'ASC' },
    });
    const fileId = await this.sheets.writeOfBody({
      act,
      version,
      review,
      steps: listedOf(steps, review),
      remarks,
      madeAt: this.clock.now(),
      code: await this.codeOf(version.id),
    });
    await this.sql.update('agreements.review', review.id, { sheet_file_id: fileId });
    await this.acts.announce(act.id);
  }

  /** All sheets of a version bear one code. */
  private async codeOf(versionId: string): Promise<string> {
    const row = await this.sql.row<{ code: string }>(
      `UPDATE agreements.act_version SET sheet_code = coalesce(sheet_code, $2) WHERE id = $1
       RETURNING sheet_code AS code`,
      [versionId, newSheetCode()],
    );
    if (!row) throw new Error('The version of a review is there.');
    return row.code;
  }
}
