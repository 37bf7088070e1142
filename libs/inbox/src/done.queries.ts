import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DONE_SHOWN_DAYS, type DoneQuery, id, instant } from '#contracts';
import { Clock, decodeCursor, encodeCursor, Sql, utcText } from '#kernel';
import { ITEM } from './inbox.queries.js';
import { days, narrowed, valuesOf } from './narrowing.js';

const keyset = z.tuple([instant, id]);
const START = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** How the task ended for the reader. */
const END = `CASE WHEN done_by IS NULL THEN 'over' WHEN done_by <> $1::uuid THEN 'done_by_other'
  WHEN needs = 'information' THEN 'read' ELSE 'done' END`;

const STARTED = `closed_at > $3::timestamptz - interval '${DONE_SHOWN_DAYS} days'
        AND (closed_at, id) < ($4::timestamptz, $5::uuid) AND ${narrowed(6)}
      ORDER BY closed_at DESC, id DESC LIMIT $2::int + 1`;

/**
 * By the indexes task_closed and task_done_for, backwards. What he did for another stays among it when the delegation is
 * over, but not where the document is open to named people alone since (775:3). Parameters: the reader, limit, now, the
 * keyset after which the page starts, the filters from $6 on.
 */
const PAGE = `
  WITH days AS MATERIALIZED (${days('$3')}
  ), page AS MATERIALIZED (
    SELECT task.*, row_number() OVER (ORDER BY closed_at DESC, id DESC) AS place
    FROM (
      (SELECT * FROM inbox.task WHERE employee_id = $1::uuid AND ${STARTED})
      UNION ALL
      (SELECT * FROM inbox.task WHERE done_by = $1::uuid AND done_for IS NOT NULL AND NOT title_hidden AND ${STARTED})) task
    ORDER BY closed_at DESC, id DESC LIMIT $2::int + 1
  )
  SELECT
    (SELECT coalesce(json_agg(json_build_object(${ITEM}, 'onBehalfOf', CASE WHEN employee_id <> $1::uuid THEN done_for END, 'closedAt', ${utcText('closed_at')}, 'end', ${END})
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

  /**
   * What the reader did or read, for himself and for others, and what was no longer asked of him; the newest first.
   * @returns the JSON text of a `donePage`
   */
  async page(reader: string, { cursor, limit, ...narrowing }: DoneQuery): Promise<string> {
    const after = decodeCursor(cursor, keyset) ?? START;
    const values = [reader, limit, this.clock.now(), ...after, ...valuesOf(narrowing)];
    const [row] = await this.sql.rowsPlannedAnew<{ items: string; last: string[] | null }>(PAGE, values);
    if (!row) throw new Error('The page of what was done was not returned.');
    return `{"items":${row.items},"nextCursor":${JSON.stringify(row.last && encodeCursor(row.last))}}`;
  }
}
