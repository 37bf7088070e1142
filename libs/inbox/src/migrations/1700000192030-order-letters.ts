import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters about the safety of an account go before all others that are due. */
export class OrderLetters1700000192030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox.letter ADD rank integer NOT NULL DEFAULT 1');
    await runner.query('DROP INDEX inbox.letter_due');
    await runner.query(`CREATE INDEX letter_due ON inbox.letter (rank, send_at) WHERE state = 'waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox.letter_due');
    await runner.query(`CREATE INDEX letter_due ON inbox.letter (send_at) WHERE state = 'waiting'`);
    await runner.query('ALTER TABLE inbox.letter DROP rank');
  }
}
