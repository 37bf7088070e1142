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
  pbmac1: '1.2.840.113549.1.5.14',
  pbkdf2: '1.2.840.113549.1.5.12',
} as const;

const GOST = ['1.2.398.3.10.1.', '1.2.643.', '1.3.6.1.4.1.6801.'];

const DIGESTS: Readonly<Record<string, { create: () => forge.md.MessageDigest; size: number }>> = {
  '1.3.14.3.2.26': { create: forge.md.sha1.create, size: 20 },
  '2.16.840.1.101.3.4.2.1': { create: forge.md.sha256.create, size: 32 },
  '2.16.840.1.101.3.4.2.2': { create: forge.md.sha384.create, size: 48 },
  '2.16.840.1.101.3.4.2.3': { create: forge.md.sha512.create, size: 64 },
};

/** HMACs by the names that WebCrypto has for their hashes: as PBKDF2's pseudorandom function and as a MAC (RFC 8018 appendix B). */
const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'SHA-1',
  '1.2.840.113549.2.9': 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
};
const DEFAULT_HMAC = '1.2.840.113549.2.7';

/** Ciphers of PBES2 (RFC 8018 appendix B.2) with the length of their keys in octets. */
const CIPHERS: Readonly<Record<string, { name: forge.cipher.Algorithm; keySize: number }>> = {
  '1.2.840.113549.3.7': { name: '3DES-CBC', keySize: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'AES-CBC', keySize: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'AES-CBC', keySize: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'AES-CBC', keySize: 32 },
};

/** Real files take up to 600,000 rounds; five million last some ten seconds, and more is somebody's trap. */
const MOST_ROUNDS = 5_000_000;
/** In octets: twice what any HMAC here gives. */
const LONGEST_KEY = 128;

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
 * Checks the MAC over the whole store, by PKCS#12's own key derivation (RFC 7292 appendix B) or by PBMAC1 (RFC 9579).
 * @throws KeyFileError KEY_FILE_WRONG_PASSWORD, KEY_FILE_GOST, KEY_FILE_UNSUPPORTED
 */
export async function checkMac(safe: Binary, macData: Node, password: string): Promise<void> {
  const [digestInfo, salt, iterations] = children(macData);
  const [algorithm, expected] = children(digestInfo);
  const [oid, parameters] = children(algorithm);
  const isRight =
    known(readOid(oid)) === OID.pbmac1
      ? await isRightPbmac1(safe, parameters, content(expected), password)
      : oldMac(safe, readOid(oid), { salt, iterations }, password) === content(expected);
  if (!isRight) throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
}

/** The password goes in as UTF-16, whatever its letters. */
function oldMac(
  safe: Binary,
  digestOid: string,
  { salt, iterations }: { salt: Node | undefined; iterations: Node | undefined },
  password: string,
): Binary {
  const digest = DIGESTS[digestOid];
  if (digest === undefined) throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  const rounds = iterations ? roundsOf(iterations) : 1;
  const saltBuffer = forge.util.createBuffer(content(salt));
  const key = forge.pkcs12.generateKey(password, saltBuffer, 3, rounds, digest.size, digest.create());
  const hmac = forge.hmac.create();
  hmac.start(digest.create(), key);
  hmac.update(safe);
  return hmac.getMac().getBytes();
}

/** RFC 9579 4: the parameters say everything, the length of the key too; MacData's own salt and rounds mean nothing. */
async function isRightPbmac1(
  safe: Binary,
  parameters: Node | undefined,
  expected: Binary,
  password: string,
): Promise<boolean> {
  const [derivation, scheme] = children(parameters);
  const hash = HMACS[known(readOid(children(scheme)[0]))];
  const length = keyLengthOf(derivation);
  if (hash === undefined || length === undefined) throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  const secret = await deriveKey(derivation, length, password);
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash }, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, toBytes(expected), toBytes(safe));
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

/** PBES2 (RFC 8018 6.2). */
async function decryptPbes2(
  parameters: Node | undefined,
  encrypted: Binary,
  password: string,
): Promise<Binary> {
  const [derivation, encryption] = children(parameters);
  const [cipherOid, iv] = children(encryption);
  const cipher = CIPHERS[readOid(cipherOid)];
  if (cipher === undefined) throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  const key = toBinary(await deriveKey(derivation, cipher.keySize, password));
  const decipher = forge.cipher.createDecipher(cipher.name, forge.util.createBuffer(key));
  decipher.start({ iv: content(iv) });
  decipher.update(forge.util.createBuffer(encrypted));
  if (!decipher.finish()) throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
  return decipher.output.getBytes();
}

/**
 * PBKDF2 (RFC 8018 5.2) by WebCrypto, of the password in UTF-8: 600,000 rounds take half a second there, and half a
 * minute in a script.
 * @param length of the key, in octets
 */
async function deriveKey(
  derivation: Node | undefined,
  length: number,
  password: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const [kdf, parameters] = children(derivation);
  const [salt, rounds, ...rest] = children(parameters);
  const prf = rest.find(({ type }) => type === forge.asn1.Type.SEQUENCE);
  const hash = HMACS[prf ? known(readOid(children(prf)[0])) : DEFAULT_HMAC];
  if (readOid(kdf) !== OID.pbkdf2 || hash === undefined || !rounds) {
    throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  }
  const secret = new TextEncoder().encode(password);
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const derived = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash, salt: toBytes(content(salt)), iterations: roundsOf(rounds) },
    base,
    length * 8,
  );
  return new Uint8Array(derived);
}

/** The length of the key that PBKDF2's parameters name, in octets; undefined where they name none, or one beyond all HMACs. */
function keyLengthOf(derivation: Node | undefined): number | undefined {
  const named = children(children(derivation)[1]).slice(2);
  const length = named.find(({ type }) => type === forge.asn1.Type.INTEGER);
  const octets = length && Number.parseInt(forge.util.bytesToHex(content(length)), 16);
  return octets !== undefined && octets >= 1 && octets <= LONGEST_KEY ? octets : undefined;
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
