import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remarks get a table of their own; those that were stated so far are taken over under their ids. */
export class AddRemarks1700000202000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agreements.remark (
        id uuid NOT NULL, act_id uuid NOT NULL, version_id uuid NOT NULL, review_id uuid NOT NULL,
        step_id uuid NOT NULL, level text NOT NULL, unit jsonb, ordinal integer, kind text NOT NULL, point text,
        place jsonb, text text NOT NULL, proposal text NOT NULL, sources uuid[] NOT NULL, author jsonb NOT NULL,
        state text NOT NULL, revision integer NOT NULL, created_at timestamptz NOT NULL, left_out_reason text,
        turns jsonb NOT NULL, answer_draft jsonb,
        CONSTRAINT "PK_remark" PRIMARY KEY (id),
        CONSTRAINT remark_version FOREIGN KEY (version_id) REFERENCES agreements.act_version (id),
        CONSTRAINT remark_of_review FOREIGN KEY (review_id) REFERENCES agreements.review (id))`);
    await runner.query('CREATE INDEX remark_act ON agreements.remark (act_id)');
    await runner.query('CREATE INDEX remark_review ON agreements.remark (review_id)');
    await runner.query('CREATE INDEX remark_step ON agreements.remark (step_id)');
    for (const table of ['review', 'route_step']) {
      await runner.query(`
        UPDATE agreements.${table} SET remarks = (
          SELECT jsonb_agg('{"kind": "substance", "excerpt": null}'::jsonb || one ORDER BY place)
          FROM jsonb_array_elements(remarks) WITH ORDINALITY AS found (one, place))
        WHERE remarks <> '[]'`);
    }
    await runner.query(`
      INSERT INTO agreements.remark (id, act_id, version_id, review_id, step_id, level, unit, ordinal, kind, point,
        text, proposal, sources, author, state, revision, created_at, turns)
      SELECT (one ->> 'id')::uuid, step.act_id, step.version_id, step.review_id, step.id, 'unit', step.unit,
        (one ->> 'ordinal')::int, 'substance', one ->> 'point', one ->> 'text', one ->> 'proposal', '{}',
        step.decided_by, CASE WHEN review.state IN ('in_work') THEN 'stated' ELSE 'kept' END, 1, step.decided_at, '[]'
      FROM agreements.route_step step JOIN agreements.review ON review.id = step.review_id
      CROSS JOIN jsonb_array_elements(step.remarks) one
      WHERE step.kind = 'opinion' AND step.state = 'done'`);
    await runner.query(`
      INSERT INTO agreements.remark (id, act_id, version_id, review_id, step_id, level, unit, ordinal, kind, point,
        text, proposal, sources, author, state, revision, created_at, turns)
      SELECT (one ->> 'id')::uuid, step.act_id, review.version_id, review.id, step.id, 'body', review.responsible_unit,
        (one ->> 'ordinal')::int, 'substance', one ->> 'point', one ->> 'text', one ->> 'proposal', '{}',
        coalesce(step.decided_by, review.executor),
        CASE review.state WHEN 'settled' THEN 'placed' WHEN 'in_work' THEN 'draft' ELSE 'stated' END,
        1, coalesce(step.decided_at, step.created_at), '[]'
      FROM agreements.review
      CROSS JOIN LATERAL (SELECT * FROM agreements.route_step one WHERE one.review_id = review.id
        AND one.kind = 'outcome' AND one.state <> 'cancelled' ORDER BY one.id DESC LIMIT 1) step
      CROSS JOIN jsonb_array_elements(review.remarks) one`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agreements.remark');
  }
}
