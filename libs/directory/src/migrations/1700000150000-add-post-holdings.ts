import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refreshSearchWords } from '../people/search-words.js';

/**
 * Who holds which post, from when to when; one person may hold several. What stood on the employee's own row moves
 * there. Constraints keep one head of a body, one head of a unit and one main post of a person at a time.
 */
export class AddPostHoldings1700000150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Equality of ids in an exclusion constraint; trusted: the owner of a database may install it.
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query('ALTER TABLE directory.unit ADD CONSTRAINT unit_in_body UNIQUE (id, body_id)');
    await runner.query(`
      CREATE TABLE directory.post_holding (
        id uuid NOT NULL, employee_id uuid NOT NULL, body_id uuid NOT NULL, unit_id uuid NOT NULL,
        post jsonb NOT NULL, kind text NOT NULL, main boolean NOT NULL, begins_at timestamptz, ends_at timestamptz,
        CONSTRAINT "PK_post_holding" PRIMARY KEY (id),
        CONSTRAINT post_of_employee FOREIGN KEY (employee_id) REFERENCES directory.employee (id),
        CONSTRAINT post_in_unit FOREIGN KEY (unit_id, body_id) REFERENCES directory.unit (id, body_id),
        CONSTRAINT post_begins_before_it_ends CHECK (begins_at < ends_at),
        CONSTRAINT post_one_head_of_body EXCLUDE USING gist
          (body_id WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE (kind = 'head_of_body'),
        CONSTRAINT post_one_head_of_unit EXCLUDE USING gist
          (unit_id WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE (kind = 'unit_head'),
        CONSTRAINT post_one_main EXCLUDE USING gist
          (employee_id WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE (main))`);
    await runner.query(`
      INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main)
      SELECT gen_random_uuid(), id, body_id, unit_id, post, post_kind, true FROM directory.employee`);
    await runner.query('CREATE INDEX post_holding_employee ON directory.post_holding (employee_id)');
    await runner.query('CREATE INDEX post_holding_unit ON directory.post_holding (unit_id)');
    await runner.query('CREATE INDEX post_holding_body ON directory.post_holding (body_id)');
    await runner.query(
      'ALTER TABLE directory.employee DROP COLUMN unit_id, DROP COLUMN post, DROP COLUMN post_kind',
    );
    const bodies: { id: string }[] = await runner.query('SELECT id FROM directory.state_body');
    for (const { id } of bodies) {
      await refreshSearchWords(
        (statement, values) => runner.query(statement, values),
        'body',
        id,
        new Date(),
      );
    }
  }

  /** Of several posts the last main one stays. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE directory.employee ADD unit_id uuid, ADD post jsonb, ADD post_kind text');
    await runner.query(`
      UPDATE directory.employee SET unit_id = held.unit_id, post = held.post, post_kind = held.kind
      FROM (SELECT DISTINCT ON (employee_id) * FROM directory.post_holding
            ORDER BY employee_id, main DESC, begins_at DESC NULLS LAST) held
      WHERE held.employee_id = employee.id`);
    await runner.query(`
      ALTER TABLE directory.employee ALTER unit_id SET NOT NULL, ALTER post SET NOT NULL, ALTER post_kind SET NOT NULL,
        ADD CONSTRAINT employee_in_unit FOREIGN KEY (unit_id) REFERENCES directory.unit (id)`);
    await runner.query('CREATE INDEX employee_unit ON directory.employee (unit_id)');
    await runner.query('DROP TABLE directory.post_holding');
    await runner.query('ALTER TABLE directory.unit DROP CONSTRAINT unit_in_body');
  }
}
