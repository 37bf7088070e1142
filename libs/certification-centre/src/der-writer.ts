/** Writes DER: just enough for certificates, revocation lists, key stores and signatures. */

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const octets = length > 0xffffff ? 4 : length > 0xffff ? 3 : length > 0xff ? 2 : 1;
  const header = Buffer.alloc(2 + octets);
  header[0] = tag;
  header[1] = 0x80 | octets;
  header.writeUIntBE(length, 2, octets);
  return Buffer.concat([header, content]);
}

export const sequence = (...items: Buffer[]): Buffer => element(0x30, Buffer.concat(items));

/** SET OF: sorted, as DER wants it. */
export const setOf = (...items: Buffer[]): Buffer =>
  element(0x31, Buffer.concat([...items].sort(Buffer.compare)));

/** A SET in the order given: for SETs that are to be wrong. */
export const unsortedSet = (...items: Buffer[]): Buffer => element(0x31, Buffer.concat(items));

/** `[n] EXPLICIT`, or `[n] IMPLICIT` over a constructed type whose contents are given. */
export const tagged = (n: number, ...items: Buffer[]): Buffer => element(0xa0 | n, Buffer.concat(items));

/** `[n] IMPLICIT` over a primitive type. */
export const taggedPrimitive = (n: number, content: Buffer): Buffer => element(0x80 | n, content);

export const octets = (content: Buffer): Buffer => element(0x04, content);
export const bits = (content: Buffer, unused = 0): Buffer =>
  element(0x03, Buffer.concat([Buffer.from([unused]), content]));
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text));
export const printable = (text: string): Buffer => element(0x13, Buffer.from(text, 'latin1'));
export const bmp = (text: string): Buffer => element(0x1e, Buffer.from(text, 'utf16le').swap16());
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]));
export const nothing = (): Buffer => element(0x05, Buffer.alloc(0));

/** A non-negative INTEGER. */
export function integer(value: number | bigint | Buffer): Buffer {
  const hex = Buffer.isBuffer(value) ? value.toString('hex') : value.toString(16);
  let content = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  while (content.length > 1 && content[0] === 0 && (content[1] as number) < 0x80)
    content = content.subarray(1);
  if ((content[0] as number) >= 0x80) content = Buffer.concat([Buffer.from([0]), content]);
  return element(0x02, content);
}

export function oid(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const arcs = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 0x7fn)];
    for (let more = arc >> 7n; more > 0n; more >>= 7n) groups.unshift(Number(more & 0x7fn) | 0x80);
    return groups;
  });
  return element(0x06, Buffer.from(arcs));
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5); to the second, UTC. */
export function time(date: Date): Buffer {
  const text = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(`${text.slice(2)}Z`))
    : element(0x18, Buffer.from(`${text}Z`));
}

/** BIT STRING of named bits, trailing zeroes left out. */
export function namedBits(numbers: readonly number[]): Buffer {
  const last = Math.max(...numbers, 0);
  const content = Buffer.alloc(Math.floor(last / 8) + 1);
  for (const number of numbers) {
    const index = Math.floor(number / 8);
    content[index] = (content[index] as number) | (0x80 >> (number % 8));
  }
  return bits(content, 7 - (last % 8));
}
