import { Injectable } from '@nestjs/common';
import { SubjectReaders } from '#inbox';
import { Sql } from '#kernel';
import { visibleTo } from './draft-acts.policy.js';

/** Tells the inbox who may read an act, by the same rule as its lists and its card. */
@Injectable()
export class ActReaders {
  constructor(readers: SubjectReaders, sql: Sql) {
    readers.add('agreements', async (actId, scopes) => {
      const found = await sql.row(
        `SELECT act.id FROM agreements.draft_act act WHERE act.id = $1 AND ${visibleTo('$2')} AND EXISTS (
           SELECT FROM agreements.act_version version WHERE version.act_id = act.id AND version.state <> 'discarded')`,
        [actId, scopes],
      );
      return found !== undefined;
    });
  }
}
