import { createHash } from 'node:crypto';
import { type IssuingScope, readIssuingScope } from '../certificates/distribution-points.js';
import { EXTENSION, type Extension, readExtensions } from '../certificates/extensions.js';
import { type Name, readName } from '../certificates/names.js';
import { SignatureRefusal } from '../codes.js';
import { context, DerFields, type DerNode, openDer, parseDer, TAG } from '../der/der.js';
import {
  type AlgorithmIdentifier,
  readAlgorithm,
  readSignature,
  readSmall,
  readTime,
  readUnsigned,
} from '../der/values.js';
import { LimitedCache } from '../limited-cache.js';
import {
  CRL_LIMITS,
  type CrlIndex,
  findEntries,
  hasForeignEntries,
  indexEntries,
  type RevokedEntry,
} from './crl-index.js';

const CODE = 'CERTIFICATE_MALFORMED';

const CRL_EXTENSION = { number: '2.5.29.20', delta: '2.5.29.27', scope: '2.5.29.28' } as const;

/** Critical extensions that are taken into account, or that change nothing about what a list covers. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...Object.values(CRL_EXTENSION),
  EXTENSION.authorityKeyIdentifier,
  '2.5.29.18', // issuer's other names
  '2.5.29.46', // where deltas are
  '1.3.6.1.5.5.7.1.1', // where the issuer's certificate is
]);

/** A certificate revocation list, read but not yet judged. */
export interface Crl {
  /** SHA-256 of the DER, hex. */
  fingerprint: string;
  der: Buffer;
  issuer: Name;
  thisUpdate: Date;
  nextUpdate: Date | undefined;
  number: bigint | undefined;
  /** The number of the list that this one, a delta, goes back to; undefined for a complete list. */
  baseNumber: bigint | undefined;
  /** Which certificates the list is for; undefined where it does not say. */
  scope: IssuingScope | undefined;
  /** What a delta must have in common with its base: the scope and the hint of the key, as received. */
  family: string;
  /** Why the list cannot be relied upon by this verifier; undefined when it can. */
  unsupported: string | undefined;
  signatureAlgorithm: AlgorithmIdentifier;
  tbs: Buffer;
  signature: Buffer;
  /** What the list says of a serial (hex, as in the DER), whoever issued the certificate. */
  find(serial: string): RevokedEntry[];
}

/** Longer lists, in bytes, are not kept in the cache here: whoever reads files keeps them. */
const LONG_LIST = 64 * 1024;

const cache = new LimitedCache<Crl>(500);

/** Reads one list, exact DER. @throws SignatureRefusal an encoding code or CERTIFICATE_MALFORMED */
export function readCrl(input: Buffer): Crl {
  const fingerprint = createHash('sha256').update(input).digest('hex');
  const known = cache.get(fingerprint);
  if (known !== undefined) return known;
  const der = Buffer.from(input);
  const crl = assembleCrl({ der, fingerprint, index: indexCrl(der) });
  if (der.length <= LONG_LIST) cache.set(fingerprint, crl);
  return crl;
}

/** The long part of reading a list. @throws SignatureRefusal an encoding code or CERTIFICATE_MALFORMED */
export function indexCrl(der: Buffer): CrlIndex {
  const root = parseDer(der, CRL_LIMITS);
  if (root.tag !== TAG.sequence) throw new SignatureRefusal(CODE, 'not a CRL');
  return indexEntries(der, root);
}

/** What `indexCrl` found in these bytes, perhaps in another thread. */
export interface IndexedCrl {
  der: Buffer;
  fingerprint: string;
  index: CrlIndex;
}

/** The short part of reading a list: all but its entries. @throws SignatureRefusal CERTIFICATE_MALFORMED */
export function assembleCrl({ der, fingerprint, index }: IndexedCrl): Crl {
  const outer = new DerFields(openDer(der), CODE, 'CRL');
  const tbs = outer.take(TAG.sequence);
  const signatureAlgorithm = readAlgorithm(outer.take(TAG.sequence), CODE);
  const signature = readSignature(outer.take(TAG.bitString));
  outer.done();
  const fields = new DerFields(tbs, CODE, 'TBSCertList');
  const version = fields.maybe(TAG.integer);
  if (version !== undefined && readSmall(version) !== 1) fields.refuse('unknown version');
  if (!readAlgorithm(fields.take(TAG.sequence), CODE).raw.equals(signatureAlgorithm.raw)) {
    fields.refuse('the two signature algorithms differ');
  }
  const issuer = readName(fields.take(TAG.sequence));
  const thisUpdate = readTime(fields.any(), CODE);
  const timed = fields.peek() === TAG.utcTime || fields.peek() === TAG.generalizedTime;
  const nextUpdate = timed ? readTime(fields.any(), CODE) : undefined;
  fields.maybe(TAG.sequence);
  const extensions = readExtensions(fields.maybe(context(0)));
  fields.done();
  if (version === undefined && (extensions.length > 0 || index.hasExtensions)) {
    fields.refuse('extensions in a list that is not version 2');
  }
  const known = readKnownExtensions(extensions, fields);
  return {
    fingerprint,
    der,
    issuer,
    thisUpdate,
    nextUpdate,
    ...known,
    unsupported: unsupportedIn(extensions, known.scope, index),
    signatureAlgorithm,
    tbs: tbs.raw,
    signature,
    find: (serial) => findEntries(der, index, Buffer.from(serial, 'hex')),
  };
}

function readKnownExtensions(
  extensions: Extension[],
  fields: DerFields,
): Pick<Crl, 'number' | 'baseNumber' | 'scope' | 'family'> {
  if (new Set(extensions.map(({ oid }) => oid)).size < extensions.length) fields.refuse('an extension twice');
  const find = (oid: string): DerNode | undefined => {
    const found = extensions.find((extension) => extension.oid === oid);
    return found && parseDer(found.value, CRL_LIMITS);
  };
  const readNumber = (node: DerNode | undefined): bigint | undefined => {
    const isNumber = node === undefined || node.tag === TAG.integer;
    return isNumber ? node && (readUnsigned(node) ?? fields.refuse('number')) : fields.refuse('number');
  };
  const scope = find(CRL_EXTENSION.scope);
  const keyHint = find(EXTENSION.authorityKeyIdentifier);
  return {
    number: readNumber(find(CRL_EXTENSION.number)),
    baseNumber: readNumber(find(CRL_EXTENSION.delta)),
    scope: scope && readIssuingScope(scope),
    family: [scope, keyHint].map((node) => node?.raw.toString('hex') ?? '').join(':'),
  };
}

function unsupportedIn(
  extensions: Extension[],
  scope: IssuingScope | undefined,
  index: CrlIndex,
): string | undefined {
  const unknown = extensions.find(({ oid, critical }) => critical && !UNDERSTOOD.has(oid));
  if (unknown !== undefined) return `extension ${unknown.oid}`;
  if (index.unsupported !== undefined) return index.unsupported;
  if (!scope?.indirect && hasForeignEntries(index))
    return 'entries for other issuers in a list of one issuer';
  return undefined;
}
