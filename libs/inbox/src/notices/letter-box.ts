import { Injectable } from '@nestjs/common';
import { SECURITY_VERBS } from '#contracts';
import { StandIns } from '#directory';
import { Clock, dayOf, Sql } from '#kernel';
import type { LetterState } from './letter.entity.js';
import type { LetterItem } from './letter-text.js';
import { IN_HAND_MS } from './mailer.js';
import { FIRST_NOTICE, stageOf } from './occasions.js';

/** A letter that a worker has in hand. */
export interface ClaimedLetter {
  readonly id: string;
  readonly employeeId: string;
  /** The hour of the digest that it is; null for a letter of one notice. */
  readonly digestAt: Date | null;
  readonly attempts: number;
  readonly firstTriedAt: Date | null;
}

/** Letters that are to go out: taken in hand by one worker at a time, and what became of them. */
@Injectable()
export class LetterBox {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly standIns: StandIns,
  ) {}

  /** Takes the letters in hand that are due; no other worker gets them until they are given back or too long in hand. */
  async claim(count: number): Promise<ClaimedLetter[]> {
    const now = this.clock.now();
    // As a plain subquery it could be read once for each row, and would find others that are free each time.
    return this.sql.rows<ClaimedLetter>(
      `WITH due AS MATERIALIZED (
         SELECT id FROM inbox.letter WHERE state = 'waiting' AND send_at <= $1
           AND (claimed_until IS NULL OR claimed_until <= $1)
         ORDER BY rank, send_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
       UPDATE inbox.letter SET claimed_until = $2 WHERE id IN (SELECT id FROM due)
       RETURNING id, employee_id AS "employeeId", digest_at AS "digestAt", attempts,
         first_tried_at AS "firstTriedAt"`,
      [now, new Date(now.getTime() + IN_HAND_MS), count],
    );
  }

  /**
   * What the letter has to tell: each task that still waits once, by its newest notice; nearest term first. Of another's
   * tasks only while its addressee stands in for him. News of the safety of an account goes though somebody has read it in
   * the portal: it need not have been its owner.
   */
  async itemsOf({ id, employeeId }: Pick<ClaimedLetter, 'id' | 'employeeId'>): Promise<LetterItem[]> {
    const rows = await this.sql.rows<Omit<LetterItem, 'inSteadOf'> & { taskId: string; ownerId: string }>(
      `SELECT task.id AS "taskId", task.employee_id AS "ownerId", notice.occasion, task.verb, task.room,
         task.subject_id AS "subjectId", task.subject_kind AS "subjectKind", task.created_at AS "createdAt", task.title,
         task.title_language AS "titleLanguage", task.title_hidden AS "titleHidden", task.number,
         task.body_name AS "bodyName", task.due_at AS "dueAt"
       FROM inbox.notice JOIN inbox.task ON task.id = notice.task_id
       WHERE notice.letter_id = $1 AND (task.closed_at IS NULL AND task.waits_since IS NULL OR task.verb = ANY($2))
       ORDER BY coalesce(task.due_at, 'infinity'), task.created_at, task.id, notice.created_at`,
      [id, SECURITY_VERBS],
    );
    const standingIn = await this.standIns.of([...new Set(rows.map(({ ownerId }) => ownerId))]);
    const newest = new Map<string, LetterItem>();
    for (const { taskId, ownerId, ...item } of rows) {
      if (!holds(item)) continue;
      const principal = standingIn(item.room).find(
        (one) => one.employeeId === employeeId && one.principalId === ownerId,
      );
      if (ownerId !== employeeId && !principal) continue;
      newest.set(taskId, {
        ...item,
        inSteadOf: ownerId === employeeId ? null : (principal?.principalName ?? null),
      });
    }
    return [...newest.values()];
  }

  /** Over, for better or worse. */
  async settle(
    letterId: string,
    state: Exclude<LetterState, 'waiting' | 'given_up'>,
    parts: { address?: string; fault?: string } = {},
  ): Promise<void> {
    await this.sql.update('inbox.letter', letterId, {
      state,
      settled_at: this.clock.now(),
      claimed_until: null,
      address: parts.address ?? null,
      fault: parts.fault ?? null,
    });
  }

  /** Gives a letter back that could not go for no fault of its own. */
  async giveBack(letterId: string, fault: string): Promise<void> {
    await this.sql.update('inbox.letter', letterId, { claimed_until: null, fault });
  }

  /** Out of hand until a better hour. */
  async postpone(letterId: string, until: Date): Promise<void> {
    await this.sql.update('inbox.letter', letterId, { claimed_until: null, send_at: until });
  }

  /** The server does not take it now. */
  async putOff(
    { id, attempts, firstTriedAt }: ClaimedLetter,
    { until, fault }: { until: Date; fault: string },
  ): Promise<void> {
    await this.sql.update('inbox.letter', id, {
      claimed_until: null,
      send_at: until,
      attempts: attempts + 1,
      first_tried_at: firstTriedAt ?? this.clock.now(),
      fault,
    });
  }

  /** Forgets letters, and notices of work that is done, older than `before`. */
  async clear(before: Date): Promise<void> {
    await this.sql.execute(
      `DELETE FROM inbox.notice WHERE state <> 'new' AND created_at < $1
         AND EXISTS (SELECT FROM inbox.task WHERE task.id = notice.task_id AND task.closed_at < $1)`,
      [before],
    );
    await this.sql.execute(
      `DELETE FROM inbox.letter WHERE settled_at < $1
         AND NOT EXISTS (SELECT FROM inbox.notice WHERE notice.letter_id = letter.id)`,
      [before],
    );
  }
}

/** A reminder of a term that has moved since tells nothing true. */
function holds({ occasion, dueAt }: Pick<LetterItem, 'occasion' | 'dueAt'>): boolean {
  if (stageOf(occasion) === FIRST_NOTICE) return true;
  return dueAt !== null && occasion.split(':')[1] === dayOf(dueAt);
}
