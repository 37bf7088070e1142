import type { FileText, Language, TextRefusal } from '#contracts';
import { comparisonLines } from '../compare/rows.js';
import { readParts } from '../docx/read-parts.js';
import { languageOf } from '../language.js';
import { checkStructure } from '../structure/structure.js';
import type { TableOrder } from '../table/comparison-table.js';
import type { PlainTable } from '../table/plain-table.js';

/** What a thread is asked for; texts are JSON of `FileText`, as they are stored, so that only the thread unpacks them. */
export type TextTask =
  | { readonly kind: 'read'; readonly parts: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'compare'; readonly old: string; readonly fresh: string }
  | { readonly kind: 'sides'; readonly left: string; readonly right: string }
  | { readonly kind: 'table'; readonly old: string; readonly fresh: string; readonly order: TableOrder }
  | { readonly kind: 'plain_table'; readonly table: PlainTable };

/** Of a text that was read: its JSON and its language. */
export type ReadText =
  | { readonly content: string; readonly language: Language | null }
  | { readonly refusal: TextRefusal };

/** What a thread answers, piece by piece. */
export interface TextPieces {
  read: ReadText;
  /** Lines of JSON, each with its line end. */
  compare: string;
  /** JSON of `SidesOfAct`. */
  sides: string;
  /** DOCX. */
  table: Uint8Array;
  /** DOCX. */
  plain_table: Uint8Array;
}
export type TextPiece = TextPieces[TextTask['kind']];

/** Does a task, in a thread: gives its pieces as they are made. Never throws for what a file holds. */
export async function* work(task: TextTask): AsyncGenerator<TextPiece> {
  switch (task.kind) {
    case 'read': {
      const answer = readParts(task.parts);
      yield 'refusal' in answer
        ? answer
        : { content: JSON.stringify(answer.text), language: languageOf(answer.text) };
      break;
    }
    case 'compare':
      for (const line of comparisonLines(textIn(task.old), textIn(task.fresh))) {
        yield `${JSON.stringify(line)}\n`;
      }
      break;
    case 'sides': {
      const [left, right] = [textIn(task.left), textIn(task.right)];
      yield JSON.stringify({
        ...checkStructure(left, right),
        leftText: left.paragraphs,
        rightText: right.paragraphs,
      });
      break;
    }
    case 'table': {
      // The library that writes is large: only the thread that needs it waits for it.
      const { writeComparisonTable } = await import('../table/comparison-table.js');
      yield await writeComparisonTable(textIn(task.old), textIn(task.fresh), task.order);
      break;
    }
    case 'plain_table': {
      const { writePlainTable } = await import('../table/plain-table.js');
      yield await writePlainTable(task.table);
    }
  }
}

function textIn(json: string): FileText {
  return JSON.parse(json) as FileText;
}
