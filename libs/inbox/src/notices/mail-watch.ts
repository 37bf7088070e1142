import { Injectable } from '@nestjs/common';
import {
  FAILED_LETTERS_SHOWN,
  type FailedLetter,
  type InboxVerb,
  letterKindOf,
  type MailStatus,
} from '#contracts';
import { Directory } from '#directory';
import { type Actor, AppError, Clock, dayOf, instantOf, Sql, utcText } from '#kernel';
import { canMendMail, canWatchMail } from './notices.policy.js';

/** A letter that should have gone so long ago waits for something. */
const LATE_MS = 2 * 60_000;
const FAILURES_OF_MS = 30 * 24 * 3_600_000;

interface FailureRow extends Omit<FailedLetter, 'fullName' | 'kinds'> {
  verbs: InboxVerb[];
  employeeId: string;
}

/** How the e-mail of the portal goes, for whoever keeps it. */
@Injectable()
export class MailWatch {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly directory: Directory,
  ) {}

  /** @throws AppError FORBIDDEN */
  async status(actor: Actor): Promise<MailStatus> {
    if (!canWatchMail(actor)) throw new AppError('FORBIDDEN');
    const now = this.clock.now();
    const since = new Date(now.getTime() - FAILURES_OF_MS);
    const counts = await this.sql.row<Omit<MailStatus, 'failures' | 'can'>>(
      `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
         ${utcText(`min(send_at) FILTER (WHERE state = 'waiting')`)} AS "waitingSince",
         (array_agg(fault ORDER BY first_tried_at DESC) FILTER (WHERE state = 'waiting' AND fault IS NOT NULL))[1] AS fault,
         count(*) FILTER (WHERE state = 'sent' AND settled_at >= $2)::int AS "sentToday",
         count(*) FILTER (WHERE state = 'failed')::int AS failed
       FROM inbox.letter WHERE (state = 'waiting' AND coalesce(first_tried_at, send_at) <= $1) OR settled_at >= $3`,
      [new Date(now.getTime() - LATE_MS), instantOf(dayOf(now), '00:00'), since],
    );
    if (!counts) throw new Error('The count of the letters was not returned.');
    const can = { mend: canMendMail(actor) };
    return { ...counts, failures: await this.failures(since), can };
  }

  private async failures(since: Date): Promise<FailedLetter[]> {
    const rows = await this.sql.rows<FailureRow>(
      `SELECT id, employee_id AS "employeeId", coalesce(address, '') AS address, ${utcText('settled_at')} AS at,
         coalesce(fault, '') AS fault,
         ARRAY(SELECT DISTINCT verb FROM inbox.notice JOIN inbox.task ON task.id = task_id
               WHERE notice.letter_id = letter.id) AS verbs
       FROM inbox.letter WHERE state = 'failed' AND settled_at >= $1
       ORDER BY settled_at DESC, id LIMIT ${FAILED_LETTERS_SHOWN}`,
      [since],
    );
    const people = await this.directory.employees(rows.map(({ employeeId }) => employeeId));
    const names = new Map(people.map(({ id, fullName }) => [id, fullName]));
    return rows.map(({ employeeId, verbs, ...failure }) => ({
      ...failure,
      fullName: names.get(employeeId) ?? '',
      kinds: [...new Set(verbs.map(letterKindOf))],
    }));
  }
}
