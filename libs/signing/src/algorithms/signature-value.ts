import { createHash, createPublicKey, type KeyObject, verify as nodeVerify } from 'node:crypto';
import forge from 'node-forge';
import { SignatureRefusal } from '../codes.js';
import type { DigestName } from './algorithms.js';

const MIN_MODULUS_BITS = 2048;
/** Beyond this a single verification would cost too much. */
const MAX_MODULUS_BITS = 4096;
const MIN_EXPONENT = 65537n;
const MAX_EXPONENT_BITS = 32;

/** An RSA public key, ready for both engines. */
export interface RsaPublicKey {
  modulus: bigint;
  exponent: bigint;
  /** The certificate's SubjectPublicKeyInfo, DER. */
  spki: Buffer;
}

/** One of the two programs that look at every signature value. */
export interface RsaEngine {
  readonly name: string;
  /** Whether `signature` is the key's PKCS#1 v1.5 signature over `data`. */
  verifies(key: RsaPublicKey, digest: DigestName, data: Buffer, signature: Buffer): boolean;
}

/** DER of DigestInfo up to the digest itself (RFC 8017 section 9.2, note 1), with NULL parameters. */
const DIGEST_INFO_PREFIX: Readonly<Record<DigestName, Buffer>> = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
};

/**
 * Refuses keys that are too weak to prove anything, and those made to burn the verifier's time.
 * @throws SignatureRefusal RSA_KEY_TOO_SHORT, RSA_EXPONENT_TOO_SMALL or RSA_KEY_NOT_ALLOWED
 */
export function assertStrongKey(key: RsaPublicKey): void {
  const bits = key.modulus.toString(2).length;
  if (bits < MIN_MODULUS_BITS) throw new SignatureRefusal('RSA_KEY_TOO_SHORT', `${bits} bits`);
  if (key.exponent < MIN_EXPONENT)
    throw new SignatureRefusal('RSA_EXPONENT_TOO_SMALL', `e = ${key.exponent}`);
  const even = (key.modulus & 1n) === 0n || (key.exponent & 1n) === 0n;
  if (even || bits > MAX_MODULUS_BITS || key.exponent.toString(2).length > MAX_EXPONENT_BITS) {
    throw new SignatureRefusal('RSA_KEY_NOT_ALLOWED', `${bits} bits`);
  }
}

/**
 * forge is given the whole DigestInfo to compare with, because its default parses what it finds and has accepted
 * forgeries.
 */
const nodeForge: RsaEngine = {
  name: 'node-forge',
  verifies(key, digest, data, signature) {
    const digestInfo = Buffer.concat([DIGEST_INFO_PREFIX[digest], createHash(digest).update(data).digest()]);
    try {
      return forgeKeyOf(key).verify(digestInfo.toString('latin1'), signature.toString('latin1'), 'NONE');
    } catch {
      // forge throws on bad padding: for it that is the way to say no
      return false;
    }
  },
};

const nodeCrypto: RsaEngine = {
  name: 'node:crypto',
  verifies: (key, digest, data, signature) => nodeVerify(digest, data, nodeKeyOf(key), signature),
};

/** Both must say the same of every signature. */
export const ENGINES: readonly [RsaEngine, RsaEngine] = [nodeForge, nodeCrypto];

/**
 * Verifies one PKCS#1 v1.5 signature over `data` with both engines.
 * @param data the signed bytes, DER (attributes as a SET, TBSCertificate, TBSCertList)
 * @throws SignatureRefusal a weak key, SIGNATURE_LENGTH_WRONG, SIGNATURE_MISMATCH, or ENGINES_DISAGREE,
 *   which is an alarm: one of the engines has a fault
 */
export function assertSignatureValue(
  key: RsaPublicKey,
  digest: DigestName,
  data: Buffer,
  signature: Buffer,
  [one, other] = ENGINES,
): void {
  assertForm(key, signature);
  const [byOne, byOther] = [one, other].map((engine) => engine.verifies(key, digest, data, signature));
  if (byOne !== byOther) {
    throw new SignatureRefusal(
      'ENGINES_DISAGREE',
      `${one.name} says ${byOne}, ${other.name} says ${byOther}`,
    );
  }
  if (!byOne) throw mismatch();
}

/**
 * As `assertSignatureValue`, by node:crypto alone, which takes a twentieth of the time: to find out what is worth being
 * looked at by both.
 * @throws SignatureRefusal a weak key, SIGNATURE_LENGTH_WRONG or SIGNATURE_MISMATCH
 */
export function assertQuickly(key: RsaPublicKey, digest: DigestName, data: Buffer, signature: Buffer): void {
  assertForm(key, signature);
  if (!nodeCrypto.verifies(key, digest, data, signature)) throw mismatch();
}

function mismatch(): SignatureRefusal {
  return new SignatureRefusal('SIGNATURE_MISMATCH', 'not made by this key over these bytes');
}

function assertForm(key: RsaPublicKey, signature: Buffer): void {
  assertStrongKey(key);
  const modulusBytes = Math.ceil(key.modulus.toString(2).length / 8);
  if (signature.length !== modulusBytes) {
    throw new SignatureRefusal('SIGNATURE_LENGTH_WRONG', `${signature.length} bytes, not ${modulusBytes}`);
  }
  if (BigInt(`0x${signature.toString('hex')}`) >= key.modulus) {
    throw new SignatureRefusal('SIGNATURE_MISMATCH', 'the value is not below the modulus');
  }
}

const forgeKeys = new WeakMap<RsaPublicKey, forge.pki.rsa.PublicKey>();

/** The key as forge takes it; made once. */
export function forgeKeyOf(key: RsaPublicKey): forge.pki.rsa.PublicKey {
  let made = forgeKeys.get(key);
  if (made === undefined) {
    const big = (value: bigint) => new forge.jsbn.BigInteger(value.toString(16), 16);
    made = forge.pki.setRsaPublicKey(big(key.modulus), big(key.exponent));
    forgeKeys.set(key, made);
  }
  return made;
}

const nodeKeys = new WeakMap<RsaPublicKey, KeyObject>();

function nodeKeyOf(key: RsaPublicKey): KeyObject {
  let made = nodeKeys.get(key);
  if (made === undefined) {
    made = readNodeKey(key.spki);
    nodeKeys.set(key, made);
  }
  return made;
}

function readNodeKey(spki: Buffer): KeyObject {
  try {
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch (error) {
    throw new SignatureRefusal('RSA_KEY_NOT_ALLOWED', error instanceof Error ? error.message : 'no key');
  }
}
