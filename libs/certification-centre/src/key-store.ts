import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  type KeyObject,
  pbkdf2Sync,
  randomBytes,
} from 'node:crypto';
import forge from 'node-forge';
import { rsaSignatureAlgorithm } from './certificate-maker.js';
import * as der from './der-writer.js';
import type { SigningIdentity } from './signature-maker.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256: '2.16.840.1.101.3.4.1.42',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** As many as openssl takes: enough for a demo whose passwords are printed, and opened in a moment. */
const ITERATIONS = 2048;

export interface KeyStoreEntry {
  key: KeyObject;
  /** DER. */
  certificate: Buffer;
  friendlyName: string;
}

/**
 * A key file (.p12): PBES2 with AES-256 and HMAC-SHA-256, the MAC by SHA-256.
 * @param chain further certificates, DER
 * @param password any text; Kazakh letters too
 */
export function makeKeyStore(entries: readonly KeyStoreEntry[], chain: Buffer[], password: string): Buffer {
  const keyBags = entries.map(({ key, certificate, friendlyName }) =>
    der.sequence(
      der.oid(OID.shroudedKeyBag),
      der.tagged(0, shroud(key, password)),
      bagAttributes(certificate, friendlyName),
    ),
  );
  const certificateBags = [
    ...entries.map(({ certificate, friendlyName }) =>
      certificateBag(certificate, bagAttributes(certificate, friendlyName)),
    ),
    ...chain.map((certificate) => certificateBag(certificate)),
  ];
  const encrypted = encrypt(der.sequence(...certificateBags), password);
  const safe = der.sequence(
    der.sequence(
      der.oid(OID.encryptedData),
      der.tagged(
        0,
        der.sequence(
          der.integer(0),
          der.sequence(der.oid(OID.data), encrypted.algorithm, der.taggedPrimitive(0, encrypted.bytes)),
        ),
      ),
    ),
    data(der.sequence(...keyBags)),
  );
  return der.sequence(der.integer(3), data(safe), macData(safe, password));
}

function data(content: Buffer): Buffer {
  return der.sequence(der.oid(OID.data), der.tagged(0, der.octets(content)));
}

function shroud(key: KeyObject, password: string): Buffer {
  const encrypted = encrypt(key.export({ type: 'pkcs8', format: 'der' }), password);
  return der.sequence(encrypted.algorithm, der.octets(encrypted.bytes));
}

function certificateBag(certificate: Buffer, ...attributes: Buffer[]): Buffer {
  const bag = der.sequence(der.oid(OID.x509), der.tagged(0, der.octets(certificate)));
  return der.sequence(der.oid(OID.certificateBag), der.tagged(0, bag), ...attributes);
}

function bagAttributes(certificate: Buffer, friendlyName: string): Buffer {
  const keyId = createHash('sha256').update(certificate).digest();
  return der.setOf(
    der.sequence(der.oid(OID.friendlyName), der.setOf(der.bmp(friendlyName))),
    der.sequence(der.oid(OID.localKeyId), der.setOf(der.octets(keyId))),
  );
}

/** PBES2 (RFC 8018): the password goes in as UTF-8. */
function encrypt(content: Buffer, password: string): { algorithm: Buffer; bytes: Buffer } {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const key = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const derivation = der.sequence(
    der.octets(salt),
    der.integer(ITERATIONS),
    der.sequence(der.oid(OID.hmacSha256), der.nothing()),
  );
  const algorithm = der.sequence(
    der.oid(OID.pbes2),
    der.sequence(
      der.sequence(der.oid(OID.pbkdf2), derivation),
      der.sequence(der.oid(OID.aes256), der.octets(iv)),
    ),
  );
  return { algorithm, bytes: Buffer.concat([cipher.update(content), cipher.final()]) };
}

function macData(content: Buffer, password: string): Buffer {
  const salt = randomBytes(16);
  const key = deriveMacKey(password, salt);
  const mac = createHmac('sha256', key).update(content).digest();
  const digestInfo = der.sequence(der.sequence(der.oid(OID.sha256), der.nothing()), der.octets(mac));
  return der.sequence(digestInfo, der.octets(salt), der.integer(ITERATIONS));
}

/** The key derivation of RFC 7292 appendix B.2 for one block of SHA-256; the password goes in as BMPString. */
function deriveMacKey(password: string, salt: Buffer): Buffer {
  const BLOCK = 64;
  const bmp = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const fill = (bytes: Buffer) => {
    const filled = Buffer.alloc(Math.ceil(bytes.length / BLOCK) * BLOCK);
    for (let at = 0; at < filled.length; at += bytes.length) bytes.copy(filled, at);
    return filled;
  };
  let hash = Buffer.concat([Buffer.alloc(BLOCK, 3), fill(salt), fill(bmp)]);
  for (let i = 0; i < ITERATIONS; i += 1) hash = createHash('sha256').update(hash).digest();
  return hash;
}

/**
 * Opens a key file of this centre outside a browser, for tests and the bench: one of its keys and the certificate.
 * Passwords in ASCII only.
 * @param place 0: the first, for signing; 1: the second, for signing in
 * @throws Error for a wrong password or a file without such a key
 */
export function openKeyStore(p12: Buffer, password: string, place = 0): SigningIdentity {
  const store = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(p12.toString('latin1')), password);
  const bags = store.safeContents.flatMap(({ safeBags }) => safeBags);
  const holder = bags.filter((bag) => bag.type === OID.shroudedKeyBag)[place];
  const owner = bags.find(
    ({ cert, attributes }) => cert && attributes.localKeyId?.[0] === holder?.attributes.localKeyId?.[0],
  )?.cert;
  if (!holder?.key || !owner) throw new Error('the key file holds no key with its certificate');
  // certificates with a key of their own carry its id; the rest are of the centre
  const chain = bags.flatMap(({ cert, attributes }) =>
    cert && !attributes.localKeyId && !cert.isIssuer(cert) ? [cert] : [],
  );
  return {
    key: createPrivateKey(forge.pki.privateKeyToPem(holder.key)),
    certificate: certificateOf(owner),
    issuer: issuerOf(owner),
    serial: Buffer.from(owner.serialNumber, 'hex'),
    chain: chain.map(certificateOf),
  };
}

// forge's own way from a certificate to DER encodes Cyrillic names twice: take the parts as they came

function certificateOf({ tbsCertificate, signature }: forge.pki.Certificate): Buffer {
  const value = der.bits(Buffer.from(signature, 'latin1'));
  return der.sequence(binary(tbsCertificate), rsaSignatureAlgorithm('sha256'), value);
}

function issuerOf({ tbsCertificate }: forge.pki.Certificate): Buffer {
  const issuer = tbsCertificate.value[3];
  if (typeof issuer !== 'object') throw new Error('the certificate names no issuer');
  return binary(issuer);
}

function binary(node: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(node).getBytes(), 'latin1');
}
