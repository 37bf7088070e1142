import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What proves a signature is kept with it; signatures that cannot be judged yet wait. */
export class AddEvidence1700000072000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing.signature
        ADD judged_at timestamptz, ADD time_source text, ADD chain bytea[] NOT NULL DEFAULT '{}',
        ADD ocsp_answers bytea[] NOT NULL DEFAULT '{}', ADD crls bytea[] NOT NULL DEFAULT '{}'`);
    await runner.query(`UPDATE signing.signature SET judged_at = signed_at, time_source = 'server'`);
    await runner.query(`
      ALTER TABLE signing.signature
        ALTER judged_at SET NOT NULL, ALTER time_source SET NOT NULL, ALTER chain DROP DEFAULT,
        ALTER ocsp_answers DROP DEFAULT, ALTER crls DROP DEFAULT`);
    await runner.query(`
      CREATE TABLE signing.revocation_list (
        sha256 bytea NOT NULL, der bytea NOT NULL, CONSTRAINT "PK_revocation_list" PRIMARY KEY (sha256))`);
    await runner.query(`
      CREATE TABLE signing.waiting_signature (
        id uuid NOT NULL, step_id uuid NOT NULL, cms bytea NOT NULL, origin text NOT NULL, target jsonb NOT NULL,
        actor jsonb NOT NULL, code text NOT NULL, since timestamptz NOT NULL, attempts int NOT NULL,
        CONSTRAINT "PK_waiting_signature" PRIMARY KEY (id),
        CONSTRAINT "UQ_waiting_signature_step" UNIQUE (step_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing.waiting_signature');
    await runner.query('DROP TABLE signing.revocation_list');
    await runner.query(`
      ALTER TABLE signing.signature
        DROP judged_at, DROP time_source, DROP chain, DROP ocsp_answers, DROP crls`);
  }
}
