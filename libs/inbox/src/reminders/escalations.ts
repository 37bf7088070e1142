import { Injectable, Logger } from '@nestjs/common';
import { DEFAULT_WORKING_HOURS, type Language, type LocalizedText, type Room } from '#contracts';
import { Clock, dayOf, newId, Sql, TIME_ZONE, Tx, timeOf, WorkingCalendar } from '#kernel';
import { Inbox } from '../inbox.js';
import { type EscalationRule, escalationsOn } from './escalation-rules.js';
import { Superiors } from './superiors.js';

const LATE_WORK = `needs = 'action' AND closed_at IS NULL AND waits_since IS NULL`;
const DUE_DAY = `to_char(due_at AT TIME ZONE '${TIME_ZONE}', 'YYYY-MM-DD')`;
const BATCH = 500;

/** A step that is late, with all who could do it. */
interface LateStep {
  readonly key: string;
  readonly rule: EscalationRule;
  readonly dueDay: string;
  readonly dueAt: Date;
  readonly employeeIds: string[];
  readonly room: Room;
  readonly subjectId: string;
  readonly subjectKind: string;
  readonly title: string;
  readonly titleLanguage: Language;
  readonly titleHidden: boolean;
  readonly number: string | null;
  readonly bodyId: string;
  readonly bodyName: LocalizedText;
}

const LATE_STEPS = `
  SELECT key, wanted.rule, wanted.day AS "dueDay", max(due_at) AS "dueAt", array_agg(employee_id) AS "employeeIds",
    min(room) AS room, (array_agg(subject_id))[1] AS "subjectId", min(subject_kind) AS "subjectKind",
    min(title) AS title, min(title_language) AS "titleLanguage", bool_or(title_hidden) AS "titleHidden",
    min(number) AS number, (array_agg(body_id))[1] AS "bodyId", (array_agg(body_name))[1] AS "bodyName"
  FROM unnest($1::text[], $2::text[]) AS wanted (day, rule)
  JOIN inbox.task ON ${DUE_DAY} = wanted.day
  WHERE ${LATE_WORK} AND due_at < $3 AND NOT EXISTS (
    SELECT FROM inbox.escalation told
    WHERE told.key = task.key AND told.rule = wanted.rule AND told.due_day = wanted.day::date)
  GROUP BY key, wanted.rule, wanted.day ORDER BY max(due_at), key, wanted.rule LIMIT ${BATCH}`;

/**
 * Tells superiors what is overdue below them, for their information (ESCALATION_RULES): each step once by each rule and
 * term, whoever of its addressees is late, and only superiors who may read the document.
 */
@Injectable()
export class Escalations {
  private readonly logger = new Logger('escalation');

  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly inbox: Inbox,
    private readonly superiors: Superiors,
  ) {}

  async escalate(): Promise<void> {
    const now = this.clock.now();
    const today = dayOf(now);
    const isWorked = await this.calendar.workedDays();
    if (!isWorked(today) || timeOf(now) < DEFAULT_WORKING_HOURS.opens) return;
    const days = await this.sql.rows<{ day: string }>(
      `SELECT DISTINCT ${DUE_DAY} AS day FROM inbox.task WHERE ${LATE_WORK} AND due_at < $1`,
      [now],
    );
    const wanted = days.flatMap(({ day }) =>
      escalationsOn(today, day, isWorked).map((rule) => ({ day, rule })),
    );
    const values = [wanted.map(({ day }) => day), wanted.map(({ rule }) => rule), now];
    for (let full = wanted.length > 0; full; ) {
      const steps = await this.sql.rows<LateStep>(LATE_STEPS, values);
      let stumbled = 0;
      for (const step of steps) {
        // One that cannot be told keeps nobody from being told of the others; it is looked at again in the next round.
        await this.tx
          .run(() => this.tell(step, now))
          .catch((error: Error) => {
            stumbled += 1;
            this.logger.error(`step ${step.key}: ${error.stack ?? error.message}`);
          });
      }
      full = steps.length === BATCH && stumbled < BATCH;
    }
  }

  private async tell(step: LateStep, now: Date): Promise<void> {
    const id = newId();
    const superiors = await this.notToldYet(step, await this.superiors.of(step));
    // Whoever else tells of the same step at this moment is waited for; the second finds it told.
    const told = await this.sql.execute(
      `INSERT INTO inbox.escalation (id, key, rule, due_day, at, employee_ids)
       SELECT $1, $2, $3, $4::text::date, $5, $6
       WHERE EXISTS (SELECT FROM inbox.task WHERE key = $2 AND ${LATE_WORK} AND ${DUE_DAY} = $4::text)
       ON CONFLICT (key, rule, due_day) DO NOTHING`,
      [id, step.key, step.rule, step.dueDay, now, superiors],
    );
    if (told === 0 || superiors.length === 0) return;
    const {
      room,
      subjectId,
      subjectKind,
      title,
      titleLanguage,
      titleHidden,
      number,
      bodyId,
      bodyName,
      dueAt,
    } = step;
    await this.inbox.put({
      key: id,
      employeeIds: superiors,
      needs: 'information',
      verb: 'term_passed',
      room,
      subjectId,
      subjectKind,
      title,
      titleLanguage,
      titleHidden,
      number,
      bodyId,
      bodyName,
      dueAt,
    });
  }

  /** Whoever was told of the step by one rule is not told of it by the next. */
  private async notToldYet({ key, dueDay }: LateStep, superiors: string[]): Promise<string[]> {
    const told = await this.sql.rows<{ employeeId: string }>(
      `SELECT unnest(employee_ids) AS "employeeId" FROM inbox.escalation WHERE key = $1 AND due_day = $2`,
      [key, dueDay],
    );
    return superiors.filter((superior) => !told.some(({ employeeId }) => employeeId === superior));
  }
}
