/**
 * Who may open a marked act (775:3), as an SQL array of employees: its initiator, those whose step it is or was, those who
 * have the work in an approving body, and those who were named. Units and bodies never: who comes into a post is named
 * anew. A step that was called off lets nobody in.
 */
export const PEOPLE_OF_ACT = `ARRAY(
  SELECT act.initiator_id
  UNION SELECT unnest(step.assignee_ids) FROM agreements.route_step step
    JOIN agreements.act_version of_step ON of_step.id = step.version_id
    WHERE of_step.act_id = act.id AND step.state <> 'cancelled'
  UNION SELECT unnest(ARRAY[(review.executor ->> 'id')::uuid, review.responsible_head_id]) FROM agreements.review review
    JOIN agreements.act_version of_review ON of_review.id = review.version_id
    WHERE of_review.act_id = act.id AND review.executor IS NOT NULL
  UNION SELECT reader.employee_id FROM agreements.named_reader reader WHERE reader.act_id = act.id)`;
