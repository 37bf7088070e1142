import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddOfficialUse1700000160100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.draft_act ADD official_use boolean NOT NULL DEFAULT false');
    await runner.query(`
      CREATE TABLE agreements.named_reader (
        act_id uuid NOT NULL, employee_id uuid NOT NULL, person jsonb NOT NULL, body jsonb NOT NULL,
        named_by jsonb NOT NULL, named_at timestamptz NOT NULL,
        CONSTRAINT "PK_named_reader" PRIMARY KEY (act_id, employee_id),
        CONSTRAINT named_reader_act FOREIGN KEY (act_id) REFERENCES agreements.draft_act (id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.named_reader');
    await runner.query('ALTER TABLE agreements.draft_act DROP official_use');
  }
}
