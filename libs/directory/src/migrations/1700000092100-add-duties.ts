import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddDuties1700000092100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.duty_holder (
        employee_id uuid NOT NULL, duty text NOT NULL,
        CONSTRAINT "PK_duty_holder" PRIMARY KEY (employee_id, duty),
        CONSTRAINT duty_of_employee FOREIGN KEY (employee_id) REFERENCES directory.employee)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.duty_holder');
  }
}
