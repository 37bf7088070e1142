import { Injectable } from '@nestjs/common';
import {
  type ActText,
  type ActTexts,
  type ComparedRow,
  comparisonLine,
  type FileRef,
  type FollowedPlace,
  type RemarkPlace,
  VISA_STEPS,
} from '#contracts';
import { type Actor, AppError, Sql } from '#kernel';
import { Comparisons } from '#texts';
import { knownAs } from '../acts/draft-acts.policy.js';
import { ACT_TEXTS, ActTextsQueries, type FoundTexts } from '../texts/act-texts.js';
import { readableRemark } from './remark-register.js';

/** A remark that is tied to a paragraph. */
interface Placed {
  readonly id: string;
  readonly place: RemarkPlace;
}

/** With the file in which the paragraph is to be found now. */
interface Tied extends Placed {
  readonly target: { readonly fileId: string; readonly version: number } | null;
}

// One round trip. $4: the reader's body.
const PLACED = `
  SELECT texts.found, coalesce((SELECT json_agg(json_build_object('id', remark.id, 'place', remark.place) ORDER BY remark.id)
    FROM agreements.remark JOIN agreements.review ON review.id = remark.review_id
    WHERE remark.act_id = $1 AND remark.place IS NOT NULL AND ${readableRemark('$4')}), '[]') AS placed
  FROM (${ACT_TEXTS}) texts`;

/** Threads follow their paragraph through versions, and say where it is gone (775:19). */
@Injectable()
export class RemarkPlaces {
  constructor(
    private readonly sql: Sql,
    private readonly actTexts: ActTextsQueries,
    private readonly comparisons: Comparisons,
  ) {}

  /**
   * Where the paragraphs of an act's remarks are in its newest version that the reader may see.
   * @throws AppError NOT_FOUND for whoever may not read the act
   */
  async of(actor: Actor, actId: string): Promise<FollowedPlace[]> {
    const row = await this.sql.row<{ found: FoundTexts; placed: Placed[] }>(PLACED, [
      actId,
      knownAs(actor),
      VISA_STEPS,
      actor.body.id,
    ]);
    const texts = await this.actTexts.view(actor, row?.found);
    const files = new Map(texts.versions.flatMap((version) => version.files).map((file) => [file.id, file]));
    const tied = (row?.placed ?? []).map((placed) => ({
      ...placed,
      target: successor(texts, placed.place.fileId),
    }));
    const followed: FollowedPlace[] = [];
    for (const [, group] of Map.groupBy(tied, ({ place, target }) => `${place.fileId} ${target?.fileId}`)) {
      followed.push(...(await this.follow(actor, files, group)));
    }
    return followed;
  }

  /** Of one pair of files. A file that can't be read, or has no successor, leaves its remarks where they were made. */
  private async follow(
    actor: Actor,
    files: ReadonlyMap<string, ActText>,
    group: readonly Tied[],
  ): Promise<FollowedPlace[]> {
    const [first] = group;
    const target = first?.target;
    if (!first || !target) return [];
    if (target.fileId === first.place.fileId) {
      return group.map(({ id, place }) => ({
        id,
        state: 'same',
        ...target,
        anchor: place.anchor,
        number: null,
      }));
    }
    try {
      const wanted = new Set(group.map(({ place }) => place.anchor));
      const [old, fresh] = [files.get(first.place.fileId), files.get(target.fileId)];
      const rows = await this.rows(actor, old, fresh, wanted);
      return group.map(({ id, place }) => ({ id, ...target, ...foundIn(rows.get(place.anchor)) }));
    } catch (error) {
      // Of such a file nothing is told; the remark still says where it was made.
      if (error instanceof AppError && error.code !== 'NOT_FOUND') return [];
      throw error;
    }
  }

  private async rows(
    actor: Actor,
    old: FileRef | undefined,
    fresh: FileRef | undefined,
    wanted: ReadonlySet<string>,
  ): Promise<Map<string, ComparedRow>> {
    const rows = new Map<string, ComparedRow>();
    if (!old || !fresh) return rows;
    let rest = '';
    for await (const piece of this.comparisons.lines(actor.accountId, old, fresh)) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const row of lines.filter((line) => line !== '').flatMap(rowsOf)) {
        const anchor = row.old?.anchor;
        // Of a paragraph that moved, the place where it is now counts.
        if (anchor !== undefined && wanted.has(anchor) && row.kind !== 'moved_away') rows.set(anchor, row);
      }
    }
    return rows;
  }
}

function rowsOf(json: string): ComparedRow[] {
  const line = comparisonLine.parse(JSON.parse(json));
  return line.line === 'rows' ? line.rows : [];
}

function foundIn(row: ComparedRow | undefined): Pick<FollowedPlace, 'state' | 'anchor' | 'number'> {
  if (!row?.new) return { state: 'gone', anchor: null, number: null };
  const state =
    row.kind === 'same' || row.kind === 'renumbered'
      ? 'same'
      : row.kind === 'moved_here'
        ? 'moved'
        : 'changed';
  return { state, anchor: row.new.anchor, number: row.new.number };
}

/** The file of the newest version that takes the place of a file, through all versions between; null where it has none. */
function successor(
  { versions }: Pick<ActTexts, 'versions'>,
  fileId: string,
): { fileId: string; version: number } | null {
  const [newest] = versions;
  for (const file of newest?.files ?? []) {
    let id: string | null = file.id;
    for (const version of versions) {
      if (id === fileId) return { fileId: file.id, version: newest?.ordinal ?? 0 };
      id = version.files.find((one) => one.id === id)?.before ?? null;
      if (id === null) break;
    }
    if (id === fileId) return { fileId: file.id, version: newest?.ordinal ?? 0 };
  }
  return null;
}
