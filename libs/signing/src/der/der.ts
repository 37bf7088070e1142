import forge from 'node-forge';
import { type SignatureCode, SignatureRefusal } from '../codes.js';

/** Limits within which a DER object is read at all. */
export interface DerLimits {
  /** Largest whole object, in bytes. */
  bytes: number;
  /** Deepest nesting of constructed values; the outermost object counts as 1. */
  depth: number;
  /** Most elements in the whole tree. */
  elements: number;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  bmpString: 0x1e,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The identifier octet of `[n]`, constructed. */
export const context = (n: number): number => 0xa0 | n;
/** The identifier octet of `[n] IMPLICIT` over a primitive type. */
export const contextPrimitive = (n: number): number => 0x80 | n;

const CONSTRUCTED = 0x20;

/** One element of a DER object: a window on the bytes that were received, never a re-encoding of them. */
export class DerNode {
  private cachedChildren: DerNode[] | undefined;

  constructor(
    private readonly source: Buffer,
    private readonly start: number,
    private readonly contentStart: number,
    private readonly end: number,
  ) {}

  /** The identifier octet, with class and constructed bit. */
  get tag(): number {
    return this.source[this.start] as number;
  }

  /** The element with its tag and length, as received. */
  get raw(): Buffer {
    return this.source.subarray(this.start, this.end);
  }

  get content(): Buffer {
    return this.source.subarray(this.contentStart, this.end);
  }

  /** The elements of a constructed value; none for a primitive one. */
  get children(): DerNode[] {
    if (this.cachedChildren === undefined) {
      this.cachedChildren = [];
      if (this.tag & CONSTRUCTED) {
        for (let at = this.contentStart; at < this.end; ) {
          const { contentStart, end } = readHeader(this.source, at, this.end);
          this.cachedChildren.push(new DerNode(this.source, at, contentStart, end));
          at = end;
        }
      }
    }
    return this.cachedChildren;
  }
}

/**
 * Reads one DER object strictly: definite minimal lengths, minimal integers, nothing after the end.
 * The object is walked once without recursion before anything is made of it, so that a hostile one costs
 * no more than a read of its bytes.
 * @throws SignatureRefusal TOO_LARGE, TRUNCATED, TRAILING_BYTES, NOT_DER, TOO_DEEP or TOO_MANY_ELEMENTS
 */
export function parseDer(input: Buffer, limits: DerLimits): DerNode {
  if (input.length > limits.bytes) throw new SignatureRefusal('TOO_LARGE', `${input.length} bytes`);
  const { contentStart, end } = readHeader(input, 0, input.length);
  if (end < input.length) {
    throw new SignatureRefusal('TRAILING_BYTES', `${input.length - end} bytes after the end`);
  }
  walk(input, limits);
  return new DerNode(input, 0, contentStart, end);
}

/** The root of bytes that `parseDer` has been through before, perhaps in another thread. */
export function openDer(input: Buffer): DerNode {
  const { contentStart, end } = readHeader(input, 0, input.length);
  return new DerNode(input, 0, contentStart, end);
}

/**
 * The second opinion on the encoding: node-forge parses the same bytes (BIT STRINGs decoded too) and must
 * write them out again exactly.
 * @throws SignatureRefusal NOT_DER
 */
export function assertForgeAgrees(input: Buffer): void {
  const binary = input.toString('latin1');
  let rewritten: string;
  try {
    rewritten = forge.asn1.toDer(forge.asn1.fromDer(binary, true)).getBytes();
  } catch (error) {
    throw new SignatureRefusal('NOT_DER', error instanceof Error ? error.message : 'cannot be parsed');
  }
  if (rewritten !== binary) throw new SignatureRefusal('NOT_DER', 'differs from its DER encoding');
}

/** Splits a buffer that holds one or more DER objects one after the other, without looking inside them. */
export function splitDer(input: Buffer): Buffer[] {
  const objects: Buffer[] = [];
  for (let at = 0; at < input.length; ) {
    const { end } = readHeader(input, at, input.length);
    objects.push(input.subarray(at, end));
    at = end;
  }
  return objects;
}

function readHeader(source: Buffer, at: number, limit: number): { contentStart: number; end: number } {
  const tag = source[at];
  const first = source[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit) {
    throw new SignatureRefusal('TRUNCATED', `the element at ${at} has no length`);
  }
  if ((tag & 0x1f) === 0x1f) throw new SignatureRefusal('NOT_DER', `multi-byte tag at ${at}`);
  let contentStart = at + 2;
  let length = first;
  if (first === 0x80) throw new SignatureRefusal('NOT_DER', `indefinite length at ${at}`);
  if (first > 0x80) {
    const octets = first & 0x7f;
    if (octets > 4) throw new SignatureRefusal('NOT_DER', `length of ${octets} octets at ${at}`);
    contentStart += octets;
    if (contentStart > limit) throw new SignatureRefusal('TRUNCATED', `the length at ${at} is cut off`);
    length = source.readUIntBE(at + 2, octets);
    if (length < 0x80 || source[at + 2] === 0) {
      throw new SignatureRefusal('NOT_DER', `length at ${at} is not minimal`);
    }
  }
  const end = contentStart + length;
  if (end > limit) throw new SignatureRefusal('TRUNCATED', `the element at ${at} ends beyond its parent`);
  return { contentStart, end };
}

function walk(source: Buffer, limits: DerLimits): void {
  const ends: number[] = [];
  let elements = 0;
  for (let at = 0; at < source.length; ) {
    while (ends.length > 0 && ends[ends.length - 1] === at) ends.pop();
    const { contentStart, end } = readHeader(source, at, ends[ends.length - 1] ?? source.length);
    elements += 1;
    if (elements > limits.elements)
      throw new SignatureRefusal('TOO_MANY_ELEMENTS', `over ${limits.elements}`);
    const tag = source[at] as number;
    if (tag & CONSTRUCTED) {
      assertConstructed(tag, at);
      if (ends.length + 1 > limits.depth)
        throw new SignatureRefusal('TOO_DEEP', `over ${limits.depth} levels`);
      if (end > contentStart) ends.push(end);
      at = contentStart;
    } else {
      assertPrimitive(tag, source.subarray(contentStart, end), at);
      at = end;
    }
  }
}

function assertConstructed(tag: number, at: number): void {
  if (tag < 0x40 && tag !== TAG.sequence && tag !== TAG.set) {
    throw new SignatureRefusal('NOT_DER', `constructed string at ${at}`);
  }
}

function assertPrimitive(tag: number, content: Buffer, at: number): void {
  const refuse = (what: string) => new SignatureRefusal('NOT_DER', `${what} at ${at}`);
  const first = content[0];
  switch (tag) {
    case 0x00:
      throw refuse('end of contents');
    case TAG.boolean:
      if (content.length !== 1 || (first !== 0x00 && first !== 0xff)) throw refuse('boolean');
      break;
    case TAG.integer:
    case TAG.enumerated: {
      const second = content[1];
      if (first === undefined) throw refuse('empty integer');
      if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
        throw refuse('integer that is not minimal');
      }
      break;
    }
    case TAG.bitString: {
      if (first === undefined || first > 7 || (content.length === 1 && first !== 0))
        throw refuse('bit string');
      const last = content[content.length - 1] as number;
      if (first > 0 && (last & ((1 << first) - 1)) !== 0) throw refuse('bit string with set padding');
      break;
    }
    case TAG.null:
      if (content.length !== 0) throw refuse('null with contents');
      break;
    case TAG.oid:
      assertOid(content, refuse);
      break;
    case TAG.sequence & ~CONSTRUCTED:
    case TAG.set & ~CONSTRUCTED:
      throw refuse('primitive sequence or set');
    default:
  }
}

