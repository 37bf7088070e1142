import forge from 'node-forge';
import {
  type Binary,
  children,
  content,
  encode,
  octetString,
  readOid,
  sequence,
  toBinary,
  toBytes,
} from './der.js';
import { KeyFileError } from './key-file-errors.js';

type Node = forge.asn1.Asn1;

const OID = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
} as const;

const GOST = ['1.2.398.3.10.1.', '1.2.643.', '1.3.6.1.4.1.6801.'];

const DIGESTS: Readonly<Record<string, { create: () => forge.md.MessageDigest; size: number }>> = {
  '1.3.14.3.2.26': { create: forge.md.sha1.create, size: 20 },
  '2.16.840.1.101.3.4.2.1': { create: forge.md.sha256.create, size: 32 },
  '2.16.840.1.101.3.4.2.2': { create: forge.md.sha384.create, size: 48 },
  '2.16.840.1.101.3.4.2.3': { create: forge.md.sha512.create, size: 64 },
};

/** Pseudorandom functions of PBKDF2, by WebCrypto's names (RFC 8018 appendix B.1). */
const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'SHA-1',
  '1.2.840.113549.2.9': 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
};
const DEFAULT_PRF = '1.2.840.113549.2.7';

/** Ciphers of PBES2 (RFC 8018 appendix B.2) with the length of their keys in octets. */
const CIPHERS: Readonly<Record<string, { name: forge.cipher.Algorithm; keySize: number }>> = {
  '1.2.840.113549.3.7': { name: '3DES-CBC', keySize: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'AES-CBC', keySize: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'AES-CBC', keySize: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'AES-CBC', keySize: 32 },
};

/** Real files take up to 600,000 rounds; five million last some ten seconds, and more is somebody's trap. */
const MOST_ROUNDS = 5_000_000;

/**
 * An OID that the browser may or may not know; GOST is told apart, for it has its own way to sign.
 * @throws KeyFileError KEY_FILE_GOST
 */
export function known(oid: string): string {
  if (GOST.some((prefix) => oid.startsWith(prefix))) throw new KeyFileError('KEY_FILE_GOST');
  return oid;
}

/** @throws KeyFileError KEY_FILE_NOT_P12 */
export function parse(der: Binary): Node {
  try {
    return forge.asn1.fromDer(der, true);
  } catch {
    throw new KeyFileError('KEY_FILE_NOT_P12');
  }
}

/**
 * Checks the MAC over the whole store (RFC 7292 appendix B): the password goes in as UTF-16, whatever its letters.
 * @throws KeyFileError KEY_FILE_WRONG_PASSWORD, KEY_FILE_GOST, KEY_FILE_UNSUPPORTED
 */
export function checkMac(safe: Binary, macData: Node, password: string): void {
  const [digestInfo, salt, iterations] = children(macData);
  const [algorithm, expected] = children(digestInfo);
  const digest = DIGESTS[known(readOid(children(algorithm)[0]))];
  if (digest === undefined) throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  const rounds = iterations ? roundsOf(iterations) : 1;
  const saltBuffer = forge.util.createBuffer(content(salt));
  const key = forge.pkcs12.generateKey(password, saltBuffer, 3, rounds, digest.size, digest.create());
  const hmac = forge.hmac.create();
  hmac.start(digest.create(), key);
  hmac.update(safe);
  if (hmac.getMac().getBytes() !== content(expected)) throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
}

/**
 * Decrypts what an AlgorithmIdentifier of PBES1 or PBES2 describes. PBES1 of PKCS#12 takes the password in UTF-16,
 * PBES2 in UTF-8, so that Kazakh passwords work with both.
 * @returns an ASN.1 value
 * @throws KeyFileError
 */
export async function decrypt(algorithm: Node, encrypted: Binary, password: string): Promise<Node> {
  const [scheme, parameters] = children(algorithm);
  for (const part of children(parameters)) known(readOid(children(part)[0]));
  const plain =
    known(readOid(scheme)) === OID.pbes2
      ? await decryptPbes2(parameters, encrypted, password)
      : decryptPbes1(algorithm, parameters, encrypted, password);
  try {
    return forge.asn1.fromDer(plain, true);
  } catch {
    // a wrong key may by chance leave a padding that looks right
    throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
  }
}

/** PBES2 (RFC 8018 6.2) by WebCrypto: 600,000 rounds take half a second there, and half a minute in a script. */
async function decryptPbes2(
  parameters: Node | undefined,
  encrypted: Binary,
  password: string,
): Promise<Binary> {
  const [derivation, encryption] = children(parameters);
  const [kdf, kdfParameters] = children(derivation);
  const [salt, rounds, ...rest] = children(kdfParameters);
  const prf = rest.find(({ type }) => type === forge.asn1.Type.SEQUENCE);
  const hash = PRFS[prf ? known(readOid(children(prf)[0])) : DEFAULT_PRF];
  const [cipherOid, iv] = children(encryption);
  const cipher = CIPHERS[readOid(cipherOid)];
  if (readOid(kdf) !== OID.pbkdf2 || hash === undefined || cipher === undefined || !rounds) {
    throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  }
  const secret = new TextEncoder().encode(password);
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const derived = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash, salt: toBytes(content(salt)), iterations: roundsOf(rounds) },
    base,
    cipher.keySize * 8,
  );
  const key = toBinary(new Uint8Array(derived));
  const decipher = forge.cipher.createDecipher(cipher.name, forge.util.createBuffer(key));
  decipher.start({ iv: content(iv) });
  decipher.update(forge.util.createBuffer(encrypted));
  if (!decipher.finish()) throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
  return decipher.output.getBytes();
}

/** PBES1 as PKCS#12 has it (3DES and RC2, SHA-1), by node-forge. */
function decryptPbes1(
  algorithm: Node,
  parameters: Node | undefined,
  encrypted: Binary,
  password: string,
): Binary {
  const rounds = children(parameters)[1];
  if (rounds) roundsOf(rounds);
  // forge offers its ciphers through this one structure
  const info = parse(sequence(encode(algorithm), octetString(encrypted)));
  try {
    const decrypted = forge.pki.decryptPrivateKeyInfo(info, password);
    if (decrypted) return encode(decrypted);
  } catch (error) {
    if (error instanceof Error && /unsupported|cannot read/i.test(error.message)) {
      throw new KeyFileError('KEY_FILE_UNSUPPORTED');
    }
  }
  throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
}

/** A count of rounds that the page can wait for. */
function roundsOf(node: Node): number {
  const rounds = Number.parseInt(forge.util.bytesToHex(content(node)), 16);
  if (rounds >= 1 && rounds <= MOST_ROUNDS) return rounds;
  throw new KeyFileError('KEY_FILE_UNSUPPORTED');
}
