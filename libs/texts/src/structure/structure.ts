import type {
  FileText,
  SidesRow,
  StructureCheck,
  StructureDifference,
  StructureKind,
  TextParagraph,
} from '#contracts';
import { inSameOrder } from '../compare/same-order.js';

/** Words of a heading that two languages write differently: "2-тарау." and "Глава 2." are one. */
const HEADINGS: readonly { form: RegExp; level: string }[] = [
  { form: /бөлім|раздел/iu, level: 'division' },
  { form: /тарау|глава|chapter/iu, level: 'chapter' },
  { form: /параграф|§|section/iu, level: 'paragraph' },
  { form: /бап|статья|article/iu, level: 'article' },
];
const LONGEST_SHOWN = 120;

/** Something of a text that the other one has to have too, and the paragraph with which it begins. */
interface Element {
  readonly kind: StructureKind;
  /** Two elements are the same where their keys are. */
  readonly key: string;
  readonly at: number;
}

/**
 * Do two texts of one act, in two languages, have the same parts, headings, points, sub-points, tables and footnotes, in
 * the same order and under the same numbers? What they say is not looked at.
 */
export function checkStructure(left: FileText, right: FileText): StructureCheck {
  const [one, other] = [elementsOf(left.paragraphs), elementsOf(right.paragraphs)];
  const pairs = inSameOrder(
    one.map(({ key }) => key),
    other.map(({ key }) => key),
  );
  const [pairedOne, pairedOther] = [new Set(pairs.map(([at]) => at)), new Set(pairs.map(([, at]) => at))];
  return {
    left: countsOf(one),
    right: countsOf(other),
    differences: [
      ...one.filter((_, at) => !pairedOne.has(at)).flatMap((element) => differenceOf('left', element, left)),
      ...other
        .filter((_, at) => !pairedOther.has(at))
        .flatMap((element) => differenceOf('right', element, right)),
    ],
    rows: sideBySide(
      pairs.map(([from, to]) => [one[from]?.at ?? 0, other[to]?.at ?? 0]),
      left.paragraphs.length,
      right.paragraphs.length,
    ),
  };
}

/** What stands between two pairs is put side by side as it comes. */
function sideBySide(
  pairs: readonly (readonly [number, number])[],
  leftEnd: number,
  rightEnd: number,
): SidesRow[] {
  const rows: SidesRow[] = [];
  let [left, right] = [0, 0];
  for (const [leftTo, rightTo] of [...pairs, [leftEnd, rightEnd] as const]) {
    while (left < leftTo || right < rightTo) {
      rows.push({ left: left < leftTo ? left : null, right: right < rightTo ? right : null });
      if (left < leftTo) left += 1;
      if (right < rightTo) right += 1;
    }
  }
  return rows;
}

function elementsOf(paragraphs: readonly TextParagraph[]): Element[] {
  let part = 0;
  // A table within a cell stands between the cells of its row: it ends neither the row nor the table.
  const tables = new Set<number>();
  const rows = new Set<string>();
  let point = '';
  return paragraphs.flatMap((paragraph, at): Element[] => {
    const { kind, number, cell } = paragraph;
    const own = digitsOf(number);
    const found: Element[] = [];
    const row = cell && `${cell.table} ${cell.row}`;
    if (cell && !tables.has(cell.table)) found.push({ kind: 'table', key: `${part} table`, at });
    // Its first cell: rows of both texts that count themselves stand beside each other by that.
    if (row && !rows.has(row)) found.push({ kind: 'row', key: `${part} row ${rowNumber(paragraph)}`, at });
    if (cell) tables.add(cell.table);
    if (row) rows.add(row);
    switch (kind) {
      case 'part':
        part += 1;
        point = '';
        found.push({ kind, key: 'part', at });
        break;
      case 'heading':
        found.push({ kind, key: `${part} ${levelOf(number)} ${own}`, at });
        break;
      case 'point':
        point = own;
        found.push({ kind, key: `${part} point ${own}`, at });
        break;
      case 'sub_point':
        found.push({ kind, key: `${part} ${point} sub-point ${own}`, at });
        break;
      case 'footnote':
        found.push({ kind, key: 'footnote', at });
        break;
      default:
    }
    return found;
  });
}

/** What a row of a table is counted by, where all that its first cell holds is a figure. */
const rowNumber = ({ number, text }: TextParagraph): string =>
  /^\d+(?:[-–.]\d+)*[.)]?$/u.test(text.trim()) ? digitsOf(text) : text === '' ? digitsOf(number) : '';

/** "2-тарау.", "Глава 2." and "Раздел II." are all 2; "15-1." and "15–1." are both 15-1. */
function digitsOf(number: string | null): string {
  const found = number?.match(/\d+(?:[-–.]\d+)*|[IVXLC]+/u)?.[0] ?? '';
  return /^[IVXLC]/.test(found) ? String(worthOf(found)) : found.replaceAll('–', '-');
}

const WORTH: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function worthOf(roman: string): number {
  const values = Array.from(roman, (sign) => WORTH[sign] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

function levelOf(number: string | null): string {
  return HEADINGS.find(({ form }) => form.test(number ?? ''))?.level ?? 'heading';
}

function countsOf(elements: readonly Element[]): Record<StructureKind, number> {
  const counts: Record<StructureKind, number> = {
    part: 0,
    heading: 0,
    point: 0,
    sub_point: 0,
    table: 0,
    row: 0,
    footnote: 0,
  };
  for (const { kind } of elements) counts[kind] += 1;
  return counts;
}

function differenceOf(
  side: StructureDifference['side'],
  { kind, at }: Element,
  { paragraphs }: FileText,
): StructureDifference[] {
  const paragraph = paragraphs[at];
  if (!paragraph) return [];
  const { anchor, number, text } = paragraph;
  const shown = kind === 'row' ? wordsOfRow(paragraphs, at) : text;
  return [{ side, kind, anchor, number, text: shown.slice(0, LONGEST_SHOWN) }];
}

/** @param at its first cell */
function wordsOfRow(paragraphs: readonly TextParagraph[], at: number): string {
  const first = paragraphs[at]?.cell;
  const words: string[] = [];
  for (let place = at; place < paragraphs.length; place += 1) {
    const { cell, text } = paragraphs[place] ?? { cell: null, text: '' };
    if (cell?.table !== first?.table || cell?.row !== first?.row) break;
    if (text !== '') words.push(text);
  }
  return words.join(' · ');
}
