import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foldedWords } from '#contracts';

const BATCH = 1000;

/** Versions are found by the folded words of their requisites; those that are there get theirs. */
export class FindByRequisites1700000204010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE agreements.act_version ADD search_words tsvector NOT NULL DEFAULT ''::tsvector`,
    );
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: { id: string; text: string }[] = await runner.query(
        `SELECT version.id, concat_ws(' ', version.title, version.description, act.initiator ->> 'fullName',
           act.developer_body -> 'name', act.developer_body -> 'shortName', version.legal_head ->> 'fullName',
           version.body_head ->> 'fullName',
           jsonb_path_query_array(version.approving_bodies, '$[*].name.*'),
           jsonb_path_query_array(version.approving_bodies, '$[*].shortName.*'),
           jsonb_path_query_array(version.interested_units, '$[*].name.*'),
           jsonb_path_query_array(version.files, '$[*].name')) AS text
         FROM agreements.act_version version JOIN agreements.draft_act act ON act.id = version.act_id
         WHERE version.id > $1 ORDER BY version.id LIMIT ${BATCH}`,
        [after],
      );
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
      for (const { id, text } of rows) {
        await runner.query(
          'UPDATE agreements.act_version SET search_words = array_to_tsvector($2) WHERE id = $1',
          [id, [...new Set(foldedWords(text))]],
        );
      }
    }
    await runner.query('CREATE INDEX act_version_words ON agreements.act_version USING gin (search_words)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agreements.act_version DROP search_words');
  }
}
