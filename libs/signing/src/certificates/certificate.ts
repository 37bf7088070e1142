import { createHash } from 'node:crypto';
import {
  algorithmRefusal,
  type DigestName,
  RSA_ENCRYPTION,
  signatureDigestOf,
} from '../algorithms/algorithms.js';
import type { RsaPublicKey } from '../algorithms/signature-value.js';
import {
  assertForgeAgrees,
  context,
  contextPrimitive,
  DerFields,
  type DerNode,
  parseDer,
  TAG,
} from '../der/der.js';
import {
  type AlgorithmIdentifier,
  readAlgorithm,
  readBitOctets,
  readOid,
  readSignature,
  readSmall,
  readTime,
  readUnsigned,
} from '../der/values.js';
import { LimitedCache } from '../limited-cache.js';
import {
  type Extension,
  type KeyUsage,
  type KnownExtensions,
  readExtensions,
  readKnownExtensions,
} from './extensions.js';
import { type Name, readName } from './names.js';

/** Certificates of people are about 2 KB; 64 KB leaves room for odd ones. */
const LIMITS = { bytes: 64 * 1024, depth: 20, elements: 4000 };

/** Roles that the national certification centre writes among the extended key usages. */
export const ROLE_OIDS = {
  head: '1.2.398.3.3.4.1.2.1',
  rightToSign: '1.2.398.3.3.4.1.2.2',
  employee: '1.2.398.3.3.4.1.2.5',
} as const;

const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  organisation: '2.5.4.10',
  unit: '2.5.4.11',
  given: '2.5.4.42',
} as const;

/** A certificate, read but not yet judged. Faults that only matter on a path are left to the path. */
export interface Certificate extends KnownExtensions {
  der: Buffer;
  /** SHA-256 of `der`, hex. */
  fingerprint: string;
  version: number;
  /** Hex, lower case, as in the DER (a leading 00 kept). */
  serial: string;
  issuer: Name;
  subject: Name;
  notBefore: Date;
  notAfter: Date;
  publicKeyAlgorithm: string;
  /** Undefined for a key that is not RSA: see `rsaKeyOf`. */
  rsaKey: RsaPublicKey | undefined;
  extensions: Extension[];
  signatureAlgorithm: AlgorithmIdentifier;
  tbs: Buffer;
  signature: Buffer;
}

/** Who a certificate names, as the report and the pages show it. */
export interface CertificateIdentity {
  commonName: string | null;
  surname: string | null;
  /** Attribute G, where the national certification centre writes the patronymic. */
  given: string | null;
  /** Twelve digits, from serialNumber "IIN...". */
  iin: string | null;
  /** Twelve digits, from OU "BIN...". */
  bin: string | null;
  organisation: string | null;
  /** Hex, lower case. */
  serial: string;
  issuer: string | null;
  /** ISO 8601, UTC. */
  notBefore: string;
  notAfter: string;
  keyUsage: KeyUsage[];
  policies: string[];
  /** Extended key usages: roles of the certification centre among them (`ROLE_OIDS`). */
  roles: string[];
}

const cache = new LimitedCache<Certificate>(2000);

/**
 * Reads one certificate, exact DER.
 * @throws SignatureRefusal an encoding code, or CERTIFICATE_MALFORMED
 */
export function readCertificate(der: Buffer): Certificate {
  const fingerprint = createHash('sha256').update(der).digest('hex');
  let certificate = cache.get(fingerprint);
  if (certificate === undefined) {
    // a copy, so that the cache does not hold on to the file or message around it
    certificate = parseCertificate(Buffer.from(der), fingerprint);
    cache.set(fingerprint, certificate);
  }
  return certificate;
}

function parseCertificate(der: Buffer, fingerprint: string): Certificate {
  const code = 'CERTIFICATE_MALFORMED';
  const root = parseDer(der, LIMITS);
  assertForgeAgrees(der);
  const outer = new DerFields(root, code, 'certificate');
  const tbs = outer.take(TAG.sequence);
  const signatureAlgorithm = readAlgorithm(outer.take(TAG.sequence), code);
  const signature = readSignature(outer.take(TAG.bitString));
  outer.done();

  const fields = new DerFields(tbs, code, 'TBSCertificate');
  const version = readVersion(fields.maybe(context(0)), fields);
  const serial = fields.take(TAG.integer).content.toString('hex');
  const inner = readAlgorithm(fields.take(TAG.sequence), code);
  if (!inner.raw.equals(signatureAlgorithm.raw)) fields.refuse('the two signature algorithms differ');
  const issuer = readName(fields.take(TAG.sequence));
  if (issuer.rdns.length === 0) fields.refuse('no issuer is named');
  const validity = new DerFields(fields.take(TAG.sequence), code, 'validity');
  const notBefore = readTime(validity.any(), code);
  const notAfter = readTime(validity.any(), code);
  validity.done();
  const subject = readName(fields.take(TAG.sequence));
  const publicKey = readPublicKey(fields.take(TAG.sequence));
  const uniqueIds = [fields.maybe(contextPrimitive(1)), fields.maybe(contextPrimitive(2))];
  const extensions = readExtensions(fields.maybe(context(3)));
  fields.done();
  if (extensions.length > 0 && version !== 3)
    fields.refuse('extensions in a certificate that is not version 3');
  if (version === 1 && uniqueIds.some((id) => id !== undefined)) fields.refuse('unique ids in version 1');

  return {
    der,
    fingerprint,
    version,
    serial,
    issuer,
    subject,
    notBefore,
    notAfter,
    ...publicKey,
    extensions,
    ...readKnownExtensions(extensions),
    signatureAlgorithm,
    tbs: tbs.raw,
    signature,
  };
}

