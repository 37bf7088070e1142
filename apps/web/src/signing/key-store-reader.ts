import forge from 'node-forge';
import { type CertificateSummary, readCertificate } from './certificate-reader.js';
import { type Binary, children, content, encode, octetString, readOid, sequence, toBinary } from './der.js';
import { KeyFileError } from './key-file-errors.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  pbes2: '1.2.840.113549.1.5.13',
  rsa: '1.2.840.113549.1.1.1',
} as const;

const DIGESTS: Readonly<Record<string, { create: () => forge.md.MessageDigest; size: number }>> = {
  '1.3.14.3.2.26': { create: forge.md.sha1.create, size: 20 },
  '2.16.840.1.101.3.4.2.1': { create: forge.md.sha256.create, size: 32 },
  '2.16.840.1.101.3.4.2.2': { create: forge.md.sha384.create, size: 48 },
  '2.16.840.1.101.3.4.2.3': { create: forge.md.sha512.create, size: 64 },
};

const GOST = ['1.2.398.3.10.1.', '1.2.643.', '1.3.6.1.4.1.6801.'];

type Node = forge.asn1.Asn1;

/** A key with its certificate. */
export interface KeyFileEntry extends CertificateSummary {
  key: forge.pki.rsa.PrivateKey;
}

/** What a key file holds, opened. */
export interface OpenedKeyFile {
  entries: KeyFileEntry[];
  /** DER of the other certificates, self-signed ones left out: they prove nothing to a verifier. */
  chain: Binary[];
}

/**
 * Opens a PKCS#12 file. The MAC is checked with the password in UTF-16, as PKCS#12 has it; PBES2 takes the
 * same password in UTF-8, so that Kazakh passwords work with both.
 * @throws KeyFileError
 */
export function openKeyStore(file: Uint8Array, password: string): OpenedKeyFile {
  const safe = parseAuthenticatedSafe(file, password);
  const bags = children(safe).flatMap((info) => readSafeContents(info, password));
  const certificates = bags.flatMap((bag) => readCertificateBag(bag));
  const keys = bags.flatMap((bag) => readKeyBag(bag, password));
  const entries = keys.flatMap((key) => {
    const certificate = certificates.find(({ modulus }) => modulus === key.n.toString(16));
    return certificate ? [{ ...certificate, key }] : [];
  });
  const own = new Set(entries.map(({ der }) => der));
  const chain = certificates
    .filter(({ der, selfIssued }) => !own.has(der) && !selfIssued)
    .map(({ der }) => der);
  return { entries, chain };
}

function parse(der: Binary): Node {
  try {
    return forge.asn1.fromDer(der, true);
  } catch {
    throw new KeyFileError('KEY_FILE_NOT_P12');
  }
}

function parseAuthenticatedSafe(file: Uint8Array, password: string): Node {
  const [version, authSafe, macData] = children(parse(toBinary(file)));
  const [type, wrapper] = children(authSafe);
  if (content(version) !== '\x03' || readOid(type) !== OID.data) throw new KeyFileError('KEY_FILE_NOT_P12');
  const safe = content(children(wrapper)[0]);
  if (macData !== undefined) checkMac(safe, macData, password);
  return parse(safe);
}

function checkMac(safe: Binary, macData: Node, password: string): void {
  const [digestInfo, salt, iterations] = children(macData);
  const [algorithm, expected] = children(digestInfo);
  const digest = DIGESTS[known(readOid(children(algorithm)[0]))];
  if (digest === undefined) throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  const count = iterations ? Number.parseInt(forge.util.bytesToHex(content(iterations)), 16) : 1;
  const saltBuffer = forge.util.createBuffer(content(salt));
  const key = forge.pkcs12.generateKey(password, saltBuffer, 3, count, digest.size, digest.create());
  const hmac = forge.hmac.create();
  hmac.start(digest.create(), key);
  hmac.update(safe);
  if (hmac.getMac().getBytes() !== content(expected)) throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
}

/** An OID that the browser may or may not know; GOST is told apart, for it has its own way to sign. */
function known(oid: string): string {
  if (GOST.some((prefix) => oid.startsWith(prefix))) throw new KeyFileError('KEY_FILE_GOST');
  return oid;
}

function readSafeContents(info: Node, password: string): Node[] {
  const [type, wrapper] = children(info);
  const body = children(wrapper)[0];
  switch (readOid(type)) {
    case OID.data:
      return children(parse(content(body)));
    case OID.encryptedData: {
      const [, algorithm, encrypted] = children(children(body)[1]);
      return algorithm && encrypted ? children(decrypt(algorithm, content(encrypted), password)) : [];
    }
    default:
      throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  }
}

/** Decrypts what an AlgorithmIdentifier of PBES1 or PBES2 describes; the result is an ASN.1 value. */
function decrypt(algorithm: Node, encrypted: Binary, password: string): Node {
  const scheme = known(readOid(children(algorithm)[0]));
  for (const part of children(children(algorithm)[1])) known(readOid(children(part)[0]));
  // forge offers its ciphers through this one structure
  const info = parse(sequence(encode(algorithm), octetString(encrypted)));
  const secret = scheme === OID.pbes2 ? forge.util.encodeUtf8(password) : password;
  let decrypted: Node | null;
  try {
    decrypted = forge.pki.decryptPrivateKeyInfo(info, secret);
  } catch (error) {
    const unsupported = error instanceof Error && /unsupported|cannot read/i.test(error.message);
    throw new KeyFileError(unsupported ? 'KEY_FILE_UNSUPPORTED' : 'KEY_FILE_WRONG_PASSWORD');
  }
  if (decrypted === null) throw new KeyFileError('KEY_FILE_WRONG_PASSWORD');
  return decrypted;
}

function readKeyBag(bag: Node, password: string): forge.pki.rsa.PrivateKey[] {
  const [type, wrapper] = children(bag);
  const body = children(wrapper)[0];
  switch (readOid(type)) {
    case OID.keyBag:
      return body ? [readKey(body)] : [];
    case OID.shroudedKeyBag: {
      const [algorithm, encrypted] = children(body);
      return algorithm ? [readKey(decrypt(algorithm, content(encrypted), password))] : [];
    }
    default:
      return [];
  }
}

function readKey(info: Node): forge.pki.rsa.PrivateKey {
  const algorithm = known(readOid(children(children(info)[1])[0]));
  if (algorithm !== OID.rsa) throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  return forge.pki.privateKeyFromAsn1(info);
}

function readCertificateBag(bag: Node): CertificateSummary[] {
  const [type, wrapper] = children(bag);
  if (readOid(type) !== OID.certificateBag) return [];
  const [kind, value] = children(children(wrapper)[0]);
  if (readOid(kind) !== OID.x509) return [];
  const certificate = readCertificate(content(children(value)[0]));
  known(certificate.keyAlgorithm);
  return [certificate];
}
