import { Injectable } from '@nestjs/common';
import type { OpenWork, PersonRef } from '#contracts';
import type { Actor } from '../access/actor.js';

/** Work of one room that waits for an employee. */
export interface WaitingWork extends Omit<OpenWork, 'dueAt' | 'takers'> {
  readonly dueAt: Date | null;
  readonly takers: readonly PersonRef[];
}

/** Who gives which work to whom; `actor` null: the portal itself, on somebody's last day. */
export interface HandOver {
  readonly actor: Actor | null;
  readonly room: string;
  readonly key: string;
  readonly fromId: string;
  readonly toId: string;
}

/** A room whose work waits for people and posts, so that it goes on when they change. */
export interface WorkKeeper {
  readonly room: string;
  /** What waits for the employee. */
  workOf(employeeId: string): Promise<WaitingWork[]>;
  /** How much waits for whoever heads or serves the unit. */
  countOfUnit(unitId: string): Promise<number>;
  /** In the open transaction. @throws AppError CANNOT_TAKE_WORK, NOT_FOUND where it waits for him no more */
  handOver(request: HandOver): Promise<void>;
  /** Posts of the body changed hands: what is asked of a post is asked of its present holders. In the open transaction. */
  readdress(actor: Actor | null, bodyId: string): Promise<void>;
  /**
   * He is of another body from now on: what waits for him goes to others, and nothing of before is open to him by name.
   * In the open transaction.
   */
  wentOver(employeeId: string): Promise<void>;
}

/** The rooms whose work waits for somebody; each adds itself when it is made. */
@Injectable()
export class HandOvers {
  private readonly keepers: WorkKeeper[] = [];

  add(keeper: WorkKeeper): void {
    this.keepers.push(keeper);
  }

  async workOf(employeeId: string): Promise<WaitingWork[]> {
    const work: WaitingWork[] = [];
    for (const keeper of this.keepers) work.push(...(await keeper.workOf(employeeId)));
    return work;
  }

  async countOfUnit(unitId: string): Promise<number> {
    let count = 0;
    for (const keeper of this.keepers) count += await keeper.countOfUnit(unitId);
    return count;
  }

  /** As `WorkKeeper.handOver`. */
  async handOver(request: HandOver): Promise<void> {
    await this.keepers.find(({ room }) => room === request.room)?.handOver(request);
  }

  /** As `WorkKeeper.readdress`, in all rooms. */
  async readdress(actor: Actor | null, bodyId: string): Promise<void> {
    for (const keeper of this.keepers) await keeper.readdress(actor, bodyId);
  }

  /** As `WorkKeeper.wentOver`, in all rooms. */
  async wentOver(employeeId: string): Promise<void> {
    for (const keeper of this.keepers) await keeper.wentOver(employeeId);
  }
}
