/** SQL that picks, of `directory.post_holding held`, the posts that are held at an instant. @param at a place: `$1` */
export function heldAt(at: string): string {
  return `(held.begins_at IS NULL OR held.begins_at <= ${at}) AND (held.ends_at IS NULL OR held.ends_at > ${at})`;
}

/** Posts of one person: the main one first. */
export const MAIN_FIRST = 'held.main DESC, held.begins_at NULLS FIRST, held.id';

/** The senior first. @param kind an expression of SQL */
export function seniorFirst(kind: string): string {
  return `array_position(ARRAY['head_of_body', 'deputy_head', 'unit_head', 'specialist'], ${kind})`;
}

/** A held post with its unit, as `HeldPost`. */
export const HELD_POST = `json_build_object('post', held.post, 'postKind', held.kind,
  'unit', json_build_object('id', unit.id, 'name', unit.name, 'kind', unit.kind))`;

/**
 * SQL: a row with the post and the unit that a person is named by: the main one of now, or the last that he had; empty
 * texts for who never had one. @param id of an employee @param at a place: `$1`
 */
export function namedBy(id: string, at: string): string {
  const nothing = `'{"kk": "", "ru": "", "en": ""}'::jsonb`;
  return `(SELECT coalesce(any_value(post), ${nothing}) AS post, coalesce(any_value(unit), ${nothing}) AS unit
    FROM (SELECT held.post, unit.name AS unit
      FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id
      WHERE held.employee_id = ${id}
      ORDER BY (${heldAt(at)}) DESC, ${MAIN_FIRST} LIMIT 1) one)`;
}
