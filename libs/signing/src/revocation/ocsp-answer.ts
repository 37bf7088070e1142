import { type Extension, readExtensions } from '../certificates/extensions.js';
import { readName } from '../certificates/names.js';
import { SignatureRefusal } from '../codes.js';
import { context, contextPrimitive, DerFields, type DerNode, parseDer, TAG } from '../der/der.js';
import {
  type AlgorithmIdentifier,
  readAlgorithm,
  readBitOctets,
  readOid,
  readSmall,
  readTime,
} from '../der/values.js';

const LIMITS = { bytes: 128 * 1024, depth: 24, elements: 10_000 };
const CODE = 'OCSP_MALFORMED';
const BASIC = '1.3.6.1.5.5.7.48.1.1';
export const NONCE = '1.3.6.1.5.5.7.48.1.2';
/** More statuses than this in one answer to a question about one certificate are not read. */
const MAX_STATUSES = 64;
const MAX_CERTIFICATES = 16;

/** Whose status it is (RFC 6960 4.1.1): hashes of the issuer's name and key, and the serial. */
export interface CertId {
  /** OID of the hash. */
  hash: string;
  issuerNameHash: Buffer;
  issuerKeyHash: Buffer;
  /** Hex, as in the DER. */
  serial: string;
}

export interface SingleStatus {
  certId: CertId;
  status: 'good' | 'revoked' | 'unknown';
  /** Only where it is revoked. */
  revokedAt: Date | undefined;
  thisUpdate: Date;
  nextUpdate: Date | undefined;
}

/** A BasicOCSPResponse, read but not yet judged. */
export interface OcspAnswer {
  der: Buffer;
  /** Who says to have signed: the raw name, or the SHA-1 of his key. */
  responder: { name: Buffer } | { keyHash: Buffer };
  producedAt: Date;
  statuses: SingleStatus[];
  nonce: Buffer | undefined;
  /** Certificates that came along, DER; none of them is trusted. */
  certificates: Buffer[];
  signatureAlgorithm: AlgorithmIdentifier;
  tbs: Buffer;
  signature: Buffer;
}

