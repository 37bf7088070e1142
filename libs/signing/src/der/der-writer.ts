/** Writes DER: just what a request to a responder or to a time-stamp authority needs, and an unsigned attribute. */

/** One element: identifier octet, minimal definite length, contents. */
export function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const octets = length > 0xffffff ? 4 : length > 0xffff ? 3 : length > 0xff ? 2 : 1;
  const header = Buffer.alloc(2 + octets);
  header[0] = tag;
  header[1] = 0x80 | octets;
  header.writeUIntBE(length, 2, octets);
  return Buffer.concat([header, content]);
}

/** One element around others. */
export const constructed = (tag: number, ...items: Buffer[]): Buffer => element(tag, Buffer.concat(items));

/** A non-negative INTEGER from big-endian octets. */
export function writeUnsigned(octets: Buffer): Buffer {
  let content = octets;
  while (content.length > 1 && content[0] === 0) content = content.subarray(1);
  const positive = (content[0] as number) < 0x80 ? content : Buffer.concat([Buffer.from([0]), content]);
  return element(0x02, positive);
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function writeOid(dotted: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const octets = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 0x7fn)];
    for (let more = arc >> 7n; more > 0n; more >>= 7n) groups.unshift(Number(more & 0x7fn) | 0x80);
    return groups;
  });
  return element(0x06, Buffer.from(octets));
}
