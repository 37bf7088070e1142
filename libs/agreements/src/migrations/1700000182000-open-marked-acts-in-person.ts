import type { MigrationInterface, QueryRunner } from 'typeorm';

const PEOPLE = `
  SELECT act.initiator_id AS id, true AS lends
  UNION SELECT unnest(step.assignee_ids), step.state = 'open' FROM agreements.route_step step
    WHERE step.act_id = act.id AND step.state <> 'cancelled'
  UNION SELECT (step.decided_by ->> 'id')::uuid, false FROM agreements.route_step step
    WHERE step.act_id = act.id AND step.state <> 'cancelled'
  UNION SELECT unnest(ARRAY[(review.executor ->> 'id')::uuid, review.responsible_head_id]), false
    FROM agreements.review review JOIN agreements.act_version version ON version.id = review.version_id
    WHERE version.act_id = act.id AND review.executor IS NOT NULL
  UNION SELECT reader.employee_id, false FROM agreements.named_reader reader WHERE reader.act_id = act.id`;

/** Who acts in another's stead opens no marked act that is open to the other in person: the scopes tell the two apart. */
export class OpenMarkedActsInPerson1700000182000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE agreements.draft_act act SET scopes = ARRAY(
        SELECT DISTINCT CASE WHEN person.lends THEN person.id ELSE overlay(person.id::text PLACING '8' FROM 15)::uuid END
        FROM (${PEOPLE}) person WHERE person.id IS NOT NULL)
      WHERE official_use`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE agreements.draft_act act SET scopes = ARRAY(
        SELECT DISTINCT person.id FROM (${PEOPLE}) person WHERE person.id IS NOT NULL)
      WHERE official_use`);
  }
}
