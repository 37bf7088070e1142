import type { AuditFault } from '#kernel';
import { faultSentence, recordLines } from './words.js';

const subjectId = '0199a7a0-0000-7000-8000-000000000001';

test.each<[AuditFault, string]>([
  [{ fault: 'missing', subjectId, seq: 3 }, `document ${subjectId}, entry 3: this entry is missing`],
  [{ fault: 'swapped', subjectId, seq: 2 }, `document ${subjectId}, entry 2: another entry stands here`],
  [
    { fault: 'cut_off', subjectId, seq: 4, anchor: 7 },
    `document ${subjectId}, entry 4: the chain was cut off here: this entry is known, but it and what followed is gone (by anchor 7).`,
  ],
  [{ fault: 'file_differs', anchor: 9 }, 'anchor 9: the file and the database do not agree'],
])('%j is told as its place and what is wrong there', (fault, sentence) => {
  expect(faultSentence(fault)).toContain(sentence);
});

test('what was checked is told with the newest anchor, which says all that there was up to then', () => {
  const lastAnchor = { number: 24, at: '2026-03-14T10:00:00.000Z', hash: 'ab'.repeat(32) };
  const check = { entries: 1_000_000, documents: 1, anchors: 24, lastAnchor };
  expect(recordLines(check, '/data/audit-anchors.txt', 12.3)).toEqual([
    'The record is whole.',
    'Checked: 1,000,000 entries, 1 document, 24 anchors; 12.3 s.',
    `Anchor 24, 2026-03-14T10:00:00.000Z: ${'ab'.repeat(32)}`,
    'File of anchors: /data/audit-anchors.txt',
  ]);
});

test('a broken record is told by its first broken place', () => {
  const fault = { fault: 'changed', subjectId, seq: 3 } as const;
  const check = { entries: 2, documents: 0, anchors: 0, fault };
  expect(recordLines(check, '/data/audit-anchors.txt', 0.1)).toEqual([
    `The record is BROKEN at document ${subjectId}, entry 3: the entry is not what was written: its content or a column was changed.`,
    'Whole before that: 2 entries, 0 documents, 0 anchors; 0.1 s.',
    'File of anchors: /data/audit-anchors.txt',
  ]);
});