function assertOid(content: Buffer, refuse: (what: string) => SignatureRefusal): void {
  if (content.length === 0 || content.length > 64 || (content[content.length - 1] as number) & 0x80) {
    throw refuse('object identifier');
  }
  for (let i = 0; i < content.length; i += 1) {
    const starts = i === 0 || !((content[i - 1] as number) & 0x80);
    if (starts && content[i] === 0x80) throw refuse('object identifier that is not minimal');
  }
}

/**
 * Reads the fields of one structure in their order. What is left over when `done()` is called, or is of
 * another type than asked for, is refused with the code of the structure; so is a structure that is no SEQUENCE,
 * where nothing else is said.
 */
export class DerFields {
  private next = 0;
  private readonly nodes: DerNode[];

  constructor(
    parent: DerNode,
    private readonly code: SignatureCode,
    private readonly what: string,
    tag: number = TAG.sequence,
  ) {
    this.nodes = parent.children;
    if (parent.tag !== tag) this.refuse(`tag ${parent.tag} where ${tag} belongs`);
  }

  take(tag: number): DerNode {
    return this.maybe(tag) ?? this.refuse(`field ${this.next + 1} is not as expected`);
  }

  maybe(tag: number): DerNode | undefined {
    const node = this.nodes[this.next];
    if (node?.tag !== tag) return undefined;
    this.next += 1;
    return node;
  }

  /** The next field, whatever its type. */
  any(): DerNode {
    const node = this.nodes[this.next];
    if (node === undefined) return this.refuse('a field is missing');
    this.next += 1;
    return node;
  }

  peek(): number | undefined {
    return this.nodes[this.next]?.tag;
  }

  done(): void {
    if (this.next < this.nodes.length) this.refuse('more fields than expected');
  }

  refuse(reason: string): never {
    throw new SignatureRefusal(this.code, `${this.what}: ${reason}`);
  }
}
