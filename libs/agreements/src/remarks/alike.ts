import type { RemarkThread } from '#contracts';

/** Remarks of several bodies that seem to say the same, so that they can be answered once. */

type Comparable = Pick<RemarkThread, 'id' | 'point' | 'place' | 'text' | 'proposal'>;

/** Share of word stems in common from which two remarks about one place count as alike. */
const ALIKE_AT_ONE_PLACE = 0.3;
/** And those about different places, or about the act as a whole. */
const ALIKE_ANYWHERE = 0.6;
/** Endings change in Kazakh and Russian; the beginning of a word stays. */
const STEM = 5;

/**
 * Groups of two or more, each in the order given. A remark joins the first group that it is alike to one of.
 * @param remarks at most a few hundred: each is compared with all before it
 */
export function groupAlike(remarks: readonly Comparable[]): string[][] {
  const groups: { remark: Comparable; stems: Set<string> }[][] = [];
  for (const remark of remarks) {
    const own = { remark, stems: stemsOf(`${remark.text} ${remark.proposal}`) };
    const group = groups.find((members) => members.some((one) => areAlike(one, own)));
    if (group) group.push(own);
    else groups.push([own]);
  }
  return groups.filter(({ length }) => length > 1).map((group) => group.map(({ remark }) => remark.id));
}

type Stemmed = { remark: Comparable; stems: Set<string> };

function areAlike(one: Stemmed, other: Stemmed): boolean {
  const common = [...one.stems].filter((stem) => other.stems.has(stem)).length;
  const all = one.stems.size + other.stems.size - common;
  const share = all === 0 ? 0 : common / all;
  return share >= (isOnePlace(one.remark, other.remark) ? ALIKE_AT_ONE_PLACE : ALIKE_ANYWHERE);
}

function isOnePlace(one: Comparable, other: Comparable): boolean {
  if (one.place && other.place) {
    return one.place.fileId === other.place.fileId && one.place.anchor === other.place.anchor;
  }
  return one.point !== null && other.point !== null && bare(one.point) === bare(other.point);
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
