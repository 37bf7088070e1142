import type { AnchorFault, AuditFault, ChainFault, RecordCheck } from '#kernel';

/** After "document X, entry N". */
const CHAIN_WORDS: Readonly<Record<ChainFault, string>> = {
  missing: 'this entry is missing; later ones of the document are there',
  added: 'an entry was added that the chain cannot have here',
  changed: 'the entry is not what was written: its content or a column was changed',
  swapped: 'another entry stands here: one that was written for another place or document',
  unchained:
    'the entry does not follow the one before it: that one was written anew, or an entry was put in between',
  cut_off: 'the chain was cut off here: this entry is known, but it and what followed is gone',
  head_missing: 'this is the last entry, but the head of the chain is missing',
  head_differs: 'the head of the chain and this entry do not agree: one of them was changed',
  anchor_differs: 'the entry is not the one that was anchored: the chain was written anew up to here',
};

/** After "anchor N". */
const ANCHOR_WORDS: Readonly<Record<AnchorFault, string>> = {
  anchor_missing: 'the anchor is missing, though heads or later anchors are there',
  anchor_added: 'an anchor was added that cannot be there: they count from 1',
  anchor_changed: 'the anchor is not what was written: it was changed',
  anchor_swapped: 'another anchor stands here: one that was written for another number',
  anchor_unchained: 'the anchor does not follow the one before it: that one was written anew',
  anchor_heads:
    'its root does not fit its heads: some were changed, added or taken out, or a document with all its traces',
  anchor_cut_off:
    'the file knows this anchor, the database does not: anchors were cut off, or an older state put back',
  file_differs: 'the file and the database do not agree: one of them was written anew',
  file_short:
    'the file ends before this anchor, which is in the database: the file was cut off, or is not kept',
  file_missing: 'there is no such file, though the database has anchors',
};

/** The place and what is wrong there, in one sentence. */
export function faultSentence(fault: AuditFault): string {
  if (!('subjectId' in fault)) return `anchor ${fault.anchor}: ${ANCHOR_WORDS[fault.fault]}.`;
  const witness = fault.anchor === undefined ? '' : ` (by anchor ${fault.anchor})`;
  return `document ${fault.subjectId}, entry ${fault.seq}: ${CHAIN_WORDS[fault.fault]}${witness}.`;
}

/** What a check of the record found, for a reader. */
export function recordLines(check: RecordCheck, anchorsFile: string, seconds: number): string[] {
  const count = (value: number, one: string, many: string) =>
    `${value.toLocaleString('en')} ${value === 1 ? one : many}`;
  const read = [
    count(check.entries, 'entry', 'entries'),
    count(check.documents, 'document', 'documents'),
    count(check.anchors, 'anchor', 'anchors'),
  ].join(', ');
  const { fault, lastAnchor } = check;
  const result = fault ? `The record is BROKEN at ${faultSentence(fault)}` : 'The record is whole.';
  return [
    result,
    `${fault ? 'Whole before that' : 'Checked'}: ${read}; ${seconds} s.`,
    ...(lastAnchor ? [`Anchor ${lastAnchor.number}, ${lastAnchor.at}: ${lastAnchor.hash}`] : []),
    `File of anchors: ${anchorsFile}`,
  ];
}
