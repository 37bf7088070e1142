import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSigning1700000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA signing');
    await runner.query(`
      CREATE TABLE signing.preparation (
        id uuid NOT NULL, step_id uuid NOT NULL, employee_id uuid NOT NULL, statement bytea NOT NULL,
        manifest bytea NOT NULL, expires_at timestamptz NOT NULL, used_at timestamptz,
        CONSTRAINT "PK_preparation" PRIMARY KEY (id))`);
    await runner.query('CREATE INDEX preparation_expires ON signing.preparation (expires_at)');
    await runner.query(`
      CREATE TABLE signing.signature (
        id uuid NOT NULL, subject_id uuid NOT NULL, step_id uuid NOT NULL, employee_id uuid NOT NULL,
        statement bytea NOT NULL, manifest bytea NOT NULL, cms bytea NOT NULL, report jsonb NOT NULL,
        signed_at timestamptz NOT NULL, CONSTRAINT "PK_signature" PRIMARY KEY (id),
        CONSTRAINT "UQ_signature_step" UNIQUE (step_id))`);
    await runner.query('CREATE INDEX signature_subject ON signing.signature (subject_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA signing CASCADE');
  }
}