function readVersion(field: DerNode | undefined, fields: DerFields): number {
  const [node, ...rest] = field?.children ?? [];
  if (field === undefined) return 1;
  const version = node?.tag === TAG.integer && rest.length === 0 ? readSmall(node) : undefined;
  // the default (version 1) is not written out in DER
  if (version !== 1 && version !== 2) return fields.refuse('unknown version');
  return version + 1;
}

function readPublicKey(node: DerNode): Pick<Certificate, 'publicKeyAlgorithm' | 'rsaKey'> {
  const code = 'CERTIFICATE_MALFORMED';
  const fields = new DerFields(node, code, 'public key');
  const algorithm = fields.take(TAG.sequence);
  const publicKeyAlgorithm = readOid(new DerFields(algorithm, code, 'public key algorithm').take(TAG.oid));
  const bits = readBitOctets(fields.take(TAG.bitString));
  fields.done();
  if (publicKeyAlgorithm !== RSA_ENCRYPTION) return { publicKeyAlgorithm, rsaKey: undefined };
  if (!readAlgorithm(algorithm, code).plain) return fields.refuse('parameters in an RSA key');
  const key = new DerFields(parseDer(bits ?? Buffer.alloc(0), LIMITS), code, 'RSA key');
  const modulus = readUnsigned(key.take(TAG.integer)) ?? key.refuse('negative modulus');
  const exponent = readUnsigned(key.take(TAG.integer)) ?? key.refuse('negative exponent');
  key.done();
  return { publicKeyAlgorithm, rsaKey: { modulus, exponent, spki: node.raw } };
}

/** The RSA key of a certificate. @throws SignatureRefusal UNSUPPORTED_ALGORITHM (GOST) or ALGORITHM_NOT_ALLOWED */
export function rsaKeyOf(certificate: Certificate): RsaPublicKey {
  if (certificate.rsaKey === undefined) throw algorithmRefusal(certificate.publicKeyAlgorithm);
  return certificate.rsaKey;
}

/** The digest under a certificate's own signature. @throws SignatureRefusal CERTIFICATE_DIGEST_WEAK and others */
export function certificateDigestOf(algorithm: AlgorithmIdentifier): DigestName {
  const digest = signatureDigestOf(algorithm, 'CERTIFICATE_DIGEST_WEAK');
  if (digest === undefined) throw algorithmRefusal(algorithm.oid);
  return digest;
}

/** Who the certificate names. Cyrillic comes out as it was written; digits only where twelve of them stand. */
export function identityOf(certificate: Certificate): CertificateIdentity {
  const all = (oid: string) =>
    certificate.subject.attributes.filter((a) => a.oid === oid).map((a) => a.value);
  const first = (oid: string) => all(oid)[0] ?? null;
  const twelveDigits = (values: string[], prefix: string): string | null => {
    const found = values.flatMap((value) => new RegExp(`^${prefix}(\\d{12})$`).exec(value)?.[1] ?? []);
    // two different numbers in one certificate name nobody
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  return {
    commonName: first(ATTRIBUTE.commonName),
    surname: first(ATTRIBUTE.surname),
    given: first(ATTRIBUTE.given),
    iin: twelveDigits(all(ATTRIBUTE.serialNumber), 'IIN'),
    bin: twelveDigits(all(ATTRIBUTE.unit), 'BIN'),
    organisation: first(ATTRIBUTE.organisation),
    serial: certificate.serial,
    issuer: certificate.issuer.attributes.find((a) => a.oid === ATTRIBUTE.commonName)?.value ?? null,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    keyUsage: certificate.keyUsage ?? [],
    policies: certificate.policies,
    roles: certificate.extendedKeyUsage,
  };
}
