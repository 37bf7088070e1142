import type { FileText, TextAnswer, TextParagraph } from '#contracts';
import { MOST_TEXT } from '../limits.js';
import { Anchors } from './anchors.js';
import { BodyReader, type RawNotes, type RawParagraph, TooLarge } from './body.js';
import { Numbering } from './numbering.js';
import { numbered, partKind } from './numbers-in-text.js';
import { readStyles } from './styles.js';
import { type Attributes, DamagedXml, readXml } from './xml.js';

/** The XML parts of a package by name. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/**
 * The text of a Word document. Never throws for what the parts hold.
 * @param parts unpacked, of the package of one document
 */
export function readParts(parts: Parts): TextAnswer {
  try {
    const text = textOf(parts);
    return text.paragraphs.length === 0 ? { refusal: 'no_text' } : { text };
  } catch (error) {
    if (error instanceof DamagedXml) return { refusal: 'damaged' };
    if (error instanceof TooLarge) return { refusal: 'too_large' };
    throw error;
  }
}

function textOf(parts: Parts): FileText {
  const main = targetsOf(parts, '').get('officeDocument');
  const body = main === undefined ? undefined : parts.get(main);
  if (main === undefined || body === undefined) throw new DamagedXml('no main part');
  const related = targetsOf(parts, main);
  const partOf = (kind: string) => parts.get(related.get(kind) ?? '');

  const styles = readStyles(partOf('styles'));
  const numbering = new Numbering(partOf('numbering'), styles);
  const raw: RawParagraph[] = [];
  const reader = new BodyReader(styles, numbering, (paragraph) => raw.push(paragraph));
  readXml(body, reader);
  reader.finish();

  const footnotes = new Map<string, string>();
  const notes: RawNotes[] = [reader.notes];
  for (const kind of ['footnote', 'endnote']) {
    const part = partOf(`${kind}s`);
    if (part) notes.push(readNotes(part, kind, footnotes));
  }
  return { paragraphs: inOrder(raw, footnotes), notes: notes.reduce(sum) };
}

/** Footnotes by `footnote 2`, each as one text. */
function readNotes(part: Uint8Array, kind: string, into: Map<string, string>): RawNotes {
  let name: string | undefined;
  let lines: string[] = [];
  const reader = new BodyReader(new Map(), new Numbering(undefined, new Map()), ({ text }) =>
    lines.push(text),
  );
  readXml(part, {
    open: (element, attributes) => {
      if (element === kind) {
        name = `${kind} ${attributes.id ?? ''}`;
        lines = [];
      }
      reader.open(element, attributes);
    },
    close: (element) => {
      reader.close(element);
      if (element !== kind) return;
      reader.finish();
      if (name !== undefined) into.set(name, lines.join('\n'));
    },
    text: (text) => reader.text(text),
  });
  return reader.notes;
}

function inOrder(raw: readonly RawParagraph[], footnotes: ReadonlyMap<string, string>): TextParagraph[] {
  const rows = new Map<number, number>();
  for (const { cell } of raw)
    if (cell) rows.set(cell.table, Math.max(rows.get(cell.table) ?? 0, cell.row + 1));
  const anchors = new Anchors();
  let noteNumber = 0;
  let characters = 0;
  return raw.flatMap((paragraph) => {
    const given: Omit<TextParagraph, 'anchor'>[] = [];
    if (paragraph.text !== '') given.push(withKind(paragraph, rows));
    for (const note of paragraph.notes) {
      const text = footnotes.get(note);
      noteNumber += 1;
      // One note may be named by every paragraph.
      characters += text?.length ?? 0;
      if (noteNumber > MOST_TEXT.paragraphs || characters > MOST_TEXT.characters) throw new TooLarge();
      if (text) given.push({ kind: 'footnote', number: String(noteNumber), text, cell: null });
    }
    return given.map((one) => ({ anchor: anchors.next(one), ...one }));
  });
}

function withKind(
  { text, number, isHeading, cell }: RawParagraph,
  rows: ReadonlyMap<number, number>,
): Omit<TextParagraph, 'anchor'> {
  // The requisites of an annex often stand in a table of one row, to be on the right.
  const mayOpenPart = number === null && (!cell || rows.get(cell.table) === 1);
  if (mayOpenPart && partKind(text)) return { kind: 'part', number: null, text, cell };
  if (cell) return { kind: 'cell', number: null, text, cell };
  return { ...numbered(text, number, isHeading), cell };
}

function sum(one: RawNotes, other: RawNotes): RawNotes {
  return {
    trackedChanges: one.trackedChanges + other.trackedChanges,
    hiddenRuns: one.hiddenRuns + other.hiddenRuns,
    pictures: one.pictures + other.pictures,
    comments: one.comments + other.comments,
  };
}

/**
 * What a part refers to, by the last word of the relationship's type (ECMA-376-2:2021, 6.5).
 * @param part "" for the package itself
 * @returns names of parts
 */
function targetsOf(parts: Parts, part: string): ReadonlyMap<string, string> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relations = parts.get(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const targets = new Map<string, string>();
  if (!relations) return targets;
  readXml(relations, {
    open: (_, { Type, Target, TargetMode }: Attributes) => {
      const kind = Type?.slice(Type.lastIndexOf('/') + 1);
      if (kind === undefined || Target === undefined || TargetMode === 'External') return;
      const base = `part://package/${folder}`;
      const path = URL.canParse(Target, base) ? new URL(Target, base).pathname : '';
      if (!targets.has(kind)) targets.set(kind, decodeName(path.replace(/^\/+/, '')));
    },
    close: () => undefined,
    text: () => undefined,
  });
  return targets;
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
