import { documentXml, footnotesXml, makeDocx, paragraphXml as p, tableXml as table } from '#testing';
import { readDocx } from '../read-docx.js';
import { checkStructure } from '../structure/structure.js';
import { type Parts, readParts } from './read-parts.js';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DELETED_END = '<w:rPr><w:del/></w:rPr>';

test('a document of deleted paragraph ends alone is one paragraph, and is read at once', async () => {
  const body = p('сөз ', DELETED_END).repeat(130_000) + p('соңы');
  const answer = await readDocx(makeDocx(documentXml(body)));
  expect('text' in answer && answer.text.paragraphs.map(({ text }) => text.length)).toEqual([
    130_000 * 'сөз '.length + 'соңы'.length,
  ]);
}, 60_000);

test('text before a deleted paragraph end stays in its footnote', async () => {
  const refer = (id: number) => `<w:p><w:r><w:t>Сөйлем</w:t><w:footnoteReference w:id="${id}"/></w:r></w:p>`;
  const ended = footnotesXml('бірінші ', 'екінші').replace(p('бірінші '), p('бірінші ', DELETED_END));
  const answer = await readDocx(
    makeDocx(documentXml(refer(1) + refer(2)), { related: { footnotes: ended } }),
  );
  const notes = 'text' in answer ? answer.text.paragraphs.filter(({ kind }) => kind === 'footnote') : [];
  expect(notes.map(({ text }) => text)).toEqual(['бірінші', 'екінші']);
});

test('a part whose name is no address is read or refused', () => {
  const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${RELATIONS}/officeDocument" Target="/%2F[/document.xml"/></Relationships>`;
  const parts: Parts = new Map([
    ['_rels/.rels', Buffer.from(relations)],
    ['/[/document.xml', Buffer.from(documentXml(p('Мәтін')))],
    ['/[/_rels/document.xml.rels', Buffer.from(relations)],
  ]);
  const answer = readParts(parts);
  expect('text' in answer && answer.text.paragraphs.map(({ text }) => text)).toEqual(['Мәтін']);
});

test('a table within a cell is one table, and does not divide the one around it', async () => {
  const inner = table([p('ішкі')]);
  const body = table([p('бір'), p('екі') + inner, p('үш')], [p('төрт'), p('бес'), p('алты')]);
  const answer = await readDocx(makeDocx(documentXml(body)));
  if (!('text' in answer)) throw new Error(answer.refusal);
  expect(checkStructure(answer.text, answer.text).left).toMatchObject({ table: 2, row: 3 });
});
