import { createHash, timingSafeEqual } from 'node:crypto';
import {
  algorithmRefusal,
  type DigestName,
  digestOf,
  isGost,
  signatureDigestOf,
} from '../algorithms/algorithms.js';
import { type Certificate, readCertificate } from '../certificates/certificate.js';
import { SignatureRefusal } from '../codes.js';
import { assertForgeAgrees, context, DerFields, type DerNode, parseDer, TAG } from '../der/der.js';
import { constructed, writeOid } from '../der/der-writer.js';
import { type AlgorithmIdentifier, readAlgorithm, readOid, readSmall } from '../der/values.js';
import { readSignedAttributes, type SignedAttributes } from './signed-attributes.js';

const LIMITS = { bytes: 1024 * 1024, depth: 40, elements: 50_000 };
const MAX_SIGNERS = 16;
const MAX_CERTIFICATES = 64;

const SIGNED_DATA = '1.2.840.113549.1.7.2';
export const ID_DATA = '1.2.840.113549.1.7.1';
const CMS_OIDS = '1.2.840.113549.1.7.';

const SIGNATURE_TIME_STAMP = '1.2.840.113549.1.9.16.2.14';

/** Which SignedData is expected. */
export interface SignedDataForm {
  /** By RFC 5652 5.1: 1 over id-data, 3 over any other content, where signers are named by issuer and serial. */
  version: number;
  contentType: string;
  attached: boolean;
}
const DETACHED_DATA: SignedDataForm = { version: 1, contentType: ID_DATA, attached: false };

/** The outer structure of a signature, before any of it is believed. */
export interface SignedData {
  /** What is signed, where it is attached. */
  content: Buffer | undefined;
  digestAlgorithms: AlgorithmIdentifier[];
  /** DER of each certificate, as received. */
  certificates: Buffer[];
  signerInfos: SignerInfo[];
}

export interface SignerInfo {
  /** Raw DER of the issuer's name. */
  issuer: Buffer;
  /** Hex, as in the DER. */
  serial: string;
  digestAlgorithm: AlgorithmIdentifier;
  /** The `[0]` element; undefined when absent. */
  signedAttributes: DerNode | undefined;
  signatureAlgorithm: AlgorithmIdentifier;
  signature: Buffer;
  /** The time stamp over the signature value: the only unsigned attribute there may be (RFC 5126 6.1.1). */
  stamp: DerNode | undefined;
}

/** Step 1: exact DER within limits. @throws SignatureRefusal the code of what was found */
export function readEncoding(der: Buffer): DerNode {
  if (der[0] !== TAG.sequence) throw new SignatureRefusal('NOT_CMS', 'does not begin with a SEQUENCE');
  const root = parseDer(der, LIMITS);
  assertForgeAgrees(der);
  return root;
}

/** Step 2: signedData, detached over id-data where no other form is given; 1 to 16 signers, nobody and nothing twice. */
export function readSignedData(root: DerNode, form: SignedDataForm = DETACHED_DATA): SignedData {
  const fields = signedDataFields(root);
  assertVersion(fields.take(TAG.integer), form.version);
  const digestAlgorithms = fields.take(TAG.set).children.map((node) => readAlgorithm(node, 'MALFORMED_CMS'));
  if (new Set(digestAlgorithms.map(({ oid }) => oid)).size < digestAlgorithms.length) {
    fields.refuse('a digest algorithm twice');
  }
  const content = readEncapsulatedContent(fields.take(TAG.sequence), form);
  const certificates = (fields.maybe(context(0))?.children ?? []).map(({ raw }) => raw);
  if (certificates.length > MAX_CERTIFICATES) {
    throw new SignatureRefusal('TOO_MANY_CERTIFICATES', `${certificates.length}`);
  }
  if (new Set(certificates.map((der) => der.toString('latin1'))).size < certificates.length) {
    throw new SignatureRefusal('CERTIFICATE_DUPLICATE', 'one certificate twice');
  }
  if (fields.maybe(context(1))) {
    throw new SignatureRefusal(
      'EMBEDDED_CRLS_UNSUPPORTED',
      'revocation lists are not taken from a signature',
    );
  }
  const infos = fields.take(TAG.set).children;
  fields.done();
  if (infos.length === 0) throw new SignatureRefusal('SIGNERS_MISSING', 'nobody signed');
  if (infos.length > MAX_SIGNERS) throw new SignatureRefusal('TOO_MANY_SIGNERS', `${infos.length}`);
  const signerInfos = infos.map(readSignerInfo);
  const signers = signerInfos.map(({ issuer, serial }) => `${issuer.toString('hex')}:${serial}`);
  if (new Set(signers).size < signers.length)
    throw new SignatureRefusal('SIGNER_DUPLICATE', 'one signer twice');
  return { content, digestAlgorithms, certificates, signerInfos };
}

