import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bodies keep routes for their drafts. */
export class AddRouteTemplates1700000203003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.route_template (
        id uuid NOT NULL, body_id uuid NOT NULL, name text NOT NULL, kind text, route jsonb NOT NULL,
        revision integer NOT NULL, saved_at timestamptz NOT NULL, saved_by jsonb NOT NULL,
        CONSTRAINT "PK_route_template" PRIMARY KEY (id))`);
    await runner.query('CREATE INDEX route_template_body ON agreements.route_template (body_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.route_template');
  }
}
