import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acts are found by words in the texts of their files, of those that are placed from now on. */
export class FindByTexts1700000204020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.file_words (
        sha256 text NOT NULL, words tsvector NOT NULL, CONSTRAINT "PK_file_words" PRIMARY KEY (sha256))`);
    await runner.query('CREATE INDEX file_words_words ON agreements.file_words USING gin (words)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.file_words');
  }
}
