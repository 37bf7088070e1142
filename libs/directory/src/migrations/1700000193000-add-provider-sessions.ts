import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddProviderSessions1700000193000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.provider_session (
        session_id uuid NOT NULL, subject text NOT NULL, sid text, sealed_token bytea NOT NULL,
        CONSTRAINT "PK_provider_session" PRIMARY KEY (session_id),
        CONSTRAINT provider_session_of_session FOREIGN KEY (session_id) REFERENCES directory.session (id)
          ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX provider_session_subject ON directory.provider_session (subject)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.provider_session');
  }
}
