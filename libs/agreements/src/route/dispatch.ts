import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Sql, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import { Numbers } from '../acts/numbers.js';
import { VersionMoves } from '../acts/version-moves.js';
import { ReviewOpener } from './review-opener.js';
import type { StepContext } from './step-context.js';

/** The head's signature sends the version to the approving bodies and gives the act its number (775:15, 16, 19). */
@Injectable()
export class Dispatch {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly acts: ActStore,
    private readonly versions: VersionMoves,
    private readonly numbers: Numbers,
    private readonly reviews: ReviewOpener,
  ) {}

  /** Called in the transaction that keeps the head's signature. */
  async run(context: StepContext): Promise<void> {
    const { act, version } = context;
    await this.versions.dispatch(context.actor, context);
    if (act.number === null) {
      const given = await this.numbers.next(act.kind);
      await this.sql.update('agreements.draft_act', act.id, {
        number: given.number,
        number_year: given.year,
        number_seq: given.seq,
      });
      act.number = given.number;
    }
    if (version.ordinal > 0) await this.supersede(context);
    await this.acts.finish(act.id, await this.reviews.openAll(context));
  }

  private async supersede({ act, version }: StepContext): Promise<void> {
    const previous = await this.tx.manager.findOneBy(ActVersion, {
      actId: act.id,
      ordinal: version.ordinal - 1,
      state: Not('discarded'),
    });
    if (previous) await this.versions.move(null, { act, version: previous }, 'supersede');
  }
}
