import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A signature of a protocol that cannot be judged yet waits, as one of a step does. */
export class KeepProtocolSignaturesWaiting1700000223001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.protocol ADD developer_pending jsonb, ADD body_pending jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.protocol DROP developer_pending, DROP body_pending');
  }
}
