import { Injectable } from '@nestjs/common';
import {
  type ActText,
  type ActTexts,
  type CheckedFile,
  type FileRef,
  type Version,
  type VersionSummary,
  VISA_STEPS,
} from '#contracts';
import { Files } from '#files';
import { type Actor, AppError, Sql } from '#kernel';
import { type KnownText, knownTexts, textStates } from '#texts';
import { type ActFacts, actingForOne, canRead, canReadVersion, knownAs } from '../acts/draft-acts.policy.js';
import { DraftActsQueries } from '../acts/draft-acts.queries.js';
import { Readings } from '../official-use/readings.js';
import { predecessors } from './predecessors.js';

type FoundVersion = Pick<VersionSummary, 'ordinal' | 'number' | 'createdAt'> &
  Pick<Version, 'id'> & { dispatched: boolean; files: FileRef[] };

/** What `ACT_TEXTS` finds of an act. */
export interface FoundTexts extends ActFacts, Pick<ActTexts, 'title' | 'language'> {
  readonly agreed: number | null;
  readonly versions: FoundVersion[] | null;
  readonly known: KnownText[];
}

/** The files of act $1, with their texts, for a reader known as $2; $3: kinds of steps that are visas. */
export const ACT_TEXTS = `
  SELECT json_build_object('developerBodyId', act.developer_body_id, 'initiatorId', act.initiator_id,
    'scopes', act.scopes, 'title', act.title, 'language', act.language,
    'agreed', (SELECT max(version.ordinal) FROM agreements.route_step step
      JOIN agreements.act_version version ON version.id = step.version_id
      WHERE step.act_id = act.id AND step.state = 'done' AND step.kind = ANY($3::text[])
        AND coalesce(step.decided_by -> 'onBehalfOf' ->> 'id', step.decided_by ->> 'id') = ANY($2::text[])),
    'versions', (SELECT json_agg(json_build_object('id', one.id, 'ordinal', one.ordinal,
        'number', CASE WHEN one.ordinal = 0 THEN act.number ELSE act.number || '/' || one.ordinal END,
        'createdAt', to_char(one.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'dispatched', one.dispatched_at IS NOT NULL, 'files', one.files) ORDER BY one.ordinal DESC)
      FROM agreements.act_version one WHERE one.act_id = act.id AND one.state <> 'discarded'),
    'known', ${knownTexts(`SELECT file ->> 'sha256' FROM agreements.act_version one, jsonb_array_elements(one.files) file
      WHERE one.act_id = act.id AND one.state <> 'discarded'`)}) AS found
  FROM agreements.draft_act act WHERE act.id = $1`;

/** A file of an act that this reader may open, with the version that holds it. */
export interface ReadableFile {
  readonly file: FileRef;
  readonly ordinal: number;
}

/** The texts of an act's files as its readers see them. */
@Injectable()
export class ActTextsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly queries: DraftActsQueries,
    private readonly files: Files,
    private readonly readings: Readings,
  ) {}

  /** What can be compared, version by version. @throws AppError NOT_FOUND for whoever may not read the act */
  async of(actor: Actor, actId: string): Promise<ActTexts> {
    const row = await this.sql.row<{ found: FoundTexts }>(ACT_TEXTS, [actId, knownAs(actor), VISA_STEPS]);
    return this.view(actor, row?.found);
  }

  /** The same of what was found. @throws AppError NOT_FOUND for whoever may not read the act */
  async view(actor: Actor, act: FoundTexts | undefined): Promise<ActTexts> {
    if (!act?.versions || !canRead(actor, act)) throw new AppError('NOT_FOUND');
    const versions = act.versions.filter((version) => canReadVersion(actor, act, version));
    if (versions.length === 0) throw new AppError('NOT_FOUND');
    const all = versions.flatMap(({ files }) => files);
    const states = textStates(all, act.known);
    const checks = await this.files.checks(all.map(({ id }) => id));
    const known = versions.map((version) => ({
      ...version,
      files: version.files.map((file): Omit<ActText, 'before'> => {
        const state = states.get(file.sha256);
        const check: CheckedFile['check'] = checks.get(file.id) ?? 'waiting';
        return {
          ...file,
          check,
          text: state?.state ?? 'waiting',
          refusal: state?.refusal ?? null,
          language: state?.language ?? null,
        };
      }),
    }));
    return {
      title: act.title,
      language: act.language,
      versions: known.map(({ ordinal, number, createdAt, files }, index) => {
        const before = predecessors(known[index + 1]?.files ?? [], files);
        return {
          ordinal,
          number,
          createdAt,
          files: files.map((file) => ({ ...file, before: before.get(file.id) ?? null })),
        };
      }),
      agreed: act.agreed,
      can: { explain: actingForOne(actor, act.initiatorId) !== undefined },
    };
  }

  /**
   * Files whose text goes to the reader: of a marked act each is recorded first, as any other look (775:3).
   * @param as left out: only what is said of them goes out
   * @throws AppError NOT_FOUND, FILE_... while one may not be opened
   */
  async open(
    actor: Actor,
    actId: string,
    fileIds: readonly string[],
    as?: 'viewed' | 'downloaded',
  ): Promise<ReadableFile[]> {
    const found: (ReadableFile & { officialUse: boolean })[] = [];
    for (const fileId of fileIds) {
      const { ordinal, officialUse } = await this.queries.holderOf(actor, actId, fileId);
      found.push({ file: await this.files.passed(fileId), ordinal, officialUse });
    }
    for (const { file, ordinal, officialUse } of found) {
      if (officialUse && as) await this.readings.record(actor, { id: actId, ordinal }, as, file);
    }
    return found;
  }
}
