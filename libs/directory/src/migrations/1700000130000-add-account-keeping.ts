import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Activation, blocking with its reason, and the second factor of accounts (775:61). */
export class AddAccountKeeping1700000130000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE directory.account
        ADD activated_at timestamptz DEFAULT now(),
        ADD disabled_reason text,
        ADD last_sign_in_at timestamptz`);
    await runner.query(`ALTER TABLE directory.state_body ADD second_factor text NOT NULL DEFAULT 'off'`);
    await runner.query(`
      CREATE TABLE directory.activation_code (
        id uuid NOT NULL, code_hash bytea NOT NULL, account_id uuid NOT NULL, made_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL, used_at timestamptz, ended_at timestamptz,
        CONSTRAINT "PK_activation_code" PRIMARY KEY (id),
        CONSTRAINT activation_code_hash UNIQUE (code_hash),
        CONSTRAINT activation_code_of_account FOREIGN KEY (account_id) REFERENCES directory.account
          ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX activation_code_account ON directory.activation_code (account_id)');
    await runner.query(`
      CREATE TABLE directory.second_factor (
        account_id uuid NOT NULL, sealed_secret bytea NOT NULL, confirmed_at timestamptz,
        last_step integer NOT NULL DEFAULT 0, recovery_salt bytea, failures integer NOT NULL DEFAULT 0,
        failed_at timestamptz, locked_until timestamptz,
        CONSTRAINT "PK_second_factor" PRIMARY KEY (account_id),
        CONSTRAINT second_factor_of_account FOREIGN KEY (account_id) REFERENCES directory.account
          ON DELETE CASCADE)`);
    await runner.query(`
      CREATE TABLE directory.recovery_code (
        account_id uuid NOT NULL, digest bytea NOT NULL, used_at timestamptz,
        CONSTRAINT "PK_recovery_code" PRIMARY KEY (account_id, digest),
        CONSTRAINT recovery_code_of_factor FOREIGN KEY (account_id) REFERENCES directory.second_factor
          ON DELETE CASCADE)`);
    await runner.query(`
      CREATE TABLE directory.pending_sign_in (
        id uuid NOT NULL, token_hash bytea NOT NULL, account_id uuid NOT NULL, password_hash text,
        way text NOT NULL, expires_at timestamptz NOT NULL,
        CONSTRAINT "PK_pending_sign_in" PRIMARY KEY (id),
        CONSTRAINT pending_sign_in_token UNIQUE (token_hash),
        CONSTRAINT pending_sign_in_of_account FOREIGN KEY (account_id) REFERENCES directory.account
          ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX pending_sign_in_expires ON directory.pending_sign_in (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['pending_sign_in', 'recovery_code', 'second_factor', 'activation_code']) {
      await runner.query(`DROP TABLE directory.${table}`);
    }
    await runner.query('ALTER TABLE directory.state_body DROP second_factor');
    await runner.query(
      'ALTER TABLE directory.account DROP activated_at, DROP disabled_reason, DROP last_sign_in_at',
    );
  }
}
