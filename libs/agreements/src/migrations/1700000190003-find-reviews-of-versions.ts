import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All reviews of a version are read with its card: the index of one review per body leaves out those that were withdrawn. */
export class FindReviewsOfVersions1700000190003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX review_version ON agreements.review (version_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.review_version');
  }
}
