import { Injectable } from '@nestjs/common';
import {
  type ActTexts,
  type ComparedRow,
  comparisonLine,
  type FileRef,
  type FollowedPlace,
  type RemarkPlace,
} from '#contracts';
import { type Actor, AppError } from '#kernel';
import { Comparisons } from '#texts';
import { ActTextsQueries } from '../texts/act-texts.js';
import { RemarkRegisterQueries } from './remark-register.js';

/** A remark that is tied to a paragraph, and the file in which the paragraph is to be found now. */
interface Tied {
  readonly id: string;
  readonly place: RemarkPlace;
  readonly target: { readonly fileId: string; readonly version: number } | null;
}

/** Threads follow their paragraph through versions, and say where it is gone (775:19). */
@Injectable()
export class RemarkPlaces {
  constructor(
    private readonly register: RemarkRegisterQueries,
    private readonly actTexts: ActTextsQueries,
    private readonly comparisons: Comparisons,
  ) {}

  /**
   * Where the paragraphs of an act's remarks are in its newest version that the reader may see.
   * @throws AppError NOT_FOUND for whoever may not read the act
   */
  async of(actor: Actor, actId: string): Promise<FollowedPlace[]> {
    const { items } = await this.register.of(actor, actId);
    const texts = await this.actTexts.of(actor, actId);
    const tied = items.flatMap(({ id, place }) =>
      place ? [{ id, place, target: successor(texts, place.fileId) }] : [],
    );
    const followed: FollowedPlace[] = [];
    for (const [, group] of Map.groupBy(tied, ({ place, target }) => `${place.fileId} ${target?.fileId}`)) {
      followed.push(...(await this.follow(actor, actId, group)));
    }
    return followed;
  }

  /** Of one pair of files. A file that can't be read, or has no successor, leaves its remarks where they were made. */
  private async follow(actor: Actor, actId: string, group: readonly Tied[]): Promise<FollowedPlace[]> {
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
      const [old, fresh] = await this.actTexts.open(actor, actId, [first.place.fileId, target.fileId]);
      const rows = await this.rows(actor, old?.file, fresh?.file, wanted);
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
export function successor(
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