/** What a responder says instead of an answer (RFC 6960 4.2.1). */
const FAILURES: Readonly<Record<number, string>> = {
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

/**
 * Reads an OCSPResponse (RFC 6960 4.2.1), exact DER.
 * @throws SignatureRefusal OCSP_MALFORMED; OCSP_TRY_LATER and OCSP_REFUSED where the responder says so;
 *   OCSP_UNSUPPORTED for another kind of response or a critical extension that is not known
 */
export function readOcspAnswer(input: Buffer): OcspAnswer {
  const der = Buffer.from(input);
  try {
    return readResponse(der);
  } catch (error) {
    if (!(error instanceof SignatureRefusal) || error.code.startsWith('OCSP_')) throw error;
    throw new SignatureRefusal(CODE, error.message);
  }
}

function readResponse(der: Buffer): OcspAnswer {
  const outer = new DerFields(parseDer(der, LIMITS), CODE, 'OCSPResponse');
  const status = readSmall(outer.take(TAG.enumerated)) ?? -1;
  if (status !== 0) {
    const failure = FAILURES[status] ?? outer.refuse(`status ${status}`);
    throw new SignatureRefusal(status === 3 ? 'OCSP_TRY_LATER' : 'OCSP_REFUSED', `the responder: ${failure}`);
  }
  const wrapper = new DerFields(outer.take(context(0)), CODE, 'responseBytes', context(0));
  outer.done();
  const bytes = new DerFields(wrapper.take(TAG.sequence), CODE, 'ResponseBytes');
  wrapper.done();
  const type = readOid(bytes.take(TAG.oid));
  if (type !== BASIC) throw new SignatureRefusal('OCSP_UNSUPPORTED', `response type ${type}`);
  const basic = bytes.take(TAG.octetString).content;
  bytes.done();
  return readBasic(der, basic);
}

function readBasic(der: Buffer, basic: Buffer): OcspAnswer {
  const fields = new DerFields(parseDer(basic, LIMITS), CODE, 'BasicOCSPResponse');
  const tbs = fields.take(TAG.sequence);
  const signatureAlgorithm = readAlgorithm(fields.take(TAG.sequence), CODE);
  const signature = readBitOctets(fields.take(TAG.bitString)) ?? fields.refuse('signature with unused bits');
  const field = fields.maybe(context(0));
  fields.done();

  const data = new DerFields(tbs, CODE, 'ResponseData');
  // the default (version 1) is not written out in DER, and there is no other
  const responder = readResponder(data.any(), data);
  const producedAt = readGeneralizedTime(data.take(TAG.generalizedTime));
  const singles = data.take(TAG.sequence).children;
  if (singles.length > MAX_STATUSES) data.refuse('too many statuses');
  const extensions = readKnown(data.maybe(context(1)));
  data.done();
  return {
    der,
    responder,
    producedAt,
    statuses: singles.map(readStatus),
    nonce: readNonce(extensions),
    certificates: readCertificateList(field),
    signatureAlgorithm,
    tbs: tbs.raw,
    signature,
  };
}

function readResponder(node: DerNode, fields: DerFields): OcspAnswer['responder'] {
  const [value, ...others] = node.children;
  if (value === undefined || others.length > 0) return fields.refuse('responder');
  if (node.tag === context(1) && value.tag === TAG.sequence) return { name: readName(value).raw };
  if (node.tag === context(2) && value.tag === TAG.octetString) return { keyHash: value.content };
  return fields.refuse('responder');
}

function readCertificateList(field: DerNode | undefined): Buffer[] {
  if (field === undefined) return [];
  const wrapper = new DerFields(field, CODE, 'certificates', context(0));
  const certificates = wrapper.take(TAG.sequence).children.map(({ raw }) => raw);
  wrapper.done();
  if (certificates.length > MAX_CERTIFICATES) wrapper.refuse('too many');
  return certificates;
}

function readStatus(node: DerNode): SingleStatus {
  const fields = new DerFields(node, CODE, 'SingleResponse');
  const certId = readCertId(fields.take(TAG.sequence));
  const { status, revokedAt } = readCertStatus(fields.any(), fields);
  const thisUpdate = readGeneralizedTime(fields.take(TAG.generalizedTime));
  const next = fields.maybe(context(0));
  const nextUpdate = next && readGeneralizedTime(onlyChild(next));
  readKnown(fields.maybe(context(1)));
  fields.done();
  return { certId, status, revokedAt, thisUpdate, nextUpdate };
}

function readCertId(node: DerNode): CertId {
  const fields = new DerFields(node, CODE, 'CertID');
  const algorithm = readAlgorithm(fields.take(TAG.sequence), CODE);
  if (!algorithm.plain) fields.refuse('parameters of a hash');
  const issuerNameHash = fields.take(TAG.octetString).content;
  const issuerKeyHash = fields.take(TAG.octetString).content;
  const serial = fields.take(TAG.integer).content.toString('hex');
  fields.done();
  return { hash: algorithm.oid, issuerNameHash, issuerKeyHash, serial };
}

function readCertStatus(node: DerNode, outer: DerFields): Pick<SingleStatus, 'status' | 'revokedAt'> {
  const empty = node.content.length === 0;
  if (node.tag === contextPrimitive(0) && empty) return { status: 'good', revokedAt: undefined };
  if (node.tag === contextPrimitive(2) && empty) return { status: 'unknown', revokedAt: undefined };
  if (node.tag !== context(1)) return outer.refuse('status');
  const fields = new DerFields(node, CODE, 'RevokedInfo', context(1));
  const revokedAt = readGeneralizedTime(fields.take(TAG.generalizedTime));
  const reason = fields.maybe(context(0));
  if (reason !== undefined && onlyChild(reason).tag !== TAG.enumerated) fields.refuse('reason');
  fields.done();
  return { status: 'revoked', revokedAt };
}

function onlyChild(node: DerNode): DerNode {
  const [child, ...others] = node.children;
  if (child === undefined || others.length > 0) throw new SignatureRefusal(CODE, 'one value belongs here');
  return child;
}

function readGeneralizedTime(node: DerNode): Date {
  if (node.tag !== TAG.generalizedTime) throw new SignatureRefusal(CODE, 'a time of another type');
  return readTime(node, CODE);
}

/** Extensions none of which may be critical but the nonce: what is not understood is not passed over. */
function readKnown(field: DerNode | undefined): Extension[] {
  const extensions = readExtensions(field);
  const oids = extensions.map(({ oid }) => oid);
  if (new Set(oids).size < oids.length) throw new SignatureRefusal(CODE, 'one extension twice');
  const unknown = extensions.find(({ oid, critical }) => critical && oid !== NONCE);
  if (unknown) throw new SignatureRefusal('OCSP_UNSUPPORTED', `critical extension ${unknown.oid}`);
  return extensions;
}

function readNonce(extensions: Extension[]): Buffer | undefined {
  const found = extensions.find(({ oid }) => oid === NONCE);
  if (found === undefined) return undefined;
  const node = parseDer(found.value, LIMITS);
  if (node.tag !== TAG.octetString) throw new SignatureRefusal(CODE, 'the nonce is no OCTET STRING');
  return node.content;
}
