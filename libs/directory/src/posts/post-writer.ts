import type { LocalizedText, PostKind } from '#contracts';
import { newId, type Sql } from '#kernel';

export interface MainPost {
  readonly employeeId: string;
  readonly unitId: string;
  readonly post: LocalizedText;
  readonly kind: PostKind;
}

/**
 * Brings a person's main post up to date where all his posts are entered anew, as an import does. The post that he
 * has there already is renamed; from any other he goes over now. Posts of another body end. Must run in a transaction.
 */
export async function putMainPost(
  sql: Sql,
  { employeeId, unitId, post, kind }: MainPost,
  now: Date,
): Promise<void> {
  const renamed = await sql.execute(
    `UPDATE directory.post_holding SET post = $4
     WHERE employee_id = $1 AND unit_id = $2 AND kind = $3 AND main AND ends_at IS NULL`,
    [employeeId, unitId, kind, post],
  );
  if (renamed > 0) return;
  // What was to begin later never did; what holds ends now.
  const ending = `employee_id = $1 AND (ends_at IS NULL OR ends_at > $3)
    AND (main OR body_id <> (SELECT body_id FROM directory.unit WHERE id = $2))`;
  await sql.execute(`DELETE FROM directory.post_holding WHERE ${ending} AND begins_at >= $3`, [
    employeeId,
    unitId,
    now,
  ]);
  await sql.execute(`UPDATE directory.post_holding SET ends_at = $3 WHERE ${ending}`, [
    employeeId,
    unitId,
    now,
  ]);
  await sql.execute(
    `INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main, begins_at)
     SELECT $1, $2, unit.body_id, unit.id, $4, $5, true,
       CASE WHEN EXISTS (SELECT FROM directory.post_holding WHERE employee_id = $2) THEN $6::timestamptz END
     FROM directory.unit WHERE unit.id = $3`,
    [newId(), employeeId, unitId, post, kind, now],
  );
}
