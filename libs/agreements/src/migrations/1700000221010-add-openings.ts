import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has opened which version of an act, from now on. */
export class AddOpenings1700000221010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.opening (
        version_id uuid NOT NULL, body_id uuid NOT NULL, employee_id uuid NOT NULL, person jsonb NOT NULL,
        body jsonb NOT NULL, first_at timestamptz NOT NULL, last_at timestamptz NOT NULL,
        CONSTRAINT "PK_opening" PRIMARY KEY (version_id, body_id, employee_id),
        CONSTRAINT opening_of_version FOREIGN KEY (version_id) REFERENCES agreements.act_version (id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.opening');
  }
}
