import type { TextParagraph } from '#contracts';

/** What is paired as one: a paragraph, or a row of a table with all its cells. */
export interface Unit {
  /** Places in the paragraphs of the text, `to` excluded. */
  readonly from: number;
  readonly to: number;
  /** Units with the same key say the same. */
  readonly key: string;
  readonly kind: TextParagraph['kind'];
  readonly number: string | null;
  /** In small letters, each as often as it comes. */
  readonly words: ReadonlyMap<string, number>;
  /** How many words, each as often as it comes. */
  readonly size: number;
}

export function unitsOf(paragraphs: readonly TextParagraph[]): Unit[] {
  const units: Unit[] = [];
  for (let from = 0; from < paragraphs.length; ) {
    let to = from + 1;
    while (to < paragraphs.length && sameRow(paragraphs[from], paragraphs[to])) to += 1;
    units.push(unitOf(paragraphs.slice(from, to), from));
    from = to;
  }
  return units;
}

/** One paragraph, of a text or of a row. @param from its place */
export function unitOf(paragraphs: readonly TextParagraph[], from: number): Unit {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\u0001');
  const words = new Map<string, number>();
  let size = 0;
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    words.set(word, (words.get(word) ?? 0) + 1);
    size += 1;
  }
  const [first] = paragraphs;
  return {
    from,
    to: from + paragraphs.length,
    key: `${first?.cell ? 'row' : 'line'}\u0001${text}`,
    kind: first?.kind ?? 'paragraph',
    number: first?.number ?? null,
    words,
    size,
  };
}

/** How alike two units are: 0 no word in common, 1 the same words (Dice, over words with their counts). */
export function likeness(one: Unit, other: Unit): number {
  if (one.size + other.size === 0) return one.key === other.key ? 1 : 0;
  const [small, large] = one.words.size <= other.words.size ? [one, other] : [other, one];
  let common = 0;
  for (const [word, count] of small.words) common += Math.min(count, large.words.get(word) ?? 0);
  return (2 * common) / (one.size + other.size);
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

function sameRow(one: TextParagraph | undefined, other: TextParagraph | undefined): boolean {
  return (
    !!one?.cell && !!other?.cell && one.cell.table === other.cell.table && one.cell.row === other.cell.row
  );
}
