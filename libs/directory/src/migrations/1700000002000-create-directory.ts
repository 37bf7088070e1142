import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDirectory1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA directory');
    await runner.query(`
      CREATE TABLE directory.state_body (
        id uuid NOT NULL, parent_id uuid, kind text NOT NULL, name jsonb NOT NULL, short_name jsonb NOT NULL,
        bin text NOT NULL,
        CONSTRAINT "PK_state_body" PRIMARY KEY (id), CONSTRAINT state_body_bin UNIQUE (bin),
        CONSTRAINT state_body_parent FOREIGN KEY (parent_id) REFERENCES directory.state_body (id))`);
    await runner.query(`
      CREATE TABLE directory.unit (
        id uuid NOT NULL, body_id uuid NOT NULL, parent_id uuid, kind text NOT NULL, name jsonb NOT NULL,
        CONSTRAINT "PK_unit" PRIMARY KEY (id),
        CONSTRAINT unit_body FOREIGN KEY (body_id) REFERENCES directory.state_body (id),
        CONSTRAINT unit_parent FOREIGN KEY (parent_id) REFERENCES directory.unit (id))`);
    await runner.query('CREATE INDEX unit_of_body ON directory.unit (body_id)');
    await runner.query(`
      CREATE TABLE directory.employee (
        id uuid NOT NULL, body_id uuid NOT NULL, unit_id uuid NOT NULL, surname text NOT NULL,
        given_name text NOT NULL, patronymic text NOT NULL, iin text NOT NULL, post jsonb NOT NULL,
        post_kind text NOT NULL, work_phone text NOT NULL, office text NOT NULL, email text NOT NULL,
        CONSTRAINT "PK_employee" PRIMARY KEY (id), CONSTRAINT employee_iin UNIQUE (iin),
        CONSTRAINT employee_in_body FOREIGN KEY (body_id) REFERENCES directory.state_body (id),
        CONSTRAINT employee_in_unit FOREIGN KEY (unit_id) REFERENCES directory.unit (id))`);
    await runner.query('CREATE INDEX employee_body ON directory.employee (body_id)');
    await runner.query('CREATE INDEX employee_unit ON directory.employee (unit_id)');
    await runner.query(`
      CREATE TABLE directory.account (
        id uuid NOT NULL, employee_id uuid NOT NULL, login text NOT NULL, password_hash text NOT NULL,
        disabled_at timestamptz,
        CONSTRAINT "PK_account" PRIMARY KEY (id), CONSTRAINT account_login UNIQUE (login),
        CONSTRAINT account_employee UNIQUE (employee_id),
        CONSTRAINT account_login_lower CHECK (login = lower(login)),
        CONSTRAINT account_of_employee FOREIGN KEY (employee_id) REFERENCES directory.employee (id))`);
    await runner.query(`
      CREATE TABLE directory.sign_in_failure (
        login text NOT NULL, failures integer NOT NULL, at timestamptz NOT NULL, locked_until timestamptz,
        CONSTRAINT "PK_sign_in_failure" PRIMARY KEY (login))`);
    await runner.query(`
      CREATE TABLE directory.session (
        id uuid NOT NULL, token_hash bytea NOT NULL, account_id uuid NOT NULL, csrf_token text NOT NULL,
        created_at timestamptz NOT NULL, last_seen_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
        user_agent text NOT NULL,
        CONSTRAINT "PK_session" PRIMARY KEY (id), CONSTRAINT session_token_hash UNIQUE (token_hash),
        CONSTRAINT session_of_account FOREIGN KEY (account_id) REFERENCES directory.account (id)
          ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX session_account ON directory.session (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA directory CASCADE');
  }
}
