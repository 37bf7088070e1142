import { Injectable } from '@nestjs/common';
import type { Duty } from '#contracts';

/** Somebody got a named duty, or has it no more. */
export interface DutyChange {
  readonly duty: Duty;
  readonly bodyId: string;
  readonly employeeId: string;
  readonly given: boolean;
  /** Who did it, "Surname Given Patronymic"; null: the portal itself, or whoever runs it. */
  readonly by: string | null;
}

type Hear = (change: DutyChange) => Promise<void>;

/** What is asked of whoever has a duty is asked of its present holders: rooms that ask so hear when they change. */
@Injectable()
export class DutyChanges {
  private readonly heard: Hear[] = [];

  /** A room tells at boot what it does then; in the transaction of the change. */
  on(hear: Hear): void {
    this.heard.push(hear);
  }

  /** In the open transaction, after the change. */
  async announce(change: DutyChange): Promise<void> {
    for (const hear of this.heard) await hear(change);
  }
}
