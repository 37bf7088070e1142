/** A column of a table; `width` is its share of the page's text width in per cent. */
export interface Column {
  title: string;
  width: number;
  align?: 'left' | 'center' | 'right';
}

/** The pieces that an act is made of, in reading order. Words between ** and ** are bold. */
export type Block =
  | { type: 'heading'; text: string }
  | { type: 'paragraph'; text: string }
  | { type: 'table'; columns: Column[]; rows: string[][] }
  /** Begins a new page: the mark at the right ("Утверждены постановлением ..."), then the title. */
  | { type: 'annex'; mark: string[]; title: string[] }
  | { type: 'signature'; post: string[]; name: string };

export type ActLanguage = 'kk' | 'ru';

/** One document, still without a file format: `render-docx.ts` and `render-pdf.ts` turn it into one. */
export interface ActDocument {
  language: ActLanguage;
  landscape?: boolean;
  /** What stands above the title of an act: the draft mark, who issues it, the line for place, date and number. */
  head?: { mark: string; issuer: string[]; dateLine: [string, string, string] };
  title: string[];
  blocks: Block[];
}

/** One change of a reworked version (775:19): `find` stands in the earlier version exactly once. */
export interface Edit {
  /** The change in words, with the remark that it answers. */
  change: string;
  find: string;
  replace: string;
}

export function heading(text: string): Block {
  return { type: 'heading', text };
}

export function paragraph(text: string): Block {
  return { type: 'paragraph', text };
}

/** A point ("1.") and its sub-points ("1)", "2)", ...), numbered by their order. */
export function point(number: number, text: string, subpoints: string[] = []): Block[] {
  return [paragraph(`${number}. ${text}`), ...subpoints.map((item, i) => paragraph(`${i + 1}) ${item}`))];
}

/** Puts non-breaking spaces where a line must not end: after №, before a dash, within a number, before a unit. */
export function typeset(text: string): string {
  return text
    .replaceAll('№ ', '№\u00a0')
    .replaceAll(' – ', '\u00a0– ')
    .replaceAll(' ₸', '\u00a0₸')
    .replace(/(\d) (?=\d{3}(?!\d))/g, '$1\u00a0');
}

/** Splits a text at its ** marks. */
export function runsOf(text: string): { text: string; bold: boolean }[] {
  return typeset(text)
    .split('**')
    .map((part, i) => ({ text: part, bold: i % 2 === 1 }))
    .filter((run) => run.text !== '');
}

/** The reworked document. Throws where an edit's `find` does not stand in the blocks exactly once. */
export function rework(document: ActDocument, edits: Edit[]): ActDocument {
  return { ...document, blocks: edits.reduce(applyEdit, document.blocks) };
}

function applyEdit(blocks: Block[], { find, replace }: Edit): Block[] {
  let hits = 0;
  const swap = (text: string): string => {
    hits += text.split(find).length - 1;
    return text.replaceAll(find, replace);
  };
  const edited = blocks.map((block): Block => {
    if (block.type === 'heading' || block.type === 'paragraph') return { ...block, text: swap(block.text) };
    if (block.type === 'table') return { ...block, rows: block.rows.map((row) => row.map(swap)) };
    return block;
  });
  if (hits !== 1) throw new Error(`an edit's words stand ${hits} times in the draft: ${find}`);
  return edited;
}
