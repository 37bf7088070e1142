import type { CellPlace } from '#contracts';
import { MOST_TEXT } from '../limits.js';
import { isOn, type NumberedStyle, type Numbering, whole } from './numbering.js';
import { type Attributes, UNDERSTOOD, type XmlVisitor } from './xml.js';

/** The text is larger than is read. */
export class TooLarge extends Error {}

/** A paragraph, or all of a cell, as the document has it. */
export interface RawParagraph {
  text: string;
  /** Counted by the editor. */
  number: string | null;
  isHeading: boolean;
  cell: CellPlace | null;
  /** Notes that it refers to, as `footnote 2`. */
  notes: string[];
}

export interface RawNotes {
  trackedChanges: number;
  hiddenRuns: number;
  pictures: number;
  comments: number;
}

interface Paragraph {
  pieces: string[];
  style: string | undefined;
  numId: string | undefined;
  level: number | undefined;
  outline: number | undefined;
  isMarkDeleted: boolean;
  notes: string[];
}

interface Table {
  readonly index: number;
  row: number;
  column: number;
  /** The row counts only once it is known not to be deleted. */
  isRowDeleted: boolean;
  cell: { lines: string[]; span: number; isDeleted: boolean; notes: string[] } | undefined;
}

/** What stands for itself in a run. */
const SIGNS = new Map([
  ['tab', ' '],
  ['ptab', ' '],
  ['br', '\n'],
  ['cr', '\n'],
  ['noBreakHyphen', '-'],
]);
const TRACKED = new Set(['ins', 'del', 'moveFrom', 'moveTo', 'cellIns', 'cellDel']);
/** Of deleted text, and of old properties, which all end like this. */
const isLeftOut = (name: string) => name === 'moveFrom' || name.endsWith('Change') || name === 'delText';

/**
 * Follows the body of a document, or of its notes, and gives each paragraph as accepting all tracked changes would leave
 * it (ISO/IEC 29500-1, 17.13.5).
 */
export class BodyReader implements XmlVisitor {
  readonly notes: RawNotes = { trackedChanges: 0, hiddenRuns: 0, pictures: 0, comments: 0 };
  private readonly names: string[] = [];
  private readonly paragraphs: Paragraph[] = [];
  private readonly tables: Table[] = [];
  private tableCount = 0;
  /** For each choice between forms of one thing that is open: has a form been taken? */
  private readonly choices: boolean[] = [];
  private leftOut = 0;
  private characters = 0;
  private count = 0;
  /** Text of paragraphs whose end was deleted: it goes before the next one's. */
  private carried: { pieces: string[]; notes: string[] } | undefined;

  constructor(
    private readonly styles: ReadonlyMap<string, NumberedStyle>,
    private readonly numbering: Numbering,
    private readonly emit: (paragraph: RawParagraph) => void,
  ) {}

  open(name: string, attributes: Attributes): void {
    const parent = this.names.at(-1) ?? '';
    this.names.push(name);
    if (TRACKED.has(name) && this.leftOut === 0) this.notes.trackedChanges += 1;
    const isDeletedText = name === 'del' && parent !== 'rPr' && parent !== 'trPr';
    if (this.leftOut > 0 || isDeletedText || isLeftOut(name) || this.isOtherForm(name, attributes)) {
      this.leftOut += 1;
      return;
    }
    this.begin(name, parent, attributes);
  }

  close(name: string): void {
    this.names.pop();
    if (this.leftOut > 0) {
      this.leftOut -= 1;
      return;
    }
    if (name === 'p') this.endParagraph();
    else if (name === 'tc') this.endCell();
    else if (name === 'tr') this.endRow();
    else if (name === 'tbl') this.tables.pop();
    else if (name === 'mc:AlternateContent') this.choices.pop();
  }

  /** To be called behind the last element, of a note too: text whose paragraph ended in no other is not lost. */
  finish(): void {
    const { pieces, notes } = this.carried ?? { pieces: [], notes: [] };
    this.carried = undefined;
    this.give({ text: cleaned(pieces.join('')), number: null, isHeading: false, cell: null, notes });
  }

  text(text: string): void {
    if (this.leftOut > 0) return;
    const name = this.names.at(-1);
    if (name !== 't' && name !== 'm:t') return;
    this.grow(text);
    this.paragraphs.at(-1)?.pieces.push(text);
  }

  /** The editor shows the first form that it knows, else the one that is there for all others (ECMA-376-3, 9). */
  private isOtherForm(name: string, attributes: Attributes): boolean {
    const last = this.choices.length - 1;
    if (name === 'mc:AlternateContent') this.choices.push(false);
    if (name !== 'mc:Choice' && name !== 'mc:Fallback') return false;
    const isShown = !this.choices[last] && (name === 'mc:Fallback' || attributes[UNDERSTOOD] === 'true');
    if (isShown) this.choices[last] = true;
    return !isShown;
  }

