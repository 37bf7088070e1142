import { Injectable } from '@nestjs/common';
import { type BodyRef, type Decider, type HistoryEntry, READING_KINDS } from '#contracts';
import { type Actor, AppError, Sql } from '#kernel';
import { READING_ACTION } from '../official-use/readings.js';
import { TERM_MOVED } from '../terms/counted-terms.js';
import { type ActFacts, canRead, isOfDeveloper } from './draft-acts.policy.js';

/** What happened to an act inside which body is that body's affair; these deeds concern all who read it. */
const OF_CONCERN_TO_ALL = new Set([
  'version.sign',
  'version.settle_agreed',
  'version.settle_with_remarks',
  'version.settle_refused',
  'version.supersede',
  'version.hand_in',
  'version.office_accept',
  'version.office_return',
  'version.withdraw',
  'review.sign',
  'protocol.sign',
  ...(['accept', 'accept_partly', 'refuse', 'agree', 'insist', 'settle'] as const).map(
    (deed) => `remark.${deed}`,
  ),
  'review.withdraw',
  'review.send_back',
]);

/** Written for the record alone: the step's own entry tells the reader the same. */
const NOT_TOLD = [
  'step.cancel',
  'protocol.written',
  'protocol.made',
  'remark.state',
  'remark.keep',
  'remark.reopen',
  'remark.place',
  // who looked at what has a list of its own
  ...READING_KINDS.filter((kind) => kind !== 'container').map((kind) => READING_ACTION[kind]),
];

const TERM_MOVES: ReadonlySet<string> = new Set(Object.values(TERM_MOVED));

/** What is read of an entry's content. */
interface Entry {
  seq: number;
  at: string;
  action: string;
  bodyId: string | null;
  data: { ordinal?: number; by?: Decider | null; body?: BodyRef } & Record<string, unknown>;
}

/** Details that a reader of the history is shown; the record itself keeps more. */
const TOLD_DETAILS = [
  'kind',
  'outcome',
  'comment',
  'reason',
  'dueAt',
  'unitsUntil',
  'executor',
  'reader',
  'code',
  'file',
  'registrationNumber',
] as const;

/** "What happened so far", out of the record. */
@Injectable()
export class HistoryQueries {
  constructor(private readonly sql: Sql) {}

  /** Oldest first. @throws AppError NOT_FOUND for whoever may not read the act */
  async of(actor: Actor, actId: string): Promise<HistoryEntry[]> {
    const act = await this.sql.row<ActFacts & { entries: string | null }>(
      `SELECT developer_body_id AS "developerBodyId", initiator_id AS "initiatorId", scopes,
         (SELECT string_agg(content, ',' ORDER BY seq) FROM kernel.audit_entry
          WHERE subject_id = act.id AND action <> ALL($2::text[])) AS entries
       FROM agreements.draft_act act WHERE id = $1 AND state <> 'discarded'`,
      [actId, NOT_TOLD],
    );
    if (!act || !canRead(actor, act)) throw new AppError('NOT_FOUND');
    // What the record holds is JSON: put together as it is, it is read once, and here.
    const entries: Entry[] = JSON.parse(`[${act.entries ?? ''}]`);
    return entries.filter((entry) => isTold(actor, act, entry)).map(tell);
  }
}

function isTold(actor: Actor, act: ActFacts, entry: Entry): boolean {
  if (OF_CONCERN_TO_ALL.has(entry.action)) return true;
  // What the portal did by itself, or a change of calendar or hours with it, belongs to the body in whose route it was done.
  const doneToBody = entry.bodyId === null || TERM_MOVES.has(entry.action);
  if (!doneToBody) return entry.bodyId === actor.body.id;
  return entry.data.body ? entry.data.body.id === actor.body.id : isOfDeveloper(actor, act);
}

function tell({ seq, at, action, data }: Entry): HistoryEntry {
  const details = TOLD_DETAILS.flatMap((key) => {
    const value = data[key];
    return value === undefined || value === null ? [] : [[key, value] as const];
  });
  return {
    seq,
    at,
    action,
    by: data.by ?? null,
    body: data.body ?? null,
    versionMark: data.ordinal ? `/${data.ordinal}` : '',
    details: Object.fromEntries(details),
  };
}
