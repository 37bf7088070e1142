import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddProtocols1700000202010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.protocol (
        id uuid NOT NULL, act_id uuid NOT NULL, version_id uuid NOT NULL, body_id uuid NOT NULL, body jsonb NOT NULL,
        state text NOT NULL, revision integer NOT NULL, rows jsonb NOT NULL, meeting jsonb, changed boolean NOT NULL,
        returned jsonb, file jsonb, developer_signature jsonb, body_signature jsonb, created_at timestamptz NOT NULL,
        CONSTRAINT "PK_protocol" PRIMARY KEY (id),
        CONSTRAINT protocol_version FOREIGN KEY (version_id) REFERENCES agreements.act_version (id))`);
    await runner.query('CREATE INDEX protocol_act ON agreements.protocol (act_id)');
    await runner.query(`
      CREATE UNIQUE INDEX protocol_open ON agreements.protocol (act_id, body_id)
      WHERE state NOT IN ('signed', 'dropped')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.protocol');
  }
}
