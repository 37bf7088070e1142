import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Titles are found by any piece; numbers by their figure, which has an index of its own. */
export class FindTitlesByPieces1700000260001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.replace(runner, 'draft_act_words', 'draft_act_titles', '');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.replace(runner, 'draft_act_titles', 'draft_act_words', ` || ' ' || coalesce(number, '')`);
  }

  private async replace(runner: QueryRunner, old: string, index: string, more: string): Promise<void> {
    await runner.query(`DROP INDEX agreements.${old}`);
    await runner.query(`
      CREATE INDEX ${index} ON agreements.draft_act
      USING gin ((title || ' ' || coalesce(public_title, '')${more}) gin_trgm_ops)
      WITH (gin_pending_list_limit = 512)`);
  }
}
