import { Injectable } from '@nestjs/common';
import {
  type ChangedValue,
  canonicalJson,
  KEPT_ACTIONS,
  type KeptAction,
  type KeptChange,
  type KeptEntry,
  type LocalizedText,
  type PersonRef,
} from '#contracts';
import { type Actor, AppError, Audit, personOf, Sql, utcText } from '#kernel';

/** What a thing of the directory is like: by field, as its history shows them. */
export type Kept = Readonly<Record<string, ChangedValue>>;

export interface KeptDeed {
  /** Null: the portal itself, when the day came. */
  readonly actor: Actor | null;
  readonly action: KeptAction;
  /** What it happened to: its id and its name. */
  readonly subject: { readonly type: 'state_body' | 'unit' | 'employee'; readonly id: string };
  readonly about: string | LocalizedText;
  readonly before?: Kept;
  readonly after?: Kept;
}

interface Entry {
  at: string;
  action: KeptAction;
  data: { by: PersonRef | null; about: string | LocalizedText; changes: KeptChange[] };
}

const MOST_SHOWN = 200;

/** What changed in the directory: written into the record, and read out of it. */
@Injectable()
export class KeptRecord {
  constructor(
    private readonly audit: Audit,
    private readonly sql: Sql,
  ) {}

  /** Writes down what differs. In the open transaction. @returns the changes; none are written down where there are none */
  async write({ actor, action, subject, about, before = {}, after = {} }: KeptDeed): Promise<KeptChange[]> {
    const changes = changesBetween(before, after);
    await this.audit.write({
      subjectType: subject.type,
      subjectId: subject.id,
      action,
      actor,
      data: { by: actor && personOf(actor), about, changes },
    });
    return changes;
  }

  /** Writes down what the portal did to as many things at somebody's order. In the open transaction. */
  async writeOrdered(by: PersonRef | null, deeds: readonly Omit<KeptDeed, 'actor'>[]): Promise<void> {
    await this.audit.writeAll(
      deeds.map(({ action, subject, about, before = {}, after = {} }) => ({
        subjectType: subject.type,
        subjectId: subject.id,
        action,
        actor: null,
        data: { by, about, changes: changesBetween(before, after) },
      })),
    );
  }

  /**
   * @param revision as the thing was read
   * @throws AppError STALE with what was changed last: by whom, when, which fields
   */
  async assertFresh(
    revision: number,
    now: { readonly id: string; readonly revision: number },
  ): Promise<void> {
    if (revision === now.revision) return;
    const [last] = await this.of([now.id]);
    throw new AppError('STALE', {
      revision: now.revision,
      by: last?.by?.fullName ?? null,
      at: last?.at ?? null,
      fields: last?.changes.map(({ field }) => field) ?? [],
    });
  }

  /** What happened to these people, units or bodies, the newest first. */
  async of(ids: readonly string[]): Promise<KeptEntry[]> {
    const entries = await this.sql.rows<Entry>(
      `SELECT ${utcText('at')} AS at, action, content::jsonb -> 'data' AS data
       FROM kernel.audit_entry WHERE subject_id = ANY($1) AND action = ANY($2)
       ORDER BY audit_entry.at DESC, seq DESC LIMIT ${MOST_SHOWN}`,
      [ids, KEPT_ACTIONS],
    );
    return entries.map(({ at, action, data: { by, about, changes } }) => ({
      at,
      action,
      by,
      about,
      changes,
    }));
  }
}

/** The fields that differ, in the order in which they are named. */
export function changesBetween(before: Kept, after: Kept): KeptChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => {
    const change = { field, before: before[field] ?? null, after: after[field] ?? null };
    return canonicalJson(change.before) === canonicalJson(change.after) ? [] : [change];
  });
}
