import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddDelegations1700000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE directory.delegation (
        id uuid NOT NULL, body_id uuid NOT NULL, principal_id uuid NOT NULL, stand_in_id uuid NOT NULL, rooms text[],
        starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, reason text NOT NULL,
        made_at timestamptz NOT NULL, made_by uuid NOT NULL, revoked_at timestamptz,
        CONSTRAINT "PK_delegation" PRIMARY KEY (id),
        CONSTRAINT delegation_not_to_self CHECK (principal_id <> stand_in_id),
        CONSTRAINT delegation_in_order CHECK (starts_at < ends_at),
        CONSTRAINT delegation_in_body FOREIGN KEY (body_id) REFERENCES directory.state_body,
        CONSTRAINT delegation_of_principal FOREIGN KEY (principal_id) REFERENCES directory.employee,
        CONSTRAINT delegation_to_stand_in FOREIGN KEY (stand_in_id) REFERENCES directory.employee,
        CONSTRAINT delegation_made_by FOREIGN KEY (made_by) REFERENCES directory.employee)`);
    await runner.query(
      'CREATE INDEX delegation_stand_in ON directory.delegation (stand_in_id) WHERE revoked_at IS NULL',
    );
    await runner.query('CREATE INDEX delegation_principal ON directory.delegation (principal_id)');
    await runner.query('CREATE INDEX delegation_body ON directory.delegation (body_id, starts_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE directory.delegation');
  }
}
