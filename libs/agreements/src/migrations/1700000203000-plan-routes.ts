import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The route inside the developer body becomes data of its version; what was fixed is the plan of all that are there. */
export class PlanRoutes1700000203000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.act_version ADD COLUMN plan jsonb');
    await runner.query(`
      UPDATE agreements.act_version SET plan = jsonb_build_object('stages',
        CASE WHEN interested_units = '[]' THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object(
          'order', 'parallel', 'steps', (
            SELECT jsonb_agg(jsonb_build_object('key', 'unit:' || (unit ->> 'id'), 'kind', 'unit_agreement',
              'unit', unit, 'person', NULL) ORDER BY place)
            FROM jsonb_array_elements(interested_units) WITH ORDINALITY AS asked (unit, place)))) END
        || '[{"order": "sequence", "steps": [{"key": "legal_visa", "kind": "legal_visa", "unit": null, "person": null}]},
             {"order": "sequence", "steps": [{"key": "head", "kind": "developer_signature", "unit": null, "person": null}]}]')`);
    await runner.query('ALTER TABLE agreements.act_version ALTER COLUMN plan SET NOT NULL');
    await runner.query('ALTER TABLE agreements.route_step ADD COLUMN plan_key text');
    await runner.query(`
      UPDATE agreements.route_step SET plan_key = CASE kind WHEN 'unit_agreement' THEN 'unit:' || (unit ->> 'id')
        WHEN 'legal_visa' THEN 'legal_visa' WHEN 'developer_signature' THEN 'head' END
      WHERE review_id IS NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX route_step_once ON agreements.route_step (version_id, round, plan_key)
      WHERE plan_key IS NOT NULL AND state = ANY (ARRAY['open'::text, 'done'::text])`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.route_step DROP COLUMN plan_key');
    await runner.query('ALTER TABLE agreements.act_version DROP COLUMN plan');
  }
}
