import { Injectable } from '@nestjs/common';
import type { Withdrawal } from '#contracts';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import { ActStore, type LockedAct } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import { canWithdraw } from '../acts/draft-acts.policy.js';
import { PEOPLE_OF_ACT } from '../official-use/readers.js';
import { Archive } from './archive.js';
import { CallingOff } from './calling-off.js';

/**
 * The initiator takes an act back for good, with the reason, from wherever it is. Everybody who could open it is told; what
 * was signed stays.
 */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly callingOff: CallingOff,
    private readonly archive: Archive,
  ) {}

  /** @throws AppError WITHDRAWAL_NOT_DUE where it has ended, or was never sent */
  async withdraw(actor: Actor, actId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(actor, actId);
      const { act, version } = locked;
      // What can't be undone is left to the initiator himself.
      if (act.initiatorId !== actor.employeeId) throw new AppError('FORBIDDEN');
      if (!canWithdraw(act, version.state))
        throw new AppError('WITHDRAWAL_NOT_DUE', { state: version.state });
      const readers = await this.readersOf(actId);
      const withdrawn: Withdrawal = { reason, by: personOf(actor), at: this.clock.now().toISOString() };
      await this.sql.update('agreements.draft_act', actId, {
        withdrawn: jsonb(withdrawn),
        revision: act.revision + 1,
      });
      for (const one of await this.standing(locked)) await this.callingOff.version(actor, one, withdrawn);
      await this.callingOff.tell(
        actor,
        locked,
        readers.filter((reader) => reader !== actor.employeeId),
        newId(),
      );
      await this.archive.plan(act);
      await this.acts.finish(actId);
    });
  }

  /** By hand, before the archive takes it by itself. */
  async archiveNow(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => {
      const { actor: acting, ...locked } = await this.acts.lockOwn(actor, actId);
      await this.archive.put(acting, locked);
    });
  }

  /** The newest version, and where that has not gone out yet also the one that the other bodies have. */
  private async standing({ act, version }: LockedAct): Promise<LockedAct[]> {
    const dispatched =
      version.dispatchedAt === null && act.publicOrdinal !== null
        ? await this.tx.manager.findOneBy(ActVersion, { actId: act.id, ordinal: act.publicOrdinal })
        : null;
    return [{ act, version }, ...(dispatched ? [{ act, version: dispatched }] : [])];
  }

  private async readersOf(actId: string): Promise<string[]> {
    const row = await this.sql.row<{ people: string[] }>(
      `SELECT ${PEOPLE_OF_ACT} AS people FROM agreements.draft_act act WHERE act.id = $1`,
      [actId],
    );
    return row?.people ?? [];
  }
}
