import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, LessThanOrEqual, Not } from 'typeorm';
import { REMARK_MACHINE } from '#contracts';
import { Clock, Outbox, type OutboxPayload, Sql, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import { DraftAct } from '../acts/draft-act.entity.js';
import { SignedProtocols } from '../protocol/signed-protocols.js';
import { RemarkRow } from '../remarks/remark.entity.js';
import { listedOf } from '../route/outcomes.js';
import { Review } from '../route/review.entity.js';
import { RouteStep } from '../route/route-step.entity.js';
import { type NoLongerAsked, noLongerAsked } from './no-longer-asked.js';
import { newSheetCode } from './sheet-code.js';
import type { SheetContent } from './sheet-document.js';
import { SheetWriter } from './sheet-writer.js';

/** Makes the agreement sheet once all bodies have agreed (775:17.1, 22); a job of the outbox. */
@Injectable()
export class AgreementSheet implements OnModuleInit {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly acts: ActStore,
    private readonly sheets: SheetWriter,
    private readonly protocols: SignedProtocols,
  ) {}

  onModuleInit(): void {
    this.outbox.on('version.settle_agreed', (payload) => this.make(payload));
  }

  /** Idempotent: a version that has its sheet is left alone. */
  private async make({ id, subjectId }: OutboxPayload): Promise<void> {
    // First the act, as every command on it: the two would else wait for each other at its record.
    await this.acts.lockUnseen(String(subjectId));
    const version = await this.tx.manager.findOne(ActVersion, {
      where: { id: String(id) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!version || version.sheetFileId) return;
    const content = await this.contentOf(version);
    const fileId = await this.sheets.write(content);
    await this.sql.update('agreements.act_version', version.id, {
      sheet_file_id: fileId,
      sheet_code: content.code,
    });
    await this.acts.announce(version.actId);
  }

  private async contentOf(version: ActVersion): Promise<Omit<SheetContent, 'checkAt'>> {
    const { manager } = this.tx;
    const act = await manager.findOneByOrFail(DraftAct, { id: version.actId });
    const steps = await manager.find(RouteStep, {
      where: { versionId: version.id, state: In(['done', 'silent']) },
      order: { id: 'ASC' },
    });
    const reviews = await manager.find(Review, {
      where: { versionId: version.id },
      order: { place: 'ASC' },
    });
    return {
      act,
      version,
      // What was done before a return was done anew after it: only the passage that counted is listed.
      steps: listedOf(
        steps.filter(({ reviewId, submissionId }) => reviewId === null && submissionId === null),
        version,
      ),
      reviews: reviews
        .filter(({ state }) => state !== 'withdrawn')
        .map((review) => ({
          review,
          steps: listedOf(
            steps.filter(({ reviewId }) => reviewId === review.id),
            review,
          ),
        })),
      noLongerAsked: await this.noLongerAsked(version),
      protocols: await this.protocols.of(act),
      madeAt: this.clock.now(),
      // a sheet of one body may have been made before, under the same code
      code: version.sheetCode ?? newSheetCode(),
    };
  }

  private async noLongerAsked({ actId, ordinal }: ActVersion): Promise<NoLongerAsked[]> {
    const { manager } = this.tx;
    const versions = await manager.findBy(ActVersion, { actId, ordinal: LessThanOrEqual(ordinal) });
    const ordinals = new Map(versions.map((one) => [one.id, one.ordinal]));
    const reviews = await manager.findBy(Review, { versionId: In([...ordinals.keys()]) });
    const open = await manager.findBy(RemarkRow, {
      actId,
      level: 'body',
      state: Not(In([...REMARK_MACHINE.final])),
    });
    return noLongerAsked(
      reviews.map((review) => ({
        review,
        ordinal: ordinals.get(review.versionId) ?? 0,
        openRemarks: open.filter(({ reviewId }) => reviewId === review.id).length,
      })),
      ordinal,
    );
  }
}
