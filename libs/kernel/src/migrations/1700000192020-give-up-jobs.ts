import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A job that cannot be done is given up in the end; it stays, to be done again when its cause is mended. */
export class GiveUpJobs1700000192020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE kernel.outbox ADD given_up_at timestamptz');
    await this.index(runner, 'done_at IS NULL AND given_up_at IS NULL');
    await runner.query(
      'CREATE INDEX outbox_given_up ON kernel.outbox (given_up_at) WHERE given_up_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX kernel.outbox_given_up');
    await this.index(runner, 'done_at IS NULL');
    await runner.query('ALTER TABLE kernel.outbox DROP given_up_at');
  }

  private async index(runner: QueryRunner, open: string): Promise<void> {
    await runner.query('DROP INDEX kernel.outbox_open');
    await runner.query(`CREATE INDEX outbox_open ON kernel.outbox (next_attempt_at) WHERE ${open}`);
  }
}
