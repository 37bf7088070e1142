import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this room has told of an outcome says which it was, and which body gave it. */
export class NameOutcomesInNews1700000074000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE inbox.task SET body_name = review.body -> 'name', verb = CASE review.outcome
          WHEN 'agreed' THEN 'body_agreed' WHEN 'refused' THEN 'body_refused' ELSE 'body_agreed_with_remarks' END
      FROM agreements.review WHERE task.key = review.id AND task.verb = 'outcome_arrived'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE inbox.task SET verb = 'outcome_arrived'
      WHERE verb IN ('body_agreed', 'body_agreed_with_remarks', 'body_refused')`);
  }
}
