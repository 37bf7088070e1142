import type { ComparedParagraph, TextParagraph } from '#contracts';
import { Anchors } from '../docx/anchors.js';
import { numbered } from '../docx/numbers-in-text.js';

/** A text of these lines: numbers typed, rows of a table as "| a | b |". */
export function textOf(...lines: readonly string[]): TextParagraph[] {
  const anchors = new Anchors();
  let table = -1;
  let row = 0;
  return lines.flatMap((line, index) => {
    const given: Omit<TextParagraph, 'anchor'>[] = [];
    if (line.startsWith('|')) {
      if (!lines[index - 1]?.startsWith('|')) {
        table += 1;
        row = 0;
      }
      line
        .split('|')
        .slice(1, -1)
        .forEach((text, column) => {
          if (text.trim() === '') return;
          given.push({
            kind: 'cell',
            number: null,
            text: text.trim(),
            cell: { table, row, column, span: 1 },
          });
        });
      row += 1;
    } else given.push({ ...numbered(line, null, false), cell: null });
    return given.map((one) => ({ anchor: anchors.next(one), ...one }));
  });
}

/**
 * What a reader who has only the old text and the comparison makes of them: the new text. Words that the comparison
 * calls the same are taken from the old text.
 */
export function applied(
  compared: readonly ComparedParagraph[],
  old: readonly TextParagraph[],
  fresh: readonly TextParagraph[],
): string[] {
  return compared.flatMap((one) => {
    if (one.new === null || one.kind === 'moved_away') return [];
    if (one.old === null) return [fresh[one.new]?.text ?? ''];
    if (one.runs === null) return [old[one.old]?.text ?? ''];
    return [one.runs.map(([sign, text]) => (sign === '-' ? '' : text)).join('')];
  });
}

/** The same for the way back: the old text, from what stayed and what was taken out. */
export function undone(compared: readonly ComparedParagraph[], old: readonly TextParagraph[]): string[] {
  const texts: [number, string][] = compared.flatMap((one) => {
    if (one.old === null || one.kind === 'moved_away') return [];
    const text = one.runs?.map(([sign, run]) => (sign === '+' ? '' : run)).join('') ?? old[one.old]?.text;
    return [[one.old, text ?? '']];
  });
  return texts.sort(([one], [other]) => one - other).map(([, text]) => text);
}

/** Numbers from 0 to 1 that come the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
