import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { ComparedRow, FileText } from '#contracts';
import { comparisonLines } from '../compare/rows.js';
import { type Place, placeInWords, placesOf } from '../structure/places.js';
import { reasonKey } from './reason-key.js';
import { SIDEWAYS_WIDTH, sidewaysDocx, writable } from './sideways-page.js';

export type TableLanguage = 'kk' | 'ru';

/** What a comparison table says besides the texts. */
export interface TableOrder {
  readonly language: TableLanguage;
  /** Of the act. */
  readonly title: string;
  /** 775:3: the mark "for official use"; null: none. */
  readonly mark: string | null;
  /** The two versions, as their columns are headed. */
  readonly versions: readonly [old: string, fresh: string];
  /** Why it was changed, by `reasonKey`. */
  readonly reasons: Readonly<Record<string, string>>;
}

const WORDS = {
  kk: {
    title: 'Салыстырма кесте',
    columns: ['Р/с №', 'Құрылымдық элемент', 'Бұрынғы редакция', 'Жаңа редакция', 'Негіздеме'],
    absent: 'Жоқ.',
    removed: 'Алып тасталды.',
    moved: 'Орны ауыстырылды.',
    same: 'Өзгерістер жоқ.',
    start: 'Кіріспе',
  },
  ru: {
    title: 'Сравнительная таблица',
    columns: ['№ п/п', 'Структурный элемент', 'Прежняя редакция', 'Новая редакция', 'Обоснование'],
    absent: 'Отсутствует.',
    removed: 'Исключено.',
    moved: 'Перенесено.',
    same: 'Изменений нет.',
    start: 'Вводная часть',
  },
};

/** Of an A4 page on its side, in twentieths of a point. */
const WIDTHS = [700, 2200, 4600, 4600, 2900];
const SIGNS: Record<'old' | 'new', '-' | '+'> = { old: '-', new: '+' };

/**
 * The comparison table of two versions in the usual form (number, structural element, was, is, reason), DOCX: one row
 * for each changed paragraph, added words in bold, removed ones struck through.
 */
export async function writeComparisonTable(
  old: FileText,
  fresh: FileText,
  order: TableOrder,
): Promise<Uint8Array> {
  const words = WORDS[order.language];
  const places = { old: placesOf(old.paragraphs), fresh: placesOf(fresh.paragraphs) };
  const rows = changesOf(old, fresh).map((change, index) => {
    const [row] = change;
    const place = row.new ? places.fresh[row.new.at] : places.old[row.old?.at ?? 0];
    const reasons = change.flatMap(
      (one) => order.reasons[reasonKey(one.old?.anchor ?? null, one.new?.anchor ?? null)] ?? [],
    );
    return new TableRow({
      cantSplit: false,
      children: [
        cell(0, [[run(String(index + 1))]]),
        cell(1, [[run(place ? placeWords(place, order.language) : '')]]),
        cell(2, sides(change, 'old') ?? [[run(words.absent)]]),
        cell(3, sides(change, 'new') ?? [[run(words.removed)]]),
        cell(4, [
          ...(row.kind === 'moved_here' ? [[run(words.moved)]] : []),
          ...[...new Set(reasons.length > 0 ? reasons : [''])].map((reason) => [run(reason)]),
        ]),
      ],
    });
  });
  const heads = words.columns.map((column, index) => {
    const version = index === 2 ? order.versions[0] : index === 3 ? order.versions[1] : undefined;
    return cell(index, [[run(version === undefined ? column : `${column} (${version})`, { bold: true })]]);
  });
  return sidewaysDocx(words.title, [
    ...(order.mark === null ? [] : [heading(order.mark, true, AlignmentType.RIGHT)]),
    heading(words.title, true),
    heading(order.title, false),
    new Table({
      layout: TableLayoutType.FIXED,
      columnWidths: WIDTHS,
      width: { size: SIDEWAYS_WIDTH, type: WidthType.DXA },
      rows: [new TableRow({ tableHeader: true, children: heads }), ...rows],
    }),
    ...(rows.length === 0 ? [new Paragraph({ children: [run(words.same)] })] : []),
  ]);
}

/** What changed of one paragraph, or of one row of a table. */
type Change = readonly [ComparedRow, ...ComparedRow[]];

/** What says something else than before; a new number alone is no change of the text. */
function changesOf(old: FileText, fresh: FileText): Change[] {
  const changes: [ComparedRow, ...ComparedRow[]][] = [];
  for (const line of comparisonLines(old, fresh)) {
    for (const row of line.line === 'rows' ? line.rows : []) {
      if (row.kind === 'same' || row.kind === 'renumbered' || row.kind === 'moved_away') continue;
      const last = changes.at(-1);
      if (last && (isOfRow(last[0], row) || isRewritten(last, row))) last.push(row);
      else changes.push([row]);
    }
  }
  return changes;
}

/** A numbered point that was taken out where one with its number came in: the same point, written anew. */
function isRewritten(last: Change, row: ComparedRow): boolean {
  const [before] = last;
  const number = before.old?.number;
  return (
    last.length === 1 &&
    before.kind === 'removed' &&
    row.kind === 'added' &&
    typeof number === 'string' &&
    number === row.new?.number
  );
}

function isOfRow(one: ComparedRow, other: ComparedRow): boolean {
  const [first, second] = [(one.new ?? one.old)?.cell, (other.new ?? other.old)?.cell];
  const sameSide = (one.new === null) === (other.new === null);
  return sameSide && !!first && !!second && first.table === second.table && first.row === second.row;
}

function placeWords(place: Place, language: TableLanguage): string {
  return placeInWords(place, language) || WORDS[language].start;
}

/** Undefined: nothing of it is on that side. */
function sides(change: Change, which: 'old' | 'new'): TextRun[][] | undefined {
  const there = change.filter((row) => row[which] !== null);
  return there.length === 0 ? undefined : there.map((row) => side(row, which));
}

function side(row: ComparedRow, which: 'old' | 'new'): TextRun[] {
  const number = row[which]?.number;
  const lead = number ? [run(`${number} `)] : [];
  if (!row.runs) return [...lead, ...lines(row.text ?? '', row.kind === 'added' ? { bold: true } : {})];
  const own = SIGNS[which];
  return [
    ...lead,
    ...row.runs
      .filter(([sign]) => sign === '=' || sign === own)
      .flatMap(([sign, text]) =>
        lines(text, sign === '=' ? {} : which === 'old' ? { strike: true } : { bold: true }),
      ),
  ];
}

interface Look {
  readonly bold?: boolean;
  readonly strike?: boolean;
}

function run(text: string, look: Look = {}): TextRun {
  return new TextRun({ text: writable(text), ...look });
}

/** A line break of the text is one in the cell. */
function lines(text: string, look: Look): TextRun[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun({ text: writable(line), ...look, ...(index > 0 ? { break: 1 } : {}) }));
}

function cell(column: number, paragraphs: readonly (readonly TextRun[])[]): TableCell {
  return new TableCell({
    width: { size: WIDTHS[column] ?? 0, type: WidthType.DXA },
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    children: paragraphs.map((children) => new Paragraph({ children })),
  });
}

function heading(
  text: string,
  bold: boolean,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.CENTER,
): Paragraph {
  return new Paragraph({
    alignment,
    spacing: { after: 200 },
    children: lines(text, { bold }),
  });
}
