import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type BodyRef,
  id as contractId,
  type Decider,
  type RecordEntry,
  type RecordFilters,
  type RecordPage,
  type RecordQuery,
} from '#contracts';
import { Directory } from '#directory';
import {
  type Actor,
  AppError,
  AuditSubjects,
  decodeCursor,
  pageFrom,
  type RecordReach,
  Sql,
  TIME_ZONE,
  utcText,
} from '#kernel';

// `entry.at`, where the order is meant: `at` alone would be the text that is answered, which no index is in the order of.
/** Microseconds: rows that somebody put in past the portal have them, and none may be passed over. */
const EXACT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const ENTRIES = `
  SELECT subject_id AS "subjectId", seq, subject_type AS "subjectType", ${utcText('at')} AS at, ${EXACT} AS "exactAt",
    action, employee_id AS "employeeId", body_id AS "bodyId", content::jsonb ->> 'onBehalfOf' AS "principalId",
    content::jsonb -> 'data' AS data
  FROM kernel.audit_entry entry`;
const dayBegins = (day: string) => `(${day}::date)::timestamp AT TIME ZONE '${TIME_ZONE}'`;

interface Row {
  readonly subjectId: string;
  readonly seq: number;
  readonly subjectType: string;
  readonly at: string;
  readonly exactAt: string;
  readonly action: string;
  readonly employeeId: string | null;
  readonly principalId: string | null;
  readonly bodyId: string | null;
  readonly data: {
    readonly by?: Decider | null;
    readonly code?: unknown;
    readonly ordinal?: unknown;
  } | null;
}

const keyset = z.tuple([z.iso.datetime(), contractId, z.number().int().min(1).max(2_147_483_647)]);
export type RecordPlace = z.infer<typeof keyset>;

/** The record as it is read: newest first, never more of it than the reader may know. */
@Injectable()
export class RecordQueries {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
    private readonly subjects: AuditSubjects,
  ) {}

  /** @throws AppError FORBIDDEN for a body whose record is not the reader's; VALIDATION_FAILED for a foreign cursor */
  async page(
    reader: Actor,
    reach: RecordReach,
    { cursor, limit, ...filters }: RecordQuery,
  ): Promise<RecordPage> {
    const rows = await this.rows(reach, filters, decodeCursor(cursor, keyset), limit + 1);
    const { items, nextCursor } = pageFrom(rows, limit, placeOf);
    return { items: await this.named(reader, items), nextCursor };
  }

  /**
   * All entries, in pages, as they are now: what is written meanwhile is not among them.
   * @throws AppError as `page`
   */
  async *all(
    reader: Actor,
    reach: RecordReach,
    filters: RecordFilters,
    pageSize: number,
  ): AsyncGenerator<RecordEntry[]> {
    for (let after: RecordPlace | undefined; ; ) {
      const rows = await this.rows(reach, filters, after, pageSize);
      const last = rows.at(-1);
      if (!last) return;
      yield await this.named(reader, rows);
      if (rows.length < pageSize) return;
      after = placeOf(last);
    }
  }

  /** Whether more entries answer to the filters than `most`. @throws AppError as `page` */
  async exceeds(reach: RecordReach, filters: RecordFilters, most: number): Promise<boolean> {
    const { conditions, values } = narrowed(reach, filters);
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const beyond = await this.sql.rowsPlannedAnew<object>(
      `SELECT 1 AS found FROM kernel.audit_entry entry ${where} LIMIT 1 OFFSET $${values.length + 1}`,
      [...values, most],
    );
    return beyond.length > 0;
  }

  private async rows(
    reach: RecordReach,
    filters: RecordFilters,
    after: RecordPlace | undefined,
    limit: number,
  ): Promise<Row[]> {
    const { conditions, values } = narrowed(reach, filters);
    if (after) {
      const places = after.map((_, index) => `$${values.length + index + 1}`);
      // The first says no more than the second, but an index answers it.
      conditions.push(
        `at <= ${places[0]}::timestamptz`,
        `(at, subject_id, seq) < (${places[0]}, ${places[1]}::uuid, ${places[2]}::int)`,
      );
      values.push(...after);
    }
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    return this.sql.rowsPlannedAnew<Row>(
      `${ENTRIES} ${where} ORDER BY entry.at DESC, subject_id DESC, seq DESC LIMIT $${values.length + 1}`,
      [...values, limit],
    );
  }

  private async named(reader: Actor, rows: readonly Row[]): Promise<RecordEntry[]> {
    const [people, bodies, things] = await Promise.all([
      this.directory.employees(
        distinct(rows.flatMap(({ employeeId, principalId }) => [employeeId, principalId])),
      ),
      this.directory.bodies(distinct(rows.map(({ bodyId }) => bodyId))),
      this.things(reader, rows),
    ]);
    const personOf = new Map(people.map((person) => [person.id, person]));
    const bodyOf = new Map(
      bodies.map(({ id, name, shortName }): [string, BodyRef] => [id, { id, name, shortName }]),
    );
    return rows.map(({ subjectId, seq, subjectType, at, action, employeeId, principalId, bodyId, data }) => {
      const by = data?.by?.id === employeeId ? data?.by : employeeId && personOf.get(employeeId);
      const written = data?.by?.onBehalfOf;
      const principal = written?.id === principalId ? written : principalId && personOf.get(principalId);
      const thing = things.get(subjectId);
      return {
        at,
        action,
        thing: {
          kind: subjectType,
          id: subjectId,
          name: thing?.name ?? null,
          linkId: thing?.linkId ?? null,
        },
        seq,
        by: by ? { id: by.id, fullName: by.fullName, post: by.post } : null,
        onBehalfOf: principal
          ? { id: principal.id, fullName: principal.fullName, post: principal.post }
          : null,
        body: (bodyId && bodyOf.get(bodyId)) || null,
        code: typeof data?.code === 'string' ? data.code : null,
        versionMark: typeof data?.ordinal === 'number' && data.ordinal > 0 ? `/${data.ordinal}` : '',
      };
    });
  }

  private async things(reader: Actor, rows: readonly Row[]) {
    const kinds = distinct(rows.map(({ subjectType }) => subjectType));
    const named = await Promise.all(
      kinds.map((kind) =>
        this.subjects.names(
          reader,
          kind,
          distinct(rows.filter((row) => row.subjectType === kind).map(({ subjectId }) => subjectId)),
        ),
      ),
    );
    return new Map(named.flatMap((names) => [...names]));
  }
}

/** Conditions are constants of the code; what varies is in the values. */
function narrowed(
  reach: RecordReach,
  { from, until, person, body, action, kind, thing }: RecordFilters,
): { conditions: string[]; values: unknown[] } {
  if (!reach.all && body !== undefined && body !== reach.bodyId) throw new AppError('FORBIDDEN');
  const wanted: [unknown, (place: string) => string][] = [
    [reach.all ? body : reach.bodyId, (place) => `record_body_id = ${place}`],
    [from, (place) => `at >= ${dayBegins(place)}`],
    [until, (place) => `at < ${dayBegins(`(${place}::date + 1)`)}`],
    [person, (place) => `employee_id = ${place}`],
    [action, (place) => `action = ${place}`],
    [kind, (place) => `subject_type = ${place}`],
    [thing, (place) => `subject_id = ${place}`],
  ];
  const asked = wanted.filter(([value]) => value !== undefined);
  return {
    conditions: asked.map(([, condition], index) => condition(`$${index + 1}`)),
    values: asked.map(([value]) => value),
  };
}

function placeOf({ exactAt, subjectId, seq }: Row): RecordPlace {
  return [exactAt, subjectId, seq];
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
