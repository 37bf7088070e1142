import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddAuditAnchors1700000093000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kernel.audit_anchor (
        number integer NOT NULL, at timestamptz NOT NULL, content text NOT NULL, hash bytea NOT NULL,
        CONSTRAINT "PK_audit_anchor" PRIMARY KEY (number))`);
    await runner.query(`
      CREATE TABLE kernel.audit_anchored_head (
        anchor integer NOT NULL, subject_id uuid NOT NULL, seq integer NOT NULL, hash bytea NOT NULL,
        CONSTRAINT "PK_audit_anchored_head" PRIMARY KEY (anchor, subject_id))`);
    await runner.query(
      'CREATE UNIQUE INDEX audit_anchored_head_place ON kernel.audit_anchored_head (subject_id, seq)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kernel.audit_anchored_head');
    await runner.query('DROP TABLE kernel.audit_anchor');
  }
}
