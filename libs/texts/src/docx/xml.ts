import { SaxesParser } from 'saxes';

/** Deeper than any editor writes; a part that goes on is a trap. */
const DEEPEST = 400;

const WORD = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main', // ISO/IEC 29500 strict
]);
const PREFIXES = new Map([
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc:'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm:'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm:'],
]);
/** Shapes, drawings and the later words of WordprocessingML: what editors of today show. */
const KNOWN_EXTENSION = /^http:\/\/schemas\.microsoft\.com\/office\/(?:word|drawing)\/20\d\d\//;

/** Of a choice (`mc:Choice`): do the editors of today take it? "true" or "false"; no name in XML begins with a space. */
export const UNDERSTOOD = ' understood';

/** The part is not well-formed, or is made to harm. */
export class DamagedXml extends Error {}

/** Attributes by local name, whatever their namespace. */
export type Attributes = Readonly<Record<string, string>>;

export interface XmlVisitor {
  /** @param name local in WordprocessingML ("p"), "mc:..." and "m:..." in theirs, "" in others */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Reads a part of a package from its beginning to its end.
 * @throws DamagedXml also for a document type, which no part may have (ECMA-376-2:2021, 8.1.4): so nothing is ever
 *   fetched or expanded
 */
export function readXml(part: Uint8Array, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const names: string[] = [];
  parser.on('error', (error) => {
    throw new DamagedXml(error.message);
  });
  parser.on('doctype', () => {
    throw new DamagedXml('a document type');
  });
  parser.on('opentag', (tag) => {
    if (names.length >= DEEPEST) throw new DamagedXml('too deep');
    const prefix = PREFIXES.get(tag.uri);
    const name = WORD.has(tag.uri) ? tag.local : prefix === undefined ? '' : prefix + tag.local;
    names.push(name);
    const attributes: Record<string, string> = Object.create(null);
    for (const key in tag.attributes) {
      const attribute = tag.attributes[key];
      if (attribute) attributes[attribute.local] = attribute.value;
    }
    if (name === 'mc:Choice') {
      const required = (attributes['Requires'] ?? '').split(/\s+/);
      const isKnown = required.every((one) => KNOWN_EXTENSION.test(tag.ns[one] ?? parser.resolve(one) ?? ''));
      attributes[UNDERSTOOD] = String(isKnown);
    }
    visitor.open(name, attributes);
  });
  parser.on('closetag', () => visitor.close(names.pop() ?? ''));
  parser.on('text', (text) => visitor.text(text));
  parser.on('cdata', (text) => visitor.text(text));
  parser.write(decode(part)).close();
}

/** UTF-8 or UTF-16, the two that a part may have. */
function decode(part: Uint8Array): string {
  const [first, second] = part;
  const encoding =
    first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(part);
  } catch {
    throw new DamagedXml('not in its encoding');
  }
}
