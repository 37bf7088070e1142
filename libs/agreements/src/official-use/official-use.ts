import { Injectable } from '@nestjs/common';
import type { RemoveMarkBody } from '#contracts';
import { type Actor, AppError, newId, Sql, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { CardLifecycle } from '../acts/card-lifecycle.js';
import { canRemoveMark } from '../acts/draft-acts.policy.js';
import { Steps } from '../route/steps.js';
import { PEOPLE_OF_ACT } from './readers.js';

/** The mark "for official use" (775:3) is set with the card and taken off by a deed of its own. */
@Injectable()
export class OfficialUse {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly acts: ActStore,
    private readonly lifecycle: CardLifecycle,
    private readonly steps: Steps,
  ) {}

  /**
   * Takes the mark off, and tells everybody who could open the act. Once other bodies have it, or while it is on its way
   * to be signed, the mark stays: it is agreed as marked.
   * @throws AppError ACT_NOT_MARKED, OFFICIAL_USE_FIXED
   */
  async remove(actor: Actor, actId: string, { reason }: RemoveMarkBody): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(actor, actId);
      const { act, version } = locked;
      if (!act.officialUse) throw new AppError('ACT_NOT_MARKED');
      if (!canRemoveMark(actor, act, version.state)) throw new AppError('OFFICIAL_USE_FIXED');
      await this.sql.update('agreements.draft_act', actId, {
        official_use: false,
        revision: act.revision + 1,
      });
      await this.lifecycle.record(actor, actId, 'card.unmarked', version.ordinal, { reason });
      const key = newId();
      for (const reader of await this.readersOf(actId)) {
        if (reader !== actor.employeeId) await this.steps.tell(locked, reader, { key, verb: 'mark_removed' });
      }
      await this.acts.finish(actId);
    });
  }

  private async readersOf(actId: string): Promise<string[]> {
    const row = await this.sql.row<{ people: string[] }>(
      `SELECT ${PEOPLE_OF_ACT} AS people FROM agreements.draft_act act WHERE act.id = $1`,
      [actId],
    );
    return row?.people ?? [];
  }
}