function signedDataFields(root: DerNode): DerFields {
  const type = root.children[0];
  if (type?.tag !== TAG.oid) throw new SignatureRefusal('NOT_CMS', 'does not begin with a content type');
  const oid = readOid(type);
  if (!oid.startsWith(CMS_OIDS)) throw new SignatureRefusal('NOT_CMS', oid);
  if (oid !== SIGNED_DATA) throw new SignatureRefusal('NOT_SIGNED_DATA', oid);
  const outer = new DerFields(root, 'MALFORMED_CMS', 'ContentInfo');
  outer.take(TAG.oid);
  const wrapper = new DerFields(outer.take(context(0)), 'MALFORMED_CMS', 'ContentInfo', context(0));
  outer.done();
  const signedData = wrapper.take(TAG.sequence);
  wrapper.done();
  return new DerFields(signedData, 'MALFORMED_CMS', 'SignedData');
}

/** A SignerInfo by issuer and serial is version 1; the SignedData's follows from its content (RFC 5652 5.1, 5.3). */
function assertVersion(node: DerNode, version: number): void {
  if (readSmall(node) !== version) {
    throw new SignatureRefusal('MALFORMED_CMS', 'version does not fit the contents');
  }
}

function readEncapsulatedContent(node: DerNode, form: SignedDataForm): Buffer | undefined {
  const fields = new DerFields(node, 'MALFORMED_CMS', 'encapContentInfo');
  const type = readOid(fields.take(TAG.oid));
  if (type !== form.contentType) throw new SignatureRefusal('CONTENT_TYPE_WRONG', type);
  const attached = form.attached ? fields.take(context(0)) : fields.maybe(context(0));
  if (attached && !form.attached) {
    throw new SignatureRefusal('CONTENT_ATTACHED', 'only the stored content counts, so none may be attached');
  }
  fields.done();
  if (attached === undefined) return undefined;
  const wrapper = new DerFields(attached, 'MALFORMED_CMS', 'eContent', context(0));
  const { content } = wrapper.take(TAG.octetString);
  wrapper.done();
  return content;
}

function readSignerInfo(node: DerNode): SignerInfo {
  const fields = new DerFields(node, 'MALFORMED_CMS', 'SignerInfo');
  const version = fields.take(TAG.integer);
  if (fields.peek() !== TAG.sequence) {
    throw new SignatureRefusal('SIGNER_IDENTIFIER_UNSUPPORTED', 'signers are named by issuer and serial');
  }
  assertVersion(version, 1);
  const identifier = new DerFields(fields.take(TAG.sequence), 'MALFORMED_CMS', 'issuerAndSerialNumber');
  const issuer = identifier.take(TAG.sequence).raw;
  const serial = identifier.take(TAG.integer).content.toString('hex');
  identifier.done();
  const digestAlgorithm = readAlgorithm(fields.take(TAG.sequence), 'MALFORMED_CMS');
  const signedAttributes = fields.maybe(context(0));
  const signatureAlgorithm = readAlgorithm(fields.take(TAG.sequence), 'MALFORMED_CMS');
  const signature = fields.take(TAG.octetString).content;
  const unsigned = fields.maybe(context(1));
  fields.done();
  const stamp = unsigned && readStampAttribute(unsigned);
  return { issuer, serial, digestAlgorithm, signedAttributes, signatureAlgorithm, signature, stamp };
}

/** Nothing vouches for unsigned attributes but for the one that proves itself: a single time stamp. */
function readStampAttribute(field: DerNode): DerNode {
  const code = 'UNSIGNED_ATTRIBUTE_UNSUPPORTED';
  const attributes = new DerFields(field, code, 'unsigned attributes', context(1));
  const attribute = new DerFields(attributes.take(TAG.sequence), code, 'unsigned attribute');
  attributes.done();
  const oid = readOid(attribute.take(TAG.oid));
  if (oid !== SIGNATURE_TIME_STAMP) throw new SignatureRefusal(code, oid);
  const values = new DerFields(attribute.take(TAG.set), code, 'time stamp', TAG.set);
  attribute.done();
  const token = values.take(TAG.sequence);
  values.done();
  return token;
}

/** The signature with a time stamp as its unsigned attribute: CAdES-T. @param cms of one signer, without a stamp */
export function attachStamp(cms: Buffer, token: Buffer): Buffer {
  const [type, wrapper] = readEncoding(cms).children as [DerNode, DerNode];
  const fields = (wrapper.children[0] as DerNode).children;
  const [info] = (fields.at(-1) as DerNode).children as [DerNode];
  const attribute = constructed(TAG.sequence, writeOid(SIGNATURE_TIME_STAMP), constructed(TAG.set, token));
  const stamped = constructed(TAG.sequence, info.content, constructed(context(1), attribute));
  const signedData = constructed(
    TAG.sequence,
    ...fields.slice(0, -1).map(({ raw }) => raw),
    constructed(TAG.set, stamped),
  );
  return constructed(TAG.sequence, type.raw, constructed(context(0), signedData));
}

