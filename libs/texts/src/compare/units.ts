import type { TextParagraph } from '#contracts';

/** What is paired as one: a paragraph, or a row of a table with all its cells. */
export class Unit {
  /** Units with the same key say the same. */
  readonly key: string;
  readonly kind: TextParagraph['kind'];
  readonly number: string | null;
  private counted: Bag | undefined;

  /** @param from and `to`: places in the paragraphs of the text, `to` excluded */
  constructor(
    paragraphs: readonly TextParagraph[],
    readonly from: number,
    readonly to: number,
  ) {
    const [first] = paragraphs;
    const text =
      paragraphs.length === 1 ? (first?.text ?? '') : paragraphs.map((one) => one.text).join('\u0001');
    this.key = `${first?.cell ? 'row' : 'line'}\u0001${text}`;
    this.kind = first?.kind ?? 'paragraph';
    this.number = first?.number ?? null;
  }

  /** In small letters; counted when first asked for: of what stayed the same nobody asks. */
  get bag(): Bag {
    this.counted ??= bagOf(this.key.slice(this.key.indexOf('\u0001') + 1));
    return this.counted;
  }
}

/** Words, each as often as it comes. */
interface Bag {
  readonly words: ReadonlyMap<string, number>;
  /** How many words, each as often as it comes. */
  readonly size: number;
}

/** Paragraphs as units, in their order: cells of one row of a table are one. */
export function unitsOf(paragraphs: readonly TextParagraph[]): Unit[] {
  const units: Unit[] = [];
  for (let from = 0; from < paragraphs.length; ) {
    let to = from + 1;
    while (to < paragraphs.length && sameRow(paragraphs[from], paragraphs[to])) to += 1;
    units.push(new Unit(paragraphs.slice(from, to), from, to));
    from = to;
  }
  return units;
}

/** How alike two units are: 0 no word in common, 1 the same words (Dice, over words with their counts). */
export function likeness(one: Unit, other: Unit): number {
  const total = one.bag.size + other.bag.size;
  if (total === 0) return one.key === other.key ? 1 : 0;
  const [small, large] =
    one.bag.words.size <= other.bag.words.size ? [one.bag, other.bag] : [other.bag, one.bag];
  let common = 0;
  for (const [word, count] of small.words) common += Math.min(count, large.words.get(word) ?? 0);
  return (2 * common) / total;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

function bagOf(text: string): Bag {
  const words = new Map<string, number>();
  const found = text.toLowerCase().match(WORD) ?? [];
  for (const word of found) words.set(word, (words.get(word) ?? 0) + 1);
  return { words, size: found.length };
}

function sameRow(one: TextParagraph | undefined, other: TextParagraph | undefined): boolean {
  return (
    !!one?.cell && !!other?.cell && one.cell.table === other.cell.table && one.cell.row === other.cell.row
  );
}
