import { SignatureRefusal } from '../codes.js';
import { DerFields, type DerNode, TAG } from '../der/der.js';
import { readOid, readText } from '../der/values.js';

/** A distinguished name. */
export interface Name {
  /** DER as received. */
  raw: Buffer;
  attributes: { oid: string; value: string }[];
  /** Each RDN in the form in which RDNs are compared, the outermost first. */
  rdns: string[];
  /** The whole name in the form in which names are compared. */
  key: string;
}

/** RFC 4518 section 2.2: characters that are mapped to nothing. */
const IGNORED = /\p{Cf}|\p{Variation_Selector}|\u034f|\ufffc/gu;

/**
 * A text as caseIgnoreMatch compares it (RFC 5280 section 7.1, RFC 4518): case, the kind of string and the
 * amount of white space do not matter.
 */
export function comparable(text: string): string {
  return text
    .replace(IGNORED, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Reads an RDNSequence. @throws SignatureRefusal CERTIFICATE_MALFORMED */
export function readName(node: DerNode): Name {
  const rdns = node.children.map((rdn) => {
    if (rdn.tag !== TAG.set) throw new SignatureRefusal('CERTIFICATE_MALFORMED', 'name: a part is no SET');
    return readRdn(rdn);
  });
  return nameOf(node.raw, rdns);
}

/** The name that `base` and one more RDN, an IMPLICIT SET, make together. */
export function relativeName(base: Name, rdn: DerNode): Name {
  const last = readRdn(rdn);
  const { attributes, key } = last;
  return {
    raw: Buffer.concat([base.raw, rdn.raw]),
    attributes: [...base.attributes, ...attributes],
    rdns: [...base.rdns, key],
    key: JSON.stringify([...base.rdns, key]),
  };
}

function nameOf(raw: Buffer, rdns: ReturnType<typeof readRdn>[]): Name {
  const keys = rdns.map(({ key }) => key);
  return {
    raw,
    attributes: rdns.flatMap(({ attributes }) => attributes),
    rdns: keys,
    key: JSON.stringify(keys),
  };
}

function readRdn(rdn: DerNode): { attributes: Name['attributes']; key: string } {
  if (rdn.children.length === 0) throw new SignatureRefusal('CERTIFICATE_MALFORMED', 'name: an empty part');
  const pairs = rdn.children.map((pair) => {
    const fields = new DerFields(pair, 'CERTIFICATE_MALFORMED', 'name');
    const oid = readOid(fields.take(TAG.oid));
    const node = fields.any();
    fields.done();
    const text = readText(node);
    // what is no text, or text that is broken, is compared octet by octet
    const compared = text === undefined ? [oid, node.raw.toString('hex')] : [oid, '', comparable(text)];
    return { oid, value: text ?? '', compared: JSON.stringify(compared) };
  });
  return {
    attributes: pairs.map(({ oid, value }) => ({ oid, value })),
    // the order of the parts of one RDN means nothing
    key: JSON.stringify(pairs.map(({ compared }) => compared).sort()),
  };
}

/** RFC 5280 section 7.1. */
export function sameName(a: Name, b: Name): boolean {
  return a.key === b.key;
}

/** True where `name` is `base` or lies below it. */
export function isBelow(name: Name, base: Name): boolean {
  return base.rdns.length <= name.rdns.length && base.rdns.every((rdn, index) => rdn === name.rdns[index]);
}
