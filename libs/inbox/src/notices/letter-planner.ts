import { Injectable } from '@nestjs/common';
import {
  DEFAULT_NOTICE_SETTINGS,
  DEFAULT_WORKING_HOURS,
  type InboxVerb,
  isMuted,
  type NoticeSettings,
} from '#contracts';
import { Addressees, BodyHours } from '#directory';
import { Clock, newId, Sql, Tx, WorkingCalendar } from '#kernel';
import { settingsOf } from './own-notices.js';
import { type SendingRules, whenToSend } from './when-to-send.js';

const BATCH = 500;

interface NewNotice {
  readonly taskId: string;
  readonly occasion: string;
  readonly employeeId: string;
  readonly verb: InboxVerb;
  readonly dueAt: Date | null;
  /** It is still asked, or still to be read. */
  readonly open: boolean;
}

/** What is known of an addressee when his letters are planned. */
export interface LetterRules extends SendingRules {
  readonly email: string;
  readonly settings: NoticeSettings;
}

/** Decides of each new notice whether it goes out by e-mail, when, and with which others. */
@Injectable()
export class LetterPlanner {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly addressees: Addressees,
    private readonly hours: BodyHours,
  ) {}

  /** Plans all that is new. Two workers may do so at once: each takes what the other has not. */
  async plan(): Promise<void> {
    while ((await this.tx.run(() => this.planBatch())) === BATCH);
  }

  /** By what the letters to these employees go; employees whom the directory does not know are left out. */
  async rulesOf(employeeIds: readonly string[]): Promise<Map<string, LetterRules>> {
    const addressees = await this.addressees.of(employeeIds);
    const settings = await settingsOf(this.sql, employeeIds);
    const hours = await this.hours.of([...new Set([...addressees.values()].map(({ bodyId }) => bodyId))]);
    const isWorked = await this.calendar.workedDays();
    return new Map(
      [...addressees.values()].map(({ employeeId, bodyId, email }) => [
        employeeId,
        {
          email,
          settings: settings.get(employeeId) ?? DEFAULT_NOTICE_SETTINGS,
          hours: hours.get(bodyId) ?? DEFAULT_WORKING_HOURS,
          isWorked,
        },
      ]),
    );
  }

  private async planBatch(): Promise<number> {
    const notices = await this.sql.rows<NewNotice>(
      `SELECT notice.task_id AS "taskId", notice.occasion, task.employee_id AS "employeeId", task.verb,
         task.due_at AS "dueAt", task.closed_at IS NULL AND task.waits_since IS NULL AS open
       FROM inbox.notice JOIN inbox.task ON task.id = notice.task_id
       WHERE notice.state = 'new' ORDER BY notice.created_at, notice.task_id LIMIT ${BATCH}
       FOR UPDATE OF notice SKIP LOCKED`,
    );
    if (notices.length === 0) return 0;
    const rules = await this.rulesOf([...new Set(notices.map(({ employeeId }) => employeeId))]);
    const now = this.clock.now();
    let planned = 0;
    for (const notice of notices) planned += await this.planOne(notice, rules.get(notice.employeeId), now);
    return planned;
  }

  /** @returns how many notices it has decided about: one, or none where that is to be done later */
  private async planOne(notice: NewNotice, rules: LetterRules | undefined, now: Date): Promise<number> {
    const { taskId, occasion } = notice;
    if (!rules || !wantsLetter(notice, rules)) {
      return this.sql.execute(
        `UPDATE inbox.notice SET state = 'left_out' WHERE task_id = $1 AND occasion = $2`,
        [taskId, occasion],
      );
    }
    const { at, digest } = whenToSend(now, notice.dueAt, rules);
    // A digest that a worker has in hand takes nothing in any more: the notice goes with the one after it.
    const letter = await this.sql.row<{ id: string }>(
      `INSERT INTO inbox.letter AS letter (id, employee_id, state, digest_at, send_at, created_at)
       VALUES ($1, $2, 'waiting', $3, $4, $5)
       ON CONFLICT (employee_id, digest_at) DO UPDATE SET send_at = letter.send_at
         WHERE letter.state = 'waiting' AND letter.claimed_until IS NULL
       RETURNING id`,
      [newId(), notice.employeeId, digest ? at : null, at, now],
    );
    if (!letter) return 0;
    return this.sql.execute(
      `UPDATE inbox.notice SET state = 'in_letter', letter_id = $3 WHERE task_id = $1 AND occasion = $2`,
      [taskId, occasion, letter.id],
    );
  }
}

function wantsLetter({ verb, open }: NewNotice, { email, settings }: LetterRules): boolean {
  return open && email !== '' && settings.mail !== 'none' && !isMuted(settings.muted, verb);
}
