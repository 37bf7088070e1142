import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Housekeeping } from '#kernel';
import { LetterBox } from './notices/letter-box.js';
import { Escalations } from './reminders/escalations.js';
import { Reminders } from './reminders/reminders.js';

/** How long it is kept which letters went to whom. */
const KEPT_MS = 90 * 24 * 3_600_000;

/** Reminds, escalates, and forgets old letters; in the worker. */
@Injectable()
export class InboxChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly clock: Clock,
    private readonly reminders: Reminders,
    private readonly escalations: Escalations,
    private readonly letters: LetterBox,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('reminders of terms', () => this.reminders.remind());
    this.housekeeping.add('escalation of what is overdue', () => this.escalations.escalate());
    this.housekeeping.add('old letters', () =>
      this.letters.clear(new Date(this.clock.now().getTime() - KEPT_MS)),
    );
  }
}
