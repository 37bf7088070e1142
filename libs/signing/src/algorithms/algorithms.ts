import { type SignatureCode, SignatureRefusal } from '../codes.js';
import type { AlgorithmIdentifier } from '../der/values.js';

/** The digests that a signature may use, by the names that node:crypto knows them by. */
export const DIGEST_NAMES = ['sha256', 'sha384', 'sha512'] as const;
export type DigestName = (typeof DIGEST_NAMES)[number];

export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

const DIGESTS: Readonly<Record<string, DigestName>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const SIGNATURES: Readonly<Record<string, DigestName>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};

const SHA1 = new Set(['1.3.14.3.2.26', '1.2.840.113549.1.1.5', '1.3.14.3.2.29']);
const MD5 = new Set(['1.2.840.113549.2.5', '1.2.840.113549.1.1.4']);

/** GOST in the forms that meet here: the Kazakhstan standards (1.2.398.3.10.1) and the older ones. */
export function isGost(oid: string): boolean {
  return (
    oid.startsWith('1.2.398.3.10.1.') || oid.startsWith('1.2.643.') || oid.startsWith('1.3.6.1.4.1.6801.')
  );
}

/**
 * Says why an algorithm is refused. GOST is a sound algorithm that this verifier lacks, so it is
 * answered as unsupported, never as a bad signature.
 */
export function algorithmRefusal(oid: string, weak?: SignatureCode): SignatureRefusal {
  if (isGost(oid)) return new SignatureRefusal('UNSUPPORTED_ALGORITHM', `${oid} needs another verifier`);
  if (SHA1.has(oid)) return new SignatureRefusal(weak ?? 'DIGEST_SHA1', `SHA-1 (${oid})`);
  if (MD5.has(oid)) return new SignatureRefusal(weak ?? 'DIGEST_MD5', `MD5 (${oid})`);
  return new SignatureRefusal('ALGORITHM_NOT_ALLOWED', oid);
}

/** @throws SignatureRefusal for anything but SHA-256, SHA-384 and SHA-512 with absent or NULL parameters */
export function digestOf(algorithm: AlgorithmIdentifier): DigestName {
  const name = DIGESTS[algorithm.oid];
  if (name === undefined || !algorithm.plain) throw algorithmRefusal(algorithm.oid);
  return name;
}

/**
 * The digest that an RSA signature algorithm names; undefined for plain rsaEncryption, which names none.
 * @param weak the code for SHA-1 and MD5 where they are part of a certificate or CRL
 * @throws SignatureRefusal for every other algorithm
 */
export function signatureDigestOf(
  algorithm: AlgorithmIdentifier,
  weak?: SignatureCode,
): DigestName | undefined {
  if (algorithm.oid === RSA_ENCRYPTION && algorithm.plain) return undefined;
  const name = SIGNATURES[algorithm.oid];
  if (name === undefined || !algorithm.plain) throw algorithmRefusal(algorithm.oid, weak);
  return name;
}
