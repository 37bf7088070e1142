import { type Extension, readExtensionList } from '../certificates/extensions.js';
import { type GeneralName, readGeneralNames } from '../certificates/general-names.js';
import { SignatureRefusal } from '../codes.js';
import { DerFields, type DerNode, parseDer, TAG } from '../der/der.js';
import { readSmall, readTime } from '../der/values.js';

/** A list of 100,000 entries is about 4 MB. */
export const CRL_LIMITS = { bytes: 64 * 1024 * 1024, depth: 20, elements: 20_000_000 };
const ENTRY_LIMITS = { bytes: 64 * 1024, depth: 20, elements: 4000 };

const CODE = 'CERTIFICATE_MALFORMED';
const ENTRY_EXTENSION = { reason: '2.5.29.21', invalidityDate: '2.5.29.24', issuer: '2.5.29.29' } as const;
const KNOWN: ReadonlySet<string> = new Set(Object.values(ENTRY_EXTENSION));

/** CRLReason (RFC 5280 section 5.3.1): the one that takes an entry back, in delta lists only. */
const REMOVE_FROM_CRL = 8;

/** Sort keys hold a hash above and the number of the entry below: together below 2^53. */
const NUMBERS = 2 ** 25;
const HASHES = 2 ** 27;
const NO_ISSUER = 0xffffffff;

/** Where the entries of a list lie, so that one is found without reading them all. Goes between threads as it is. */
export interface CrlIndex {
  /** Sorted: hash of the serial times NUMBERS, plus the number of the entry. */
  keys: Float64Array<ArrayBuffer>;
  /** Where each entry begins and ends in the DER. */
  starts: Uint32Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
  /** Which entry names the issuer of the certificate of each entry; NO_ISSUER where none does. */
  issuers: Uint32Array<ArrayBuffer>;
  /** An entry says something critical that is not understood here. */
  unsupported: string | undefined;
  hasExtensions: boolean;
}

export interface RevokedEntry {
  date: Date;
  /** True for an entry of a delta list that takes an earlier one back. */
  removed: boolean;
  /** Names of the certificate's issuer; undefined where it is the list's. */
  issuer: GeneralName[] | undefined;
}

/** The fields of TBSCertList up to its entries, read in their order. */
export function entriesOf(root: DerNode): DerNode[] {
  const tbs = root.children[0];
  // version, algorithm, issuer, thisUpdate, nextUpdate, then the only other SEQUENCE
  const sequences = tbs?.children.filter(({ tag }) => tag === TAG.sequence) ?? [];
  return sequences[2]?.children ?? [];
}

/**
 * Reads all entries of a list once and strictly.
 * @param der the list that `root` was parsed from
 * @throws SignatureRefusal CERTIFICATE_MALFORMED
 */
export function indexEntries(der: Buffer, root: DerNode): CrlIndex {
  const entries = entriesOf(root);
  if (entries.length >= NUMBERS) throw new SignatureRefusal('TOO_MANY_ELEMENTS', 'entries of a list');
  const index: CrlIndex = {
    keys: new Float64Array(entries.length),
    starts: new Uint32Array(entries.length),
    ends: new Uint32Array(entries.length),
    issuers: new Uint32Array(entries.length),
    unsupported: undefined,
    hasExtensions: false,
  };
  let issuer = NO_ISSUER;
  entries.forEach((entry, number) => {
    const { serial, extensions } = readFields(entry);
    const start = entry.raw.byteOffset - der.byteOffset;
    index.starts[number] = start;
    index.ends[number] = start + entry.raw.length;
    index.keys[number] = hashOf(serial) * NUMBERS + number;
    if (extensions.some(({ oid }) => oid === ENTRY_EXTENSION.issuer)) issuer = number;
    index.issuers[number] = issuer;
    index.hasExtensions ||= extensions.length > 0;
    const unknown = extensions.find(({ oid, critical }) => critical && !KNOWN.has(oid));
    index.unsupported ??= unknown && `entry extension ${unknown.oid}`;
  });
  index.keys.sort();
  return index;
}

/** The entries with this serial (content octets of the INTEGER), in the order of the list. */
export function findEntries(der: Buffer, index: CrlIndex, serial: Buffer): RevokedEntry[] {
  const found: RevokedEntry[] = [];
  const hash = hashOf(serial);
  for (let at = lowerBound(index.keys, hash * NUMBERS); at < index.keys.length; at += 1) {
    const key = index.keys[at] as number;
    if (key >= (hash + 1) * NUMBERS) break;
    const number = key % NUMBERS;
    const entry = readFields(entryAt(der, index, number));
    if (!entry.serial.equals(serial)) continue;
    const issuer = index.issuers[number] as number;
    found.push({
      date: entry.date,
      removed: reasonOf(entry.extensions) === REMOVE_FROM_CRL,
      issuer: issuer === NO_ISSUER ? undefined : issuerOf(readFields(entryAt(der, index, issuer)).extensions),
    });
  }
  return found;
}

/** True where an entry speaks of a certificate that the list's issuer has not issued. */
export function hasForeignEntries({ issuers }: CrlIndex): boolean {
  return issuers.some((issuer) => issuer !== NO_ISSUER);
}

function entryAt(der: Buffer, { starts, ends }: CrlIndex, number: number): DerNode {
  return parseDer(der.subarray(starts[number], ends[number]), ENTRY_LIMITS);
}

function readFields(entry: DerNode): { serial: Buffer; date: Date; extensions: Extension[] } {
  const fields = new DerFields(entry, CODE, 'CRL entry');
  const serial = fields.take(TAG.integer).content;
  const date = readTime(fields.any(), CODE);
  const list = fields.maybe(TAG.sequence);
  fields.done();
  const extensions = list === undefined ? [] : readExtensionList(list);
  if (new Set(extensions.map(({ oid }) => oid)).size < extensions.length) fields.refuse('an extension twice');
  if (extensions.length > 0) {
    // strictly read now, so that nothing is found wrong later
    reasonOf(extensions);
    issuerOf(extensions);
  }
  return { serial, date, extensions };
}

function extensionOf(extensions: readonly Extension[], oid: string): DerNode | undefined {
  const found = extensions.find((extension) => extension.oid === oid);
  return found && parseDer(found.value, ENTRY_LIMITS);
}

function reasonOf(extensions: readonly Extension[]): number | undefined {
  const node = extensionOf(extensions, ENTRY_EXTENSION.reason);
  if (node === undefined) return undefined;
  const reason = node.tag === TAG.enumerated ? readSmall(node) : undefined;
  if (reason === undefined || reason > 10 || reason === 7) throw new SignatureRefusal(CODE, 'reason code');
  return reason;
}

function issuerOf(extensions: readonly Extension[]): GeneralName[] | undefined {
  const node = extensionOf(extensions, ENTRY_EXTENSION.issuer);
  if (node === undefined) return undefined;
  if (node.tag !== TAG.sequence) throw new SignatureRefusal(CODE, 'issuer of an entry');
  return readGeneralNames(node);
}

/** FNV-1a, cut to the bits that a sort key has room for. */
function hashOf(octets: Buffer): number {
  let hash = 0x811c9dc5;
  for (const octet of octets) hash = Math.imul(hash ^ octet, 0x01000193);
  return (hash >>> 0) % HASHES;
}

function lowerBound(keys: Float64Array, wanted: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
