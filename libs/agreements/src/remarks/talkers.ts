/**
 * Who speaks for a body about its remarks, the first first: the executor of its newest review that has one, and the head
 * of the responsible unit. $1 act, $2 body; SQL rows (id).
 */
export const TALKERS = `
  SELECT person.id FROM (
    SELECT (review.executor ->> 'id')::uuid AS executor_id, review.responsible_head_id
    FROM agreements.review JOIN agreements.act_version version ON version.id = review.version_id
    WHERE version.act_id = $1 AND review.body_id = $2 AND review.executor IS NOT NULL
    ORDER BY version.ordinal DESC, review.place DESC LIMIT 1) newest
  CROSS JOIN LATERAL (VALUES (1, newest.executor_id), (2, newest.responsible_head_id)) AS person (place, id)
  WHERE person.id IS NOT NULL ORDER BY person.place`;