  private begin(name: string, parent: string, attributes: Attributes): void {
    const paragraph = this.paragraphs.at(-1);
    const table = this.tables.at(-1);
    const sign = parent === 'r' ? SIGNS.get(name) : undefined;
    if (sign !== undefined) paragraph?.pieces.push(sign);
    switch (name) {
      case 'p':
        this.paragraphs.push({
          pieces: [],
          style: undefined,
          numId: undefined,
          level: undefined,
          outline: undefined,
          isMarkDeleted: false,
          notes: [],
        });
        break;
      case 'tbl':
        this.tables.push({
          index: this.tableCount,
          row: 0,
          column: 0,
          isRowDeleted: false,
          cell: undefined,
        });
        this.tableCount += 1;
        break;
      case 'tr':
        if (table) Object.assign(table, { column: 0, isRowDeleted: false });
        break;
      case 'tc':
        if (table) table.cell = { lines: [], span: 1, isDeleted: false, notes: [] };
        break;
      case 'gridBefore':
        if (table) table.column += Math.min(whole(attributes.val) ?? 0, 63);
        break;
      case 'gridSpan':
        if (table?.cell) table.cell.span = Math.min(Math.max(whole(attributes.val) ?? 1, 1), 63);
        break;
      case 'cellDel':
        if (table?.cell) table.cell.isDeleted = true;
        break;
      case 'del':
        if (parent === 'trPr' && table) table.isRowDeleted = true;
        else if (this.names.at(-3) === 'pPr' && paragraph) paragraph.isMarkDeleted = true;
        break;
      case 'sym':
        paragraph?.pieces.push('•');
        break;
      case 'vanish':
        if (this.names.at(-3) === 'r' && isOn(attributes.val)) this.notes.hiddenRuns += 1;
        break;
      case 'drawing':
      case 'pict':
      case 'object':
      case 'altChunk':
      case 'subDoc':
        this.notes.pictures += 1;
        break;
      case 'commentReference':
        this.notes.comments += 1;
        break;
      case 'footnoteReference':
      case 'endnoteReference':
        paragraph?.notes.push(`${name.slice(0, -'Reference'.length)} ${attributes.id ?? ''}`);
        break;
      default:
        if (paragraph) propertyOf(paragraph, name, parent, attributes.val);
    }
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    if (this.carried && this.paragraphs.length === 0) {
      const { pieces, notes } = this.carried;
      this.carried = undefined;
      // Added to what is carried, not put before each next one: that would copy it as often as ends were deleted.
      for (const piece of paragraph.pieces) pieces.push(piece);
      for (const note of paragraph.notes) notes.push(note);
      Object.assign(paragraph, { pieces, notes });
    }
    if (paragraph.isMarkDeleted && this.paragraphs.length === 0) {
      this.carried = { pieces: paragraph.pieces, notes: paragraph.notes };
      return;
    }
    const text = cleaned(paragraph.pieces.join(''));
    const style = this.styles.get(paragraph.style ?? '');
    const numId = paragraph.numId ?? style?.numId;
    const counted =
      numId === undefined || numId === '0'
        ? null
        : this.numbering.next(numId, paragraph.level ?? style?.level ?? 0);
    // A list says once what stands before each of its paragraphs.
    this.grow(counted ?? '');
    const cell = this.tables.at(-1)?.cell;
    if (cell) {
      cell.notes.push(...paragraph.notes);
      if (text !== '') cell.lines.push(counted === null ? text : `${counted} ${text}`);
      return;
    }
    const outline = paragraph.outline ?? style?.outline;
    this.give({
      text,
      number: counted,
      isHeading: outline !== undefined && outline < 9,
      cell: null,
      notes: paragraph.notes,
    });
  }

  private endCell(): void {
    const table = this.tables.at(-1);
    const cell = table?.cell;
    if (!table || !cell) return;
    table.cell = undefined;
    // Text whose paragraph ended in no other within the cell.
    const rest = this.carried && cleaned(this.carried.pieces.join(''));
    this.carried = undefined;
    if (rest) cell.lines.push(rest);
    const place = { table: table.index, row: table.row, column: table.column, span: cell.span };
    table.column += cell.span;
    if (cell.isDeleted || this.tables.some(({ isRowDeleted }) => isRowDeleted)) return;
    this.give({
      text: cell.lines.join('\n'),
      number: null,
      isHeading: false,
      cell: place,
      notes: cell.notes,
    });
  }

  private endRow(): void {
    const table = this.tables.at(-1);
    if (table && !table.isRowDeleted) table.row += 1;
  }

  /** @throws TooLarge */
  private grow(by: string): void {
    this.characters += by.length;
    if (this.characters > MOST_TEXT.characters) throw new TooLarge();
  }

  private give(paragraph: RawParagraph): void {
    if (paragraph.text === '' && paragraph.notes.length === 0) return;
    this.count += 1;
    if (this.count > MOST_TEXT.paragraphs) throw new TooLarge();
    this.emit(paragraph);
  }
}

function propertyOf(paragraph: Paragraph, name: string, parent: string, value: string | undefined): void {
  if (parent === 'pPr' && name === 'pStyle') paragraph.style = value;
  else if (parent === 'pPr' && name === 'outlineLvl') paragraph.outline = whole(value);
  else if (parent === 'numPr' && name === 'numId') paragraph.numId = value;
  else if (parent === 'numPr' && name === 'ilvl') paragraph.level = whole(value);
}

/** Signs that show nothing, and those that turn the direction of writing around. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cc}]/gu;

/** Letters in their composed form, white space made one, no empty lines. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .split('\n')
    .map((line) =>
      line
        .replace(/[\s\p{Zs}]+/gu, ' ')
        .replace(UNSEEN, '')
        .replaceAll('\u2011', '-')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}
