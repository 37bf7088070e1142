import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddSessionDetails1700000091000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE directory.session
        ADD address text NOT NULL DEFAULT '',
        ADD certificate_serial text,
        ADD ended_at timestamptz`);
    await runner.query('ALTER TABLE directory.account ADD password_changed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.account DROP password_changed_at');
    await runner.query('ALTER TABLE directory.session DROP address, DROP certificate_serial, DROP ended_at');
  }
}
