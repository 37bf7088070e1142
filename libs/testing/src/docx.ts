import { makeZip, type ZipMember } from './zip.js';

/** Documents made part by part: what editors write, and what only somebody who means harm does. */

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** @param body what stands in `w:body` */
export function documentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:x="urn:unknown"><w:body>${body}</w:body></w:document>`;
}

/** @param properties what stands in `w:pPr` */
export function paragraphXml(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A paragraph that the editor numbers. */
export function countedXml(text: string, list: number, level = 0): string {
  return paragraphXml(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
}

/** @param rows of the content of each cell */
export function tableXml(...rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`;
  return `<w:tbl>${rows.map(row).join('')}</w:tbl>`;
}

export interface DocxParts {
  /** Further parts of the folder `word`, by name: `numbering`, `styles`, `footnotes`. */
  readonly related?: Readonly<Record<string, string>>;
  readonly members?: readonly ZipMember[];
  readonly mainType?: string;
}

/** @param xml of the main part */
export function makeDocx(
  xml: string | Buffer,
  { related = {}, members = [], mainType = MAIN }: DocxParts = {},
): Buffer {
  const relations = Object.keys(related).map(
    (name, index) => `<Relationship Id="r${index}" Type="${RELATION}/${name}" Target="${name}.xml"/>`,
  );
  const rels = (content: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`;
  return makeZip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${mainType}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: rels(`<Relationship Id="r" Type="${RELATION}/officeDocument" Target="word/document.xml"/>`),
    },
    { name: 'word/document.xml', content: xml },
    { name: 'word/_rels/document.xml.rels', content: rels(relations.join('')) },
    ...Object.entries(related).map(([name, content]) => ({ name: `word/${name}.xml`, content })),
    ...members,
  ]);
}

/** Lists: 1 counts "1." and below it "1)", 2 goes on with 1, 3 begins anew at 5, 4 is "Глава I.", 5 has dots. */
export const DOCX_NUMBERING = `<w:numbering ${W}>
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2)"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Глава %1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2">
    <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>`;

export const DOCX_STYLES = `<w:styles ${W}>
  <w:style w:styleId="Base"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="Chapter"><w:name w:val="Тарау"/><w:basedOn w:val="Base"/></w:style>
  <w:style w:styleId="Point"><w:name w:val="Тармақ"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Ring"><w:name w:val="a"/><w:basedOn w:val="Ring"/></w:style>
</w:styles>`;

export function footnotesXml(...notes: readonly string[]): string {
  const written = notes.map(
    (text, index) => `<w:footnote w:id="${index + 1}">${paragraphXml(text)}</w:footnote>`,
  );
  return `<w:footnotes ${W}><w:footnote w:id="-1" w:type="separator">${paragraphXml('')}</w:footnote>${written.join('')}</w:footnotes>`;
}

/** A document of these lines, each a paragraph with its number typed. */
export function docxOf(...lines: readonly string[]): Buffer {
  return makeDocx(documentXml(lines.map((line) => paragraphXml(line)).join('')));
}
