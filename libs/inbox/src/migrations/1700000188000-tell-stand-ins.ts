import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice says whom it tells: the one whose task it is, or who stands in for him. */
export class TellStandIns1700000188000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE inbox.notice ADD employee_id uuid');
    await runner.query(
      'UPDATE inbox.notice SET employee_id = task.employee_id FROM inbox.task WHERE task.id = task_id',
    );
    await runner.query(`
      ALTER TABLE inbox.notice ALTER employee_id SET NOT NULL, DROP CONSTRAINT "PK_notice",
        ADD CONSTRAINT "PK_notice" PRIMARY KEY (task_id, occasion, employee_id),
        ADD CONSTRAINT notice_to_employee FOREIGN KEY (employee_id) REFERENCES directory.employee (id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DELETE FROM inbox.notice USING inbox.task WHERE task.id = task_id AND task.employee_id <> notice.employee_id',
    );
    await runner.query(`
      ALTER TABLE inbox.notice DROP CONSTRAINT notice_to_employee, DROP CONSTRAINT "PK_notice",
        ADD CONSTRAINT "PK_notice" PRIMARY KEY (task_id, occasion), DROP COLUMN employee_id`);
  }
}