/** Step 3: the certificates that came along, and exactly one of them for each signer. */
export function readCertificates(signedData: SignedData): Certificate[] {
  return signedData.certificates.map(readCertificate);
}

/** @throws SignatureRefusal SIGNER_CERTIFICATE_MISSING or SIGNER_CERTIFICATE_AMBIGUOUS */
export function certificateOf(signer: SignerInfo, certificates: Certificate[]): Certificate {
  const [found, ...others] = certificates.filter(
    ({ issuer, serial }) => issuer.raw.equals(signer.issuer) && serial === signer.serial,
  );
  if (found === undefined) {
    throw new SignatureRefusal('SIGNER_CERTIFICATE_MISSING', `no certificate with serial ${signer.serial}`);
  }
  if (others.length > 0) {
    throw new SignatureRefusal('SIGNER_CERTIFICATE_AMBIGUOUS', `several with serial ${signer.serial}`);
  }
  return found;
}

/**
 * Step 4: the digest of one signer: SHA-2, announced in digestAlgorithms, the one that the signature
 * algorithm names. Whether he signed by GOST his own algorithms and key tell, and nothing that others could add.
 * @throws SignatureRefusal UNSUPPORTED_ALGORITHM for GOST throughout; DIGEST_*, ALGORITHM_NOT_ALLOWED
 */
export function signerDigestOf(
  signer: SignerInfo,
  certificate: Certificate,
  signedData: SignedData,
): DigestName {
  const own = [signer.digestAlgorithm.oid, signer.signatureAlgorithm.oid, certificate.publicKeyAlgorithm];
  const [gost] = own.filter(isGost);
  if (gost !== undefined) {
    if (own.every(isGost)) throw algorithmRefusal(gost);
    throw new SignatureRefusal('ALGORITHM_NOT_ALLOWED', `${own.join(', ')}: GOST in part`);
  }
  // another signer may have signed by GOST
  const listed = signedData.digestAlgorithms.filter(({ oid }) => !isGost(oid)).map(digestOf);
  const digest = digestOf(signer.digestAlgorithm);
  if (!listed.includes(digest)) throw new SignatureRefusal('DIGEST_NOT_LISTED', digest);
  const named = signatureDigestOf(signer.signatureAlgorithm);
  if (named !== undefined && named !== digest) {
    throw new SignatureRefusal('DIGEST_SIGNATURE_CONFLICT', `${digest} digested, ${named} signed`);
  }
  return digest;
}

/**
 * Step 5: the signed attributes, bound to the content type, the algorithms and the signer's certificate.
 * @param requireSigningCertificate false only for signatures from NCALayer
 */
export function checkAttributes(
  signer: SignerInfo,
  certificate: Certificate,
  requireSigningCertificate: boolean,
): SignedAttributes {
  if (signer.signedAttributes === undefined) {
    throw new SignatureRefusal('SIGNED_ATTRIBUTES_MISSING', 'the signature is over the bare content');
  }
  const attributes = readSignedAttributes(signer.signedAttributes);
  if (attributes.contentType !== ID_DATA) {
    throw new SignatureRefusal('CONTENT_TYPE_ATTRIBUTE_WRONG', attributes.contentType);
  }
  const protection = attributes.algorithmProtection;
  const protects =
    protection === undefined ||
    (protection.digest.equals(signer.digestAlgorithm.raw) &&
      protection.signature.equals(signer.signatureAlgorithm.raw));
  if (!protects) throw new SignatureRefusal('ALGORITHM_PROTECTION_MISMATCH', 'algorithms were exchanged');
  const bound = attributes.signingCertificate;
  if (bound === undefined) {
    if (requireSigningCertificate) {
      throw new SignatureRefusal('SIGNING_CERTIFICATE_MISSING', 'no signingCertificateV2');
    }
    return attributes;
  }
  const hash = createHash(bound.digest).update(certificate.der).digest();
  const sameHash = hash.length === bound.hash.length && timingSafeEqual(hash, bound.hash);
  const sameSerial =
    bound.issuerSerial === undefined ||
    (bound.issuerSerial.serial === certificate.serial &&
      bound.issuerSerial.issuer.equals(certificate.issuer.raw));
  if (!sameHash || !sameSerial) {
    throw new SignatureRefusal(
      'SIGNING_CERTIFICATE_MISMATCH',
      'signingCertificateV2 names another certificate',
    );
  }
  return attributes;
}
