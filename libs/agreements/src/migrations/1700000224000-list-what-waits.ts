import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A step names the body in whose route it stands: so what waits in a body, and what is late, is found by what is open alone. */
export class ListWhatWaits1700000224000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step ADD body_id uuid');
    await runner.query(`
      UPDATE agreements.route_step step SET body_id = coalesce(
        (SELECT body_id FROM agreements.review WHERE review.id = step.review_id),
        CASE WHEN step.kind IN ('office_registration', 'office_consideration')
          THEN (SELECT office_id FROM agreements.submission WHERE submission.id = step.submission_id) END,
        (SELECT developer_body_id FROM agreements.draft_act act WHERE act.id = step.act_id))`);
    await runner.query('ALTER TABLE agreements.route_step ALTER body_id SET NOT NULL');
    await runner.query(
      `CREATE INDEX route_step_waiting ON agreements.route_step (body_id, due_at) WHERE state = 'open'`,
    );
    await runner.query(`
      CREATE INDEX review_late ON agreements.review (due_at)
      WHERE state <> ALL (ARRAY['settled'::text, 'withdrawn'::text])`);
    // Of a million acts each body and each person has a part: with fewer of them known by name the planner takes somebody who
    // reads a hundred acts for one who reads thousands, and goes through the whole list for him.
    await runner.query('ALTER TABLE agreements.draft_act ALTER scopes SET STATISTICS 1000');
    await runner.query('ALTER TABLE agreements.route_step ALTER body_id SET STATISTICS 1000');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.draft_act ALTER scopes SET STATISTICS -1');
    await runner.query('DROP INDEX agreements.review_late');
    await runner.query('ALTER TABLE agreements.route_step DROP body_id');
  }
}
