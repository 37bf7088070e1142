import { type SignatureCode, SignatureRefusal } from '../codes.js';
import { DerFields, type DerNode, TAG } from './der.js';

/** The dotted form of an OBJECT IDENTIFIER. */
export function readOid(node: DerNode): string {
  const arcs: bigint[] = [];
  let value = 0n;
  for (const byte of node.content) {
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0) {
      const first = value < 40n ? 0n : value < 80n ? 1n : 2n;
      arcs.push(first, value - first * 40n);
    } else {
      arcs.push(value);
    }
    value = 0n;
  }
  return arcs.join('.');
}

/** A non-negative INTEGER as bigint; undefined when negative. */
export function readUnsigned(node: DerNode): bigint | undefined {
  if ((node.content[0] as number) & 0x80) return undefined;
  return BigInt(`0x${node.content.toString('hex')}`);
}

/** A small non-negative INTEGER, for versions and path lengths; undefined when negative or over 2^31. */
export function readSmall(node: DerNode): number | undefined {
  const value = node.content.length <= 5 ? readUnsigned(node) : undefined;
  return value !== undefined && value < 0x80000000n ? Number(value) : undefined;
}

/** The octets of a BIT STRING that has no unused bits; undefined otherwise. */
export function readBitOctets(node: DerNode): Buffer | undefined {
  return node.content[0] === 0 ? node.content.subarray(1) : undefined;
}

/** The octets of a signature. One with unused bits is none that any key has made: no octets at all. */
export function readSignature(node: DerNode): Buffer {
  return readBitOctets(node) ?? Buffer.alloc(0);
}

/** The numbers of the bits set in a BIT STRING, bit 0 first. */
export function readBits(node: DerNode): number[] {
  const bits: number[] = [];
  node.content.subarray(1).forEach((byte, index) => {
    for (let bit = 0; bit < 8; bit += 1) if (byte & (0x80 >> bit)) bits.push(index * 8 + bit);
  });
  return bits;
}

/**
 * UTCTime or GeneralizedTime, to the second, in UTC (RFC 5280 section 4.1.2.5).
 * @throws SignatureRefusal with `code` for any other form and for dates that do not exist
 */
export function readTime(node: DerNode, code: SignatureCode): Date {
  const text = node.content.toString('latin1');
  const match =
    node.tag === TAG.utcTime
      ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)
      : node.tag === TAG.generalizedTime
        ? /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)
        : null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match?.slice(1).map(Number) ?? [];
  const fullYear = node.tag === TAG.utcTime ? (year < 50 ? 2000 + year : 1900 + year) : year;
  const date = new Date(Date.UTC(fullYear, month - 1, day, hour, minute, second));
  if (fullYear < 100) date.setUTCFullYear(fullYear);
  const exists =
    match !== null &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!exists) throw new SignatureRefusal(code, 'a time is malformed');
  return date;
}

/** The text of a directory string; undefined for a type that is none, or bytes that are no text. */
export function readText(node: DerNode): string | undefined {
  switch (node.tag) {
    case TAG.utf8String:
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(node.content);
      } catch {
        return undefined;
      }
    case TAG.bmpString:
      return node.content.length % 2 === 0
        ? Buffer.from(node.content).swap16().toString('utf16le')
        : undefined;
    case 0x1c: // UniversalString
      return readUniversal(node.content);
    case 0x13: // PrintableString
    case 0x16: // IA5String
    case 0x12: // NumericString
    case 0x14: // TeletexString, read as latin1 as everybody does
      return node.content.toString('latin1');
    default:
      return undefined;
  }
}

/** Four octets for each character, the highest first. */
function readUniversal(content: Buffer): string | undefined {
  if (content.length % 4 !== 0) return undefined;
  const points = Array.from({ length: content.length / 4 }, (_, index) => content.readUInt32BE(index * 4));
  return points.some((point) => point > 0x10ffff) ? undefined : String.fromCodePoint(...points);
}

/** An AlgorithmIdentifier: its OID, and whether its parameters are the absent or NULL ones of RSA and SHA. */
export interface AlgorithmIdentifier {
  oid: string;
  plain: boolean;
  raw: Buffer;
}

export function readAlgorithm(node: DerNode, code: SignatureCode): AlgorithmIdentifier {
  const fields = new DerFields(node, code, 'algorithm identifier');
  const oid = readOid(fields.take(TAG.oid));
  const parameters = fields.peek() === undefined ? undefined : fields.any();
  fields.done();
  return { oid, plain: parameters === undefined || parameters.tag === TAG.null, raw: node.raw };
}
