import { Injectable } from '@nestjs/common';
import type { LeaveBody, LeavingView } from '#contracts';
import { type Actor, beginningOf, nextDay, Tx } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { AccountClosing } from './account-closing.js';
import { KeptRecord } from './kept-record.js';
import { KeptRows, type PersonRow } from './kept-rows.js';
import { LeavingWork } from './leaving-work.js';
import { PostKeeping } from './post-keeping.js';

/**
 * Somebody leaves the body: what waits for him goes to others before his account is closed. What he signed and decided
 * stays as it was.
 */
@Injectable()
export class Leaving {
  constructor(
    private readonly tx: Tx,
    private readonly rows: KeptRows,
    private readonly posts: PostKeeping,
    private readonly work: LeavingWork,
    private readonly accounts: AccountClosing,
    private readonly record: KeptRecord,
  ) {
    work.onLastDay((employeeId, on) => this.lastDay(employeeId, on));
  }

  /** What waits for him, and who may take it on. @throws AppError FORBIDDEN, NOT_FOUND */
  view(actor: Actor, employeeId: string): Promise<LeavingView> {
    return this.tx.run(async () => {
      const { leavesOn } = await this.rows.lockPerson(actor, employeeId);
      return { work: await this.work.shown(employeeId), on: leavesOn };
    });
  }

  /**
   * Hands his work over, and ends his posts and his account now or after his last day. What goes with his post waits
   * for whoever holds it next.
   * @throws AppError FORBIDDEN, NOT_FOUND, DAY_IN_PAST, POST_ENDED where he left already, WORK_NOT_HANDED_OVER with the
   *   tasks that were given to him by name, CANNOT_TAKE_WORK; ACCOUNT_PROTECTED for who keeps what all bodies share and
   *   LAST_ADMINISTRATOR
   */
  async leave(actor: Actor, employeeId: string, { on, handOvers }: LeaveBody): Promise<void> {
    await this.tx.run(async () => {
      const person = await this.rows.lockPerson(actor, employeeId);
      await this.accounts.assertStillThere(employeeId);
      const ends = this.accounts.endOf(on);
      for (const { room, key, employeeId: toId } of handOvers) {
        await this.work.handOver({ actor, room, key, fromId: employeeId, toId });
      }
      await this.work.assertHandedOver(employeeId);
      const about = fullNameOf(person);
      const subject = { type: 'employee', id: employeeId } as const;
      if (on !== null) {
        await this.accounts.setLastDay(employeeId, on);
        const before = { lastDay: person.leavesOn };
        await this.record.write({
          actor,
          action: 'person.leaving',
          subject,
          about,
          before,
          after: { lastDay: on },
        });
        await this.posts.endAll(actor, person, ends);
        await this.work.expectLastDay(employeeId, on, ends);
      } else {
        await this.close(actor, person, ends);
      }
    });
  }

  /** The day after his last one has come. Nothing happens where another day was set since. */
  private async lastDay(employeeId: string, on: string): Promise<void> {
    await this.tx.run(async () => {
      const person = await this.rows.person(employeeId);
      await this.rows.lockBody(person.bodyId);
      if ((await this.rows.person(employeeId)).leavesOn !== on) return;
      await this.work.handOverLeftover(person);
      await this.close(null, person, beginningOf(nextDay(on)));
    });
  }

  private async close(actor: Actor | null, person: PersonRow, at: Date): Promise<void> {
    await this.posts.endAll(actor, person, at);
    await this.accounts.close(person.id);
    await this.record.write({
      actor,
      action: 'person.left',
      subject: { type: 'employee', id: person.id },
      about: fullNameOf(person),
    });
  }
}
