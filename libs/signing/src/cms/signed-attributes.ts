import { type DigestName, digestOf } from '../algorithms/algorithms.js';
import { SignatureRefusal } from '../codes.js';
import { context, DerFields, type DerNode, TAG } from '../der/der.js';
import { readAlgorithm, readOid, readTime } from '../der/values.js';

const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  countersignature: '1.2.840.113549.1.9.6',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
} as const;

const MALFORMED = 'SIGNED_ATTRIBUTE_MALFORMED';

/** What the signer said, and the exact bytes that the signature value covers. */
export interface SignedAttributes {
  /** The attributes re-tagged as a SET OF, DER: what was signed. */
  signedBytes: Buffer;
  contentType: string;
  messageDigest: Buffer;
  /** The signer's own claim. */
  signingTime: Date | undefined;
  signingCertificate: SigningCertificate | undefined;
  /** Raw AlgorithmIdentifiers of RFC 6211; the signature's comes as the body of `[1]`, re-tagged. */
  algorithmProtection: { digest: Buffer; signature: Buffer } | undefined;
  /** The value of every attribute, by its OID. */
  values: ReadonlyMap<string, DerNode>;
}

export interface SigningCertificate {
  digest: DigestName;
  hash: Buffer;
  issuerSerial: { issuer: Buffer; serial: string } | undefined;
}

/** @throws SignatureRefusal for attributes unsorted, doubled, multi-valued, malformed, forbidden or missing */
export function readSignedAttributes(field: DerNode): SignedAttributes {
  const values = readAttributes(field);
  for (const forbidden of [ATTRIBUTE.countersignature, ATTRIBUTE.signatureTimeStamp]) {
    if (values.has(forbidden)) throw new SignatureRefusal('SIGNED_ATTRIBUTE_FORBIDDEN', forbidden);
  }
  const contentType = values.get(ATTRIBUTE.contentType);
  if (contentType === undefined) {
    throw new SignatureRefusal('CONTENT_TYPE_ATTRIBUTE_MISSING', 'no contentType');
  }
  const messageDigest = values.get(ATTRIBUTE.messageDigest);
  if (messageDigest === undefined) throw new SignatureRefusal('MESSAGE_DIGEST_MISSING', 'no messageDigest');
  const signingTime = values.get(ATTRIBUTE.signingTime);
  const signingCertificate = values.get(ATTRIBUTE.signingCertificateV2);
  const protection = values.get(ATTRIBUTE.algorithmProtection);
  return {
    signedBytes: retag(field.raw, TAG.set),
    contentType: readOid(expectTag(contentType, TAG.oid)),
    messageDigest: expectTag(messageDigest, TAG.octetString).content,
    signingTime: signingTime && readTime(signingTime, MALFORMED),
    signingCertificate: signingCertificate && readSigningCertificate(signingCertificate),
    algorithmProtection: protection && readProtection(protection),
    values,
  };
}

function readAttributes(field: DerNode): Map<string, DerNode> {
  const nodes = field.children;
  for (let i = 1; i < nodes.length; i += 1) {
    if (Buffer.compare((nodes[i - 1] as DerNode).raw, (nodes[i] as DerNode).raw) > 0) {
      throw new SignatureRefusal('SIGNED_ATTRIBUTES_UNSORTED', 'the attributes are not in DER order');
    }
  }
  const values = new Map<string, DerNode>();
  for (const node of nodes) {
    const fields = new DerFields(node, MALFORMED, 'attribute');
    const oid = readOid(fields.take(TAG.oid));
    const [value, ...others] = fields.take(TAG.set).children;
    fields.done();
    if (values.has(oid)) throw new SignatureRefusal('SIGNED_ATTRIBUTE_DUPLICATE', oid);
    if (value === undefined) throw new SignatureRefusal(MALFORMED, `${oid} without a value`);
    if (others.length > 0) throw new SignatureRefusal('SIGNED_ATTRIBUTE_MULTIVALUED', oid);
    values.set(oid, value);
  }
  return values;
}

function expectTag(node: DerNode, tag: number): DerNode {
  if (node.tag !== tag) throw new SignatureRefusal(MALFORMED, `tag ${node.tag} where ${tag} belongs`);
  return node;
}

function retag(raw: Buffer, tag: number): Buffer {
  const copy = Buffer.from(raw);
  copy[0] = tag;
  return copy;
}

/** SigningCertificateV2 (RFC 5035): its first entry names the signer's certificate. */
function readSigningCertificate(node: DerNode): SigningCertificate {
  const fields = new DerFields(node, MALFORMED, 'signingCertificateV2');
  const first = fields.take(TAG.sequence).children[0];
  fields.maybe(TAG.sequence);
  fields.done();
  if (first === undefined) return fields.refuse('names no certificate');
  const entry = new DerFields(first, MALFORMED, 'ESSCertIDv2');
  const algorithm = entry.maybe(TAG.sequence);
  const hash = entry.take(TAG.octetString).content;
  const issuerSerial = entry.maybe(TAG.sequence);
  entry.done();
  return {
    digest: algorithm ? digestOf(readAlgorithm(algorithm, MALFORMED)) : 'sha256',
    hash,
    issuerSerial: issuerSerial && readIssuerSerial(issuerSerial),
  };
}

/** IssuerSerial (RFC 5035), the issuer by one directory name. */
export function readIssuerSerial(node: DerNode): { issuer: Buffer; serial: string } {
  const fields = new DerFields(node, MALFORMED, 'issuerSerial');
  const names = new DerFields(fields.take(TAG.sequence), MALFORMED, 'issuerSerial');
  const directoryName = names.take(context(4)).children[0];
  names.done();
  const serial = fields.take(TAG.integer).content.toString('hex');
  fields.done();
  if (directoryName === undefined) return fields.refuse('names no issuer');
  return { issuer: directoryName.raw, serial };
}

/** CMSAlgorithmProtection (RFC 6211): what algorithms the signer meant. */
function readProtection(node: DerNode): { digest: Buffer; signature: Buffer } {
  const fields = new DerFields(node, MALFORMED, 'algorithm protection');
  const digest = fields.take(TAG.sequence).raw;
  const signature = fields.take(context(1)).raw;
  fields.done();
  return { digest, signature: retag(signature, TAG.sequence) };
}
