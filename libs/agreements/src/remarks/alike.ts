import type { RemarkThread } from '#contracts';

/** Remarks of several bodies that seem to say the same, so that they can be answered once. */

type Comparable = Pick<RemarkThread, 'id' | 'point' | 'place' | 'text' | 'proposal'>;

/** Share of word stems in common from which two remarks about one place count as alike. */
const ALIKE_AT_ONE_PLACE = 0.3;
/** And those about different places, or about the act as a whole. */
const ALIKE_ANYWHERE = 0.6;
/** Endings change in Kazakh and Russian; the beginning of a word stays. */
const STEM = 5;

/** More are not compared: others would wait for it, and nobody answers so many in one go. */
export const MOST_COMPARED = 1000;

/**
 * Groups of two or more, each in the order given. A remark joins the first group that it is alike to one of.
 * @param remarks each is compared with those before it that share a stem with it; the first `MOST_COMPARED`
 */
export function groupAlike(remarks: readonly Comparable[]): string[][] {
  const known = remarks.slice(0, MOST_COMPARED).map(stemmed);
  /** Places of the remarks so far that have a stem. */
  const having = new Map<string, number[]>();
  const groups: string[][] = [];
  const groupOf: number[] = [];
  known.forEach((one, place) => {
    let group = groups.length;
    commonWith(one, having, place).forEach((common, before) => {
      const other = known[before];
      const its = groupOf[before] ?? group;
      if (common > 0 && its < group && other && areAlike(one, other, common)) group = its;
    });
    groupOf[place] = group;
    const members = groups[group];
    if (members) members.push(one.id);
    else groups.push([one.id]);
    for (const stem of one.stems) {
      const places = having.get(stem);
      if (places) places.push(place);
      else having.set(stem, [place]);
    }
  });
  return groups.filter(({ length }) => length > 1);
}

/** A remark with what is compared of it, worked out once. */
interface Stemmed extends Pick<Comparable, 'id' | 'place'> {
  readonly stems: ReadonlySet<string>;
  readonly point: string | null;
}

function stemmed({ id, place, point, text, proposal }: Comparable): Stemmed {
  return { id, place, stems: stemsOf(`${text} ${proposal}`), point: point === null ? null : bare(point) };
}

/** How many stems it has in common with each of the `count` remarks before it, by place. */
function commonWith(
  { stems }: Stemmed,
  having: ReadonlyMap<string, readonly number[]>,
  count: number,
): Uint32Array {
  const common = new Uint32Array(count);
  for (const stem of stems) {
    for (const place of having.get(stem) ?? []) common[place] = (common[place] ?? 0) + 1;
  }
  return common;
}

/** @param common how many stems both have, one at least */
function areAlike(one: Stemmed, other: Stemmed, common: number): boolean {
  const share = common / (one.stems.size + other.stems.size - common);
  return share >= (isOnePlace(one, other) ? ALIKE_AT_ONE_PLACE : ALIKE_ANYWHERE);
}

function isOnePlace(one: Stemmed, other: Stemmed): boolean {
  if (one.place && other.place) {
    return one.place.fileId === other.place.fileId && one.place.anchor === other.place.anchor;
  }
  return one.point !== null && one.point === other.point;
}

/** "7.", "7-т." and " 7 " are the same number. */
const bare = (point: string): string =>
  point
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter(({ length }) => length > 2).map((word) => word.slice(0, STEM)));
}
