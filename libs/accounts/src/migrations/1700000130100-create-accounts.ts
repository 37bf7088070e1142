import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccounts1700000130100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA accounts');
    await runner.query(`
      CREATE TABLE accounts.request (
        id uuid NOT NULL, state text NOT NULL, body_id uuid NOT NULL, employee_id uuid NOT NULL, body jsonb NOT NULL,
        employee jsonb NOT NULL, login text NOT NULL, reason text NOT NULL, requested_by_id uuid NOT NULL,
        requested_by jsonb NOT NULL, requested_at timestamptz NOT NULL, decided_by jsonb, decided_at timestamptz,
        decision_reason text NOT NULL DEFAULT '', expires_at timestamptz, account_id uuid,
        CONSTRAINT "PK_request" PRIMARY KEY (id),
        CONSTRAINT request_of_body FOREIGN KEY (body_id) REFERENCES directory.state_body,
        CONSTRAINT request_for_employee FOREIGN KEY (employee_id) REFERENCES directory.employee,
        CONSTRAINT request_by_employee FOREIGN KEY (requested_by_id) REFERENCES directory.employee,
        CONSTRAINT request_account FOREIGN KEY (account_id) REFERENCES directory.account ON DELETE SET NULL)`);
    await runner.query(`
      CREATE UNIQUE INDEX request_open_employee ON accounts.request (employee_id)
      WHERE state IN ('requested', 'approved')`);
    await runner.query(`
      CREATE UNIQUE INDEX request_open_login ON accounts.request (login)
      WHERE state IN ('requested', 'approved')`);
    await runner.query('CREATE INDEX request_body ON accounts.request (body_id, id)');
    await runner.query('CREATE INDEX request_account_id ON accounts.request (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA accounts CASCADE');
  }
}
