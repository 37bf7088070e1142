import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddWorkingHours1700000120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.working_hours (
        body_id uuid NOT NULL, opens text NOT NULL, lunch_from text NOT NULL, lunch_to text NOT NULL,
        closes text NOT NULL, CONSTRAINT "PK_working_hours" PRIMARY KEY (body_id),
        CONSTRAINT working_hours_of_body FOREIGN KEY (body_id) REFERENCES directory.state_body (id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.working_hours');
  }
}
