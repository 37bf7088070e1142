import { personalScopeSql } from '#kernel';

/**
 * Who may open a marked act (775:3), as SQL rows (id, lends) of employees: its initiator, those whose step it is or was, who
 * decided one, those who have the work in an approving body, and those who were named. Units and bodies never: who comes
 * into a post is named anew. A step that was called off lets nobody in. Who went over to another body is none of them
 * before he is asked, or named, anew.
 *
 * `lends`: it is his work, and waits for whoever acts in his stead too. Else it is open to him in person.
 */
const PEOPLE = `
  SELECT act.initiator_id AS id, true AS lends
  UNION SELECT unnest(step.assignee_ids), step.state = 'open' FROM agreements.route_step step
    JOIN agreements.act_version of_step ON of_step.id = step.version_id
    WHERE of_step.act_id = act.id AND step.state <> 'cancelled'
  UNION SELECT (step.decided_by ->> 'id')::uuid, false FROM agreements.route_step step
    JOIN agreements.act_version of_step ON of_step.id = step.version_id
    WHERE of_step.act_id = act.id AND step.state <> 'cancelled'
  UNION SELECT unnest(ARRAY[(review.executor ->> 'id')::uuid, review.responsible_head_id]), false
    FROM agreements.review review JOIN agreements.act_version of_review ON of_review.id = review.version_id
    WHERE of_review.act_id = act.id AND review.executor IS NOT NULL
  UNION SELECT reader.employee_id, false FROM agreements.named_reader reader WHERE reader.act_id = act.id`;

/** An SQL array of the employees who may open the marked act `act`. */
export const PEOPLE_OF_ACT = `ARRAY(SELECT DISTINCT person.id FROM (${PEOPLE}) person
  WHERE person.id IS NOT NULL AND person.id <> ALL(act.closed_to))`;

/**
 * An SQL array of the scopes that open the marked act `act`: those of these people, and of no unit and no body.
 * @param closed an SQL array: to whom it is closed
 */
export const scopesOfMarked = (closed: string): string => `ARRAY(
  SELECT DISTINCT CASE WHEN person.lends THEN person.id ELSE ${personalScopeSql('person.id')} END
  FROM (${PEOPLE}) person WHERE person.id IS NOT NULL AND person.id <> ALL(${closed}))`;
