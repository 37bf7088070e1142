import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The arithmetic of a term says at what hour it ends; until now every term ended at six in the evening. */
export class NameClosingOfTerms1700000191020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE agreements.review SET term = term || '{"closes": "18:00"}' WHERE term IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE agreements.review SET term = term - 'closes' WHERE term IS NOT NULL`);
  }
}
