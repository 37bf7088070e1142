import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddWaysOfSessions1700000230001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE directory.session ADD way text NOT NULL DEFAULT 'password',
        ADD second_factor boolean NOT NULL DEFAULT false`);
    await runner.query(`
      UPDATE directory.session SET way = CASE WHEN certificate_serial IS NOT NULL THEN 'certificate' ELSE 'provider' END
      WHERE certificate_serial IS NOT NULL OR id IN (SELECT session_id FROM directory.provider_session)`);
    await runner.query(
      'ALTER TABLE directory.session ALTER way DROP DEFAULT, ALTER second_factor DROP DEFAULT',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.session DROP way, DROP second_factor');
  }
}
