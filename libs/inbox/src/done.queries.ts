import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DONE_SHOWN_DAYS, type DoneQuery, id, instant } from '#contracts';
import { Clock, decodeCursor, encodeCursor, Sql, utcText } from '#kernel';
import { ITEM } from './inbox.queries.js';
import { days, narrowed, valuesOf } from './narrowing.js';

const keyset = z.tuple([instant, id]);
const START = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** How the task ended for its employee. */
const END = `CASE WHEN done_by IS NULL THEN 'over' WHEN done_by <> employee_id THEN 'done_by_other'
  WHEN needs = 'information' THEN 'read' ELSE 'done' END`;

/**
 * By the index task_closed, backwards. Parameters: readers, limit, now, the keyset after which the page starts, the
 * filters from $6 on.
 */
const PAGE = `
  WITH days AS MATERIALIZED (${days('$3')}
  ), page AS MATERIALIZED (
    SELECT task.*, row_number() OVER (ORDER BY closed_at DESC, id DESC) AS place
    FROM unnest($1::uuid[]) AS reader (reader_id) CROSS JOIN LATERAL (
      SELECT * FROM inbox.task
      WHERE employee_id = reader_id AND closed_at > $3::timestamptz - interval '${DONE_SHOWN_DAYS} days'
        AND (closed_at, id) < ($4::timestamptz, $5::uuid) AND ${narrowed(6)}
      ORDER BY closed_at DESC, id DESC LIMIT $2::int + 1) task
    ORDER BY closed_at DESC, id DESC LIMIT $2::int + 1
  )
  SELECT
    (SELECT coalesce(json_agg(json_build_object(${ITEM}, 'onBehalfOf', NULL, 'closedAt', ${utcText('closed_at')}, 'end', ${END})
      ORDER BY place) FILTER (WHERE place <= $2), '[]')::text FROM page) AS items,
    (SELECT json_build_array(${utcText('closed_at')}, id)
      FROM page WHERE place = $2 AND EXISTS (SELECT FROM page WHERE place > $2)) AS last`;

/** What has left the inbox of late. */
@Injectable()
export class DoneQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** What the readers did or read, and what was no longer asked of them; the newest first. @returns the JSON text of a `donePage` */
  async page(readers: readonly string[], { cursor, limit, ...narrowing }: DoneQuery): Promise<string> {
    const after = decodeCursor(cursor, keyset) ?? START;
    const values = [readers, limit, this.clock.now(), ...after, ...valuesOf(narrowing)];
    const [row] = await this.sql.rowsPlannedAnew<{ items: string; last: string[] | null }>(PAGE, values);
    if (!row) throw new Error('The page of what was done was not returned.');
    return `{"items":${row.items},"nextCursor":${JSON.stringify(row.last && encodeCursor(row.last))}}`;
  }
}
