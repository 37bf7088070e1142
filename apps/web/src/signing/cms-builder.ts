import forge from 'node-forge';
import {
  type Binary,
  compare,
  element,
  integer,
  nothing,
  octetString,
  oid,
  sequence,
  setOf,
  toBinary,
  toBytes,
  utcTime,
} from './der.js';
import type { KeyFileEntry } from './key-store-reader.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaSha256: '1.2.840.113549.1.1.11',
} as const;

const digestAlgorithm = sequence(oid(OID.sha256), nothing());
const signatureAlgorithm = sequence(oid(OID.rsaSha256), nothing());

/**
 * Makes a detached CAdES-BES signature (SHA-256) over `content`.
 * Built by hand from the certificate's raw issuer and serial: node-forge's own pkcs7 encodes Cyrillic names
 * a second time, and then no verifier finds the signer.
 * @param chain DER of the certificates between the signer's and the root
 * @returns DER
 */
export function buildSignature(
  content: Uint8Array,
  signer: KeyFileEntry,
  chain: readonly Binary[],
  at: Date,
): Uint8Array<ArrayBuffer> {
  const attributes = [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(sha256(toBinary(content)))),
    attribute(OID.signingTime, utcTime(at)),
    // SHA-256 is the default here, which DER leaves out
    attribute(OID.signingCertificateV2, sequence(sequence(sequence(octetString(sha256(signer.der)))))),
    // binds the algorithms, which CMS itself leaves outside of what is signed (RFC 6211)
    attribute(OID.algorithmProtection, sequence(digestAlgorithm, element(0xa1, signatureAlgorithm.slice(2)))),
  ];
  const digest = forge.md.sha256.create();
  digest.update(setOf(...attributes));
  const signerInfo = sequence(
    integer('\x01'),
    sequence(signer.issuer, integer(signer.serial)),
    digestAlgorithm,
    element(0xa0, ...[...attributes].sort(compare)),
    signatureAlgorithm,
    octetString(signer.key.sign(digest)),
  );
  const certificates = [...new Set([signer.der, ...chain])].sort(compare);
  const signedData = sequence(
    integer('\x01'),
    setOf(digestAlgorithm),
    sequence(oid(OID.data)),
    element(0xa0, ...certificates),
    setOf(signerInfo),
  );
  return toBytes(sequence(oid(OID.signedData), element(0xa0, signedData)));
}

function attribute(type: string, value: Binary): Binary {
  return sequence(oid(type), setOf(value));
}

function sha256(bytes: Binary): Binary {
  const digest = forge.md.sha256.create();
  digest.update(bytes);
  return digest.digest().getBytes();
}
