import { Injectable } from '@nestjs/common';
import { type InboxVerb, isOfSecurity } from '#contracts';
import { Clock, newId, Sql, Tx } from '#kernel';
import { LetterRuleBook, type LetterRules, rulesFor, wantsLetter } from './letter-rules.js';
import { type OwnNotice, StandInNotices } from './stand-in-notices.js';
import { whenToSend } from './when-to-send.js';

const BATCH = 500;

interface NewNotice extends OwnNotice {
  /** It tells the one whose task it is, not who stands in for him. */
  readonly own: boolean;
  readonly verb: InboxVerb;
  readonly dueAt: Date | null;
  /** It is still asked, or still to be read. */
  readonly open: boolean;
}

/** Decides of each new notice whether it goes out by e-mail, when, and with which others. */
@Injectable()
export class LetterPlanner {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly rules: LetterRuleBook,
    private readonly standIns: StandInNotices,
  ) {}

  /** Plans all that is new. Two workers may do so at once: each takes what the other has not. */
  async plan(): Promise<void> {
    while (await this.tx.run(() => this.planBatch()));
  }

  /** @returns whether there may be more to plan */
  private async planBatch(): Promise<boolean> {
    const notices = await this.sql.rows<NewNotice>(
      `SELECT notice.task_id AS "taskId", notice.occasion, notice.employee_id AS "employeeId",
         notice.created_at AS "createdAt", notice.employee_id = task.employee_id AS own, task.verb,
         task.due_at AS "dueAt", task.closed_at IS NULL AND task.waits_since IS NULL AS open
       FROM inbox.notice JOIN inbox.task ON task.id = notice.task_id
       WHERE notice.state = 'new' ORDER BY notice.created_at, notice.task_id LIMIT ${BATCH}
       FOR UPDATE OF notice SKIP LOCKED`,
    );
    if (notices.length === 0) return false;
    const added = await this.standIns.add(notices.filter(({ own }) => own));
    const rules = await this.rules.of([...new Set(notices.map(({ employeeId }) => employeeId))]);
    const now = this.clock.now();
    let planned = 0;
    for (const notice of notices) planned += await this.planOne(notice, rules.get(notice.employeeId), now);
    return planned === BATCH || added > 0;
  }

  /** @returns how many notices it has decided about: one, or none where that is to be done later */
  private async planOne(notice: NewNotice, rules: LetterRules | undefined, now: Date): Promise<number> {
    const { taskId, occasion, employeeId } = notice;
    const { verb } = notice;
    const isTold = notice.open || isOfSecurity(verb);
    if (!rules || !isTold || !wantsLetter(verb, rules)) {
      return this.sql.execute(
        `UPDATE inbox.notice SET state = 'left_out' WHERE task_id = $1 AND occasion = $2 AND employee_id = $3`,
        [taskId, occasion, employeeId],
      );
    }
    const { at, digest } = whenToSend(now, notice.dueAt, rulesFor([verb], rules));
    // A digest that a worker has in hand takes nothing in any more: the notice goes with the one after it.
    const letter = await this.sql.row<{ id: string }>(
      `INSERT INTO inbox.letter AS letter (id, employee_id, state, digest_at, send_at, created_at, rank)
       VALUES ($1, $2, 'waiting', $3, $4, $5, $6)
       ON CONFLICT (employee_id, digest_at) DO UPDATE SET send_at = letter.send_at
         WHERE letter.state = 'waiting' AND letter.claimed_until IS NULL
       RETURNING id`,
      [newId(), employeeId, digest ? at : null, at, now, isOfSecurity(verb) ? 0 : 1],
    );
    if (!letter) return 0;
    return this.sql.execute(
      `UPDATE inbox.notice SET state = 'in_letter', letter_id = $4
       WHERE task_id = $1 AND occasion = $2 AND employee_id = $3`,
      [taskId, occasion, employeeId, letter.id],
    );
  }
}
