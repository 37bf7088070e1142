import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list finds what waits in the talk about remarks, and what is late in it; of what has ended nothing is awaited. */
export class ListByRemarkTerms1700000233001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX remark_term_body ON agreements.remark_term (body_id)');
    await runner.query('CREATE INDEX remark_term_due ON agreements.remark_term (due_at)');
    await runner.query(`
      DELETE FROM agreements.remark_term USING agreements.draft_act act
      WHERE act.id = remark_term.act_id AND (act.withdrawn IS NOT NULL OR act.archived_at IS NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX agreements.remark_term_due');
    await runner.query('DROP INDEX agreements.remark_term_body');
  }
}
