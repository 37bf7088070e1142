import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddProviderAttempts1700000140000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.provider_attempt (
        state_hash bytea NOT NULL, browser_hash bytea NOT NULL, nonce text NOT NULL, code_verifier text NOT NULL,
        return_url text NOT NULL, expires_at timestamptz NOT NULL,
        CONSTRAINT "PK_provider_attempt" PRIMARY KEY (state_hash))`);
    await runner.query('CREATE INDEX provider_attempt_expires ON directory.provider_attempt (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.provider_attempt');
  }
}
