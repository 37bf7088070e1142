import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A signature may be made in another's stead. */
export class NamePrincipals1700000100100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signing.preparation ADD on_behalf_of uuid');
    await runner.query('ALTER TABLE signing.signature ADD on_behalf_of uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signing.signature DROP on_behalf_of');
    await runner.query('ALTER TABLE signing.preparation DROP on_behalf_of');
  }
}
