import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddSignInChallenges1700000070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.sign_in_challenge (
        id uuid NOT NULL, content bytea NOT NULL, origin text NOT NULL, expires_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT "PK_sign_in_challenge" PRIMARY KEY (id))`);
    await runner.query('CREATE INDEX sign_in_challenge_expires ON directory.sign_in_challenge (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.sign_in_challenge');
  }
}
