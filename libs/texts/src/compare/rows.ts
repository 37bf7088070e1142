import type {
  ComparedParagraph,
  ComparedRow,
  ComparedSide,
  ComparisonCounts,
  ComparisonLine,
  FileText,
  TextParagraph,
} from '#contracts';
import { compareTexts } from './compare.js';
import { countWords } from './words.js';

/** Rows in one line: a page shows the first ones while the rest is still compared. */
const PORTION = 100;

/** A comparison as it goes over the wire, line by line. */
export function* comparisonLines(old: FileText, fresh: FileText): Generator<ComparisonLine> {
  yield { line: 'head', old: old.notes, new: fresh.notes };
  const counts = {
    changed: 0,
    added: 0,
    removed: 0,
    moved: 0,
    renumbered: 0,
    wordsAdded: 0,
    wordsRemoved: 0,
  };
  let rows: ComparedRow[] = [];
  for (const compared of compareTexts(old.paragraphs, fresh.paragraphs)) {
    const row = rowOf(compared, old.paragraphs, fresh.paragraphs);
    if (!row) continue;
    count(counts, row);
    rows.push(row);
    if (rows.length < PORTION) continue;
    yield { line: 'rows', rows };
    rows = [];
  }
  if (rows.length > 0) yield { line: 'rows', rows };
  yield { line: 'end', counts };
}

function rowOf(
  compared: ComparedParagraph,
  old: readonly TextParagraph[],
  fresh: readonly TextParagraph[],
): ComparedRow | undefined {
  const before = compared.old === null ? undefined : old[compared.old];
  const after = compared.new === null ? undefined : fresh[compared.new];
  // What moved away is shown as it was there.
  const shown = compared.kind === 'moved_away' ? before : (after ?? before);
  if (!shown) return undefined;
  return {
    kind: compared.kind,
    paragraph: shown.kind,
    old: sideOf(compared.old, before),
    new: sideOf(compared.new, after),
    text: compared.runs ? null : shown.text,
    runs: compared.runs,
  };
}

function sideOf(at: number | null, paragraph: TextParagraph | undefined): ComparedSide | null {
  if (at === null || !paragraph) return null;
  return { at, anchor: paragraph.anchor, number: paragraph.number, cell: paragraph.cell };
}

function count(counts: ComparisonCounts, { kind, text, runs }: ComparedRow): void {
  if (kind === 'changed' || kind === 'added' || kind === 'removed' || kind === 'renumbered')
    counts[kind] += 1;
  if (kind === 'moved_here') counts.moved += 1;
  if (kind === 'added') counts.wordsAdded += countWords(text ?? '');
  if (kind === 'removed') counts.wordsRemoved += countWords(text ?? '');
  for (const [sign, run] of runs ?? []) {
    if (sign === '+') counts.wordsAdded += countWords(run);
    if (sign === '-') counts.wordsRemoved += countWords(run);
  }
}
