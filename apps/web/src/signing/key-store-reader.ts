import forge from 'node-forge';
import { type CertificateSummary, readCertificate } from './certificate-reader.js';
import { type Binary, children, content, readOid, toBinary } from './der.js';
import { checkMac, decrypt, known, parse } from './key-encryption.js';
import { KeyFileError } from './key-file-errors.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  rsa: '1.2.840.113549.1.1.1',
} as const;

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
 * Opens a PKCS#12 file. A key that several certificates name (one was renewed) is an entry with each of them.
 * @throws KeyFileError
 */
export async function openKeyStore(file: Uint8Array, password: string): Promise<OpenedKeyFile> {
  const safe = await parseAuthenticatedSafe(file, password);
  const bags: Node[] = [];
  for (const info of children(safe)) bags.push(...(await readSafeContents(info, password)));
  const certificates = bags.flatMap((bag) => readCertificateBag(bag));
  const entries: KeyFileEntry[] = [];
  for (const bag of bags) {
    const key = await readKeyBag(bag, password);
    if (key === null) continue;
    const modulus = key.n.toString(16);
    for (const certificate of certificates) {
      if (certificate.modulus === modulus) entries.push({ ...certificate, key });
    }
  }
  const own = new Set(entries.map(({ der }) => der));
  const chain = certificates
    .filter(({ der, selfIssued }) => !own.has(der) && !selfIssued)
    .map(({ der }) => der);
  return { entries, chain };
}

async function parseAuthenticatedSafe(file: Uint8Array, password: string): Promise<Node> {
  const [version, authSafe, macData] = children(parse(toBinary(file)));
  const [type, wrapper] = children(authSafe);
  if (content(version) !== '\x03' || readOid(type) !== OID.data) throw new KeyFileError('KEY_FILE_NOT_P12');
  const safe = content(children(wrapper)[0]);
  if (macData !== undefined) await checkMac(safe, macData, password);
  return parse(safe);
}

async function readSafeContents(info: Node, password: string): Promise<Node[]> {
  const [type, wrapper] = children(info);
  const body = children(wrapper)[0];
  switch (readOid(type)) {
    case OID.data:
      return children(parse(content(body)));
    case OID.encryptedData: {
      const [, algorithm, encrypted] = children(children(body)[1]);
      return algorithm && encrypted ? children(await decrypt(algorithm, content(encrypted), password)) : [];
    }
    default:
      throw new KeyFileError('KEY_FILE_UNSUPPORTED');
  }
}

async function readKeyBag(bag: Node, password: string): Promise<forge.pki.rsa.PrivateKey | null> {
  const [type, wrapper] = children(bag);
  const body = children(wrapper)[0];
  switch (readOid(type)) {
    case OID.keyBag:
      return body ? readKey(body) : null;
    case OID.shroudedKeyBag: {
      const [algorithm, encrypted] = children(body);
      return algorithm ? readKey(await decrypt(algorithm, content(encrypted), password)) : null;
    }
    default:
      return null;
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
