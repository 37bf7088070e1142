import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Clock, CONFIG, type Config, dayOf } from '#kernel';
import { type ClaimedLetter, LetterBox } from './letter-box.js';
import { LetterPlanner } from './letter-planner.js';
import { LetterRuleBook, rulesFor, wantsLetter } from './letter-rules.js';
import { type LetterItem, letterText } from './letter-text.js';
import { faultOf, faultText, isGivenUp, pauseAfter } from './mail-faults.js';
import { AT_A_TIME, isAddress, Mailer } from './mailer.js';
import { outOfQuiet, type SendingRules } from './when-to-send.js';

const EVERY_MS = 5_000;
const HOUR_MS = 3_600_000;
/** Together about as long as a database takes to start again. */
const MOST_MARKS = 10;
const MARK_PAUSE_MS = 500;
/** How long an ending worker waits for the letters in hand; they are sent again where that is too short. */
const PATIENCE_MS = 10_000;

/**
 * Plans and sends letters; runs in the worker process, in any number. The tables say what is to be sent, the timer only
 * wakes a look at them. A letter is sent at least once, always under the same Message-ID: twice only where the worker,
 * or its connection, dies between the server's taking it over and the mark.
 */
@Injectable()
export class Postman implements BeforeApplicationShutdown {
  private readonly logger = new Logger('mail');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;
  /** The server could not be used so many times in a row, and is left alone until then. */
  private serverFaults = 0;
  private pausedUntil = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
    private readonly planner: LetterPlanner,
    private readonly rules: LetterRuleBook,
    private readonly letters: LetterBox,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** Starts the rounds; called by the worker process only. Without a mail server there are none. */
  start(): void {
    if (!this.config.mail) return;
    this.timer = setInterval(() => {
      this.running ??= this.round()
        .catch((error: Error) => this.logger.error(error.stack ?? error.message))
        .finally(() => {
          this.running = undefined;
        });
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.race([this.running, delay(PATIENCE_MS, undefined, { ref: false })]);
  }

  /** Plans what is new and sends what is due, unless the server is being left alone. */
  async round(): Promise<void> {
    try {
      // What comes while thousands go out is planned between them, so that what is urgent overtakes them.
      do await this.planner.plan();
      while (await this.sendSome());
    } finally {
      await this.mailer.rest();
    }
  }

  /** @returns whether there may be more to send now */
  private async sendSome(): Promise<boolean> {
    if (this.stopped || this.clock.now().getTime() < this.pausedUntil) return false;
    const letters = await this.letters.claim(AT_A_TIME);
    await Promise.all(
      letters.map((letter) => this.send(letter).catch((error: unknown) => this.stumbled(letter, error))),
    );
    return letters.length > 0;
  }

  private async send(letter: ClaimedLetter): Promise<void> {
    const rules = (await this.rules.of([letter.employeeId])).get(letter.employeeId);
    const all = await this.letters.itemsOf(letter);
    // Whoever has changed his mind, or left, since it was planned gets nothing.
    const items = rules ? all.filter(({ verb }) => wantsLetter(verb, rules)) : [];
    if (!rules || items.length === 0) return this.letters.settle(letter.id, 'needless');
    const now = this.clock.now();
    const timing = rulesFor(
      items.map(({ verb }) => verb),
      rules,
    );
    const hour = isDigestHour(letter, now, rules) ? now : outOfQuiet(now, nearestTerm(items, now), timing);
    if (hour > now) return this.letters.postpone(letter.id, hour);
    const { email: to, settings } = rules;
    if (!isAddress(to)) {
      return this.letters.settle(letter.id, 'failed', { address: to, fault: 'not an e-mail address' });
    }
    const { language } = settings;
    const text = letterText(items, {
      language,
      origin: this.mailer.origin,
      now,
      digest: letter.digestAt !== null,
    });
    try {
      await this.mailer.send({ id: letter.id, to, language, ...text });
    } catch (error) {
      return this.failed(letter, to, error);
    }
    this.serverFaults = 0;
    await this.markSent(letter, to);
  }

  /** A letter that is out must be marked, or it goes twice: a database that is away for a moment is waited for. */
  private async markSent({ id }: ClaimedLetter, address: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.letters.settle(id, 'sent', { address });
      } catch (error) {
        this.logger.error(`letter ${id} is sent and could not be marked: ${error}`);
        // It stays in hand, out of others' reach, as long as that lasts.
        if (attempt === MOST_MARKS) return;
        await delay(attempt * MARK_PAUSE_MS);
      }
    }
  }

  private async failed(letter: ClaimedLetter, address: string, error: unknown): Promise<void> {
    const fault = faultText(error);
    const kind = faultOf(error);
    if (kind === 'server') {
      await this.letters.giveBack(letter.id, fault);
      this.leaveServerAlone(this.clock.now(), fault);
    } else if (kind === 'refused') {
      await this.giveUp(letter, { address, fault });
    } else {
      await this.putOff(letter, { address, fault });
    }
  }

  /** The portal itself could not write the letter: the others go on, and this one is tried as one that a server puts off. */
  private async stumbled(letter: ClaimedLetter, error: unknown): Promise<void> {
    this.logger.error(`letter ${letter.id}: ${error instanceof Error ? error.stack : error}`);
    await this.putOff(letter, { fault: faultText(error) });
  }

  private putOff(letter: ClaimedLetter, parts: { address?: string; fault: string }): Promise<void> {
    const now = this.clock.now();
    if (isGivenUp(letter.firstTriedAt ?? now, now)) return this.giveUp(letter, parts);
    const until = new Date(now.getTime() + pauseAfter(letter.attempts + 1));
    return this.letters.putOff(letter, { until, fault: parts.fault });
  }

  private giveUp({ id }: ClaimedLetter, parts: { address?: string; fault: string }): Promise<void> {
    this.logger.error(`letter ${id} is given up: ${parts.fault}`);
    return this.letters.settle(id, 'failed', parts);
  }

  /** Letters that were under way together fail together: that counts once. */
  private leaveServerAlone(now: Date, fault: string): void {
    if (now.getTime() < this.pausedUntil) return;
    this.serverFaults += 1;
    this.pausedUntil = now.getTime() + pauseAfter(this.serverFaults);
    this.logger.warn(`the mail server cannot be used: ${fault}`);
  }
}

/** A digest goes at the hour that its reader has chosen; later, or on what is a day off by now, quiet hours hold for it too. */
function isDigestHour({ digestAt }: ClaimedLetter, now: Date, { isWorked }: SendingRules): boolean {
  return digestAt !== null && isWorked(dayOf(now)) && now.getTime() - digestAt.getTime() < HOUR_MS;
}

/** The nearest term that is still ahead. */
function nearestTerm(items: readonly LetterItem[], now: Date): Date | null {
  return items.map(({ dueAt }) => dueAt).find((dueAt) => dueAt !== null && dueAt > now) ?? null;
}
