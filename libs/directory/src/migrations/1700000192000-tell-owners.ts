import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Owners are told of their accounts and rights: from where they sign in, and that what they stand in for ends. */
export class TellOwners1700000192000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.known_place (
        account_id uuid NOT NULL, browser text NOT NULL, system text NOT NULL, network text NOT NULL,
        last_seen_at timestamptz NOT NULL,
        CONSTRAINT "PK_known_place" PRIMARY KEY (account_id, browser, system, network),
        CONSTRAINT known_place_of_account FOREIGN KEY (account_id) REFERENCES directory.account (id) ON DELETE CASCADE)`);
    await runner.query(
      'ALTER TABLE directory.delegation ADD ending_told_at timestamptz, ADD ended_told_at timestamptz',
    );
    // What was over before is not told any more.
    await runner.query('UPDATE directory.delegation SET ended_told_at = ends_at WHERE ends_at <= now()');
    await runner.query(`
      CREATE INDEX delegation_to_tell ON directory.delegation (ends_at)
      WHERE revoked_at IS NULL AND ended_told_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.delegation DROP ending_told_at, DROP ended_told_at');
    await runner.query('DROP TABLE directory.known_place');
  }
}
