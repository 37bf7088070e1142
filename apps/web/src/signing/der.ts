import forge from 'node-forge';

/** Bytes as node-forge has them: one character each, code 0 to 255. */
export type Binary = string;

export const toBinary = (bytes: Uint8Array): Binary => forge.util.binary.raw.encode(bytes);

export function toBytes(binary: Binary): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** One DER element. */
export function element(tag: number, ...contents: Binary[]): Binary {
  const content = contents.join('');
  let length = String.fromCharCode(content.length);
  if (content.length >= 0x80) {
    const hex = content.length.toString(16);
    const octets = forge.util.hexToBytes(hex.length % 2 ? `0${hex}` : hex);
    length = String.fromCharCode(0x80 | octets.length) + octets;
  }
  return String.fromCharCode(tag) + length + content;
}

export const sequence = (...items: Binary[]): Binary => element(0x30, ...items);
/** SET OF, sorted as DER wants it. */
export const setOf = (...items: Binary[]): Binary => element(0x31, ...[...items].sort(compare));
export const oid = (dotted: string): Binary => element(0x06, forge.asn1.oidToDer(dotted).getBytes());
export const octetString = (content: Binary): Binary => element(0x04, content);
export const nothing = (): Binary => element(0x05);
/** An INTEGER from its content octets. */
export const integer = (content: Binary): Binary => element(0x02, content);

/** Order by bytes: never by a language's rules. */
export function compare(a: Binary, b: Binary): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** UTCTime to the second, in UTC; signing times lie well before 2050. */
export function utcTime(at: Date): Binary {
  const text = at.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return element(0x17, `${text}Z`);
}

/** The elements of a constructed value; none for a primitive one. */
export function children(node: forge.asn1.Asn1 | undefined): forge.asn1.Asn1[] {
  return typeof node?.value === 'object' ? node.value : [];
}

/** The content of a primitive value, or of an OCTET STRING in pieces (BER, as older key files have it). */
export function content(node: forge.asn1.Asn1 | undefined): Binary {
  if (node === undefined) return '';
  return typeof node.value === 'string' ? node.value : node.value.map(content).join('');
}

export function readOid(node: forge.asn1.Asn1 | undefined): string {
  const isOid = node?.tagClass === forge.asn1.Class.UNIVERSAL && node.type === forge.asn1.Type.OID;
  return isOid ? forge.asn1.derToOid(content(node)) : '';
}

export const encode = (node: forge.asn1.Asn1): Binary => forge.asn1.toDer(node).getBytes();
