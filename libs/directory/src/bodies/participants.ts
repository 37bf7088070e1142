import { isNamedOfficer } from '../duties/officers.js';

/**
 * SQL: does `directory.state_body body` take part in agreeing? It is on the list of participants that day and has a
 * documentation service, or somebody named to do its work (617:11, 775:16). @param day a place with its type: `$2::date`
 */
export function takesPart(day: string): string {
  return `(body.participates AND coalesce(body.participates_from <= ${day}, true)
    AND coalesce(body.participates_to >= ${day}, true)
    AND (EXISTS (SELECT FROM directory.unit officers
        WHERE officers.body_id = body.id AND officers.kind = 'documentation' AND officers.closed_at IS NULL)
      OR EXISTS (SELECT FROM directory.employee officer
        WHERE officer.body_id = body.id AND ${isNamedOfficer('officer.id')})))`;
}

/** SQL: how long ago `directory.state_body body` was confirmed, as `Freshness`. @param now a place: `$2` */
export function freshnessAt(now: string): string {
  return `CASE WHEN body.confirmed_at > ${now}::timestamptz - interval '3 months' THEN 'fresh'
    WHEN body.confirmed_at > ${now}::timestamptz - interval '1 year' THEN 'due' ELSE 'stale' END`;
}
