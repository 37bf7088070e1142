import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type InboxQuery, id, instant } from '#contracts';
import { Clock, decodeCursor, encodeCursor, Sql, TIME_ZONE, utcText } from '#kernel';

/** Term, time of creation and id of the last item; an item without a term comes after all that have one. */
const keyset = z.tuple([z.union([instant, z.literal('infinity')]), instant, id]);
type Keyset = z.infer<typeof keyset> | readonly ['-infinity', '-infinity', string];

export const START: Keyset = ['-infinity', '-infinity', '00000000-0000-0000-0000-000000000000'];

/**
 * The page is ready JSON when it leaves PostgreSQL. Both reads go by the index task_open, the counts by it alone.
 * The end of today is a query of its own, so that it is worked out once and not for every task.
 * Parameters: employee, needs, the keyset after which the page starts ($3 to $5), limit, now.
 */
export const PAGE = `
  WITH page AS MATERIALIZED (
    SELECT task.*, row_number() OVER (ORDER BY coalesce(due_at, 'infinity'), created_at, id) AS place
    FROM inbox.task
    WHERE employee_id = $1 AND needs = $2 AND closed_at IS NULL
      AND (coalesce(due_at, 'infinity'), created_at, id) > ($3::timestamptz, $4::timestamptz, $5::uuid)
    ORDER BY coalesce(due_at, 'infinity'), created_at, id
    LIMIT $6::int + 1
  ), counted AS (
    SELECT count(*) FILTER (WHERE needs = 'action') AS action,
      count(*) FILTER (WHERE needs = 'action' AND due_at < $7) AS overdue,
      count(*) FILTER (WHERE needs = 'action' AND due_at >= $7 AND due_at < (SELECT (
        ($7::timestamptz AT TIME ZONE '${TIME_ZONE}')::date + 1)::timestamp AT TIME ZONE '${TIME_ZONE}')) AS today,
      count(*) FILTER (WHERE needs = 'information') AS information
    FROM inbox.task
    WHERE employee_id = $1 AND closed_at IS NULL
  )
  SELECT
    (SELECT coalesce(json_agg(json_build_object(
        'id', id, 'needs', needs, 'verb', verb, 'room', room, 'subjectId', subject_id,
        'subjectKind', subject_kind, 'title', title, 'titleLanguage', title_language, 'number', number,
        'bodyName', body_name, 'dueAt', ${utcText('due_at')}, 'createdAt', ${utcText('created_at')},
        'openedAt', ${utcText('opened_at')}, 'waitsSince', ${utcText('waits_since')}) ORDER BY place) FILTER (WHERE place <= $6), '[]')::text
      FROM page) AS items,
    (SELECT row_to_json(counted)::text FROM counted) AS counts,
    (SELECT json_build_array(coalesce(${utcText('due_at')}, 'infinity'), ${utcText('created_at')}, id)
      FROM page WHERE place = $6 AND EXISTS (SELECT FROM page WHERE place > $6)) AS last`;

interface PageRow {
  items: string;
  counts: string;
  last: z.infer<typeof keyset> | null;
}

@Injectable()
export class InboxQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** What waits for the employee, nearest term first. @returns the JSON text of an `inboxPage` */
  async page(employeeId: string, { needs, cursor, limit }: InboxQuery): Promise<string> {
    const after: Keyset = decodeCursor(cursor, keyset) ?? START;
    const row = await this.sql.row<PageRow>(PAGE, [employeeId, needs, ...after, limit, this.clock.now()]);
    if (!row) throw new Error('The page of the inbox was not returned.');
    const nextCursor = JSON.stringify(row.last && encodeCursor(row.last));
    return `{"items":${row.items},"nextCursor":${nextCursor},"counts":${row.counts}}`;
  }
}
