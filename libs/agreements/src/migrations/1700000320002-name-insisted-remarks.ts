import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where every remark was answered once, the inbox names what is left of the talk: what bodies insist on (775:21). */
export class NameInsistedRemarks1700000320002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE inbox.task SET verb = 'answer_insisted'
      WHERE verb = 'answer_remarks' AND closed_at IS NULL AND NOT EXISTS (SELECT FROM agreements.remark
        WHERE remark.act_id = task.subject_id AND remark.level = 'body' AND remark.state = 'placed')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE inbox.task SET verb = 'answer_remarks' WHERE verb = 'answer_insisted'`);
  }
}
