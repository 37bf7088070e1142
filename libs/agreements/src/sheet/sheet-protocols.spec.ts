import { newId } from '#kernel';
import { makeText } from '#testing';
import { moments, protocolsOf } from './sheet-document.js';
import { sheetWords } from './sheet-words.js';

const body = { id: newId(), name: makeText('Finance'), shortName: makeText('MF') };
const signed = (name: string, signedAt: string) => ({
  by: { id: newId(), fullName: name, post: makeText(`${name} post`), unit: makeText('unit') },
  signature: { id: newId(), signedAt, certificateSerial: '55556666', certificateOwner: name },
  body,
});
const protocol = {
  body,
  version: 1,
  file: { id: newId(), name: 'protocol.pdf', format: 'pdf' as const, size: 1, sha256: '' },
  signatures: [
    signed('OtherMinister', '2026-03-16T06:30:00.000Z'),
    signed('Minister', '2026-03-17T06:30:00.000Z'),
  ],
};
const speech = { words: sheetWords('ru'), text: 'ru', format: moments('ru') } as const;
const act = { number: 'ҮҚ-26-7' };

test('775:21 a signed protocol stands on the sheet: with whom, on which version, which heads signed it and when', () => {
  const told = JSON.stringify(protocolsOf({ act, protocols: [protocol] }, speech));
  const parts = [
    'Протоколы разногласий, подписанные руководителями обоих органов',
    'Finance (ru) · № ҮҚ-26-7/1',
    'OtherMinister, OtherMinister post (ru) · 16 марта 2026 г., 11:30',
    '55556666',
    'Minister, Minister post (ru) · 17 марта 2026 г., 11:30',
  ];
  const places = parts.map((part) => told.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test('where none was signed, nothing is said of any', () => {
  expect(protocolsOf({ act, protocols: [] }, speech)).toEqual([]);
});
