import forge from 'node-forge';
import { type Binary, children, content, encode, readOid } from './der.js';
import { KeyFileError } from './key-file-errors.js';

const OID = {
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  organisation: '2.5.4.10',
  unit: '2.5.4.11',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  clientAuthentication: '1.3.6.1.5.5.7.3.2',
} as const;

const UTF8_STRING = 12;
const BMP_STRING = 30;

/** What a certificate is for, by its key usages. */
export type CertificateUsage = KeyPurpose | 'other';

/** What a key is opened for. */
export type KeyPurpose = 'signing' | 'authentication';

/** What the page shows of a certificate. Times are ISO 8601, UTC. */
export interface KeyFileCertificate {
  commonName: string;
  iin: string | null;
  bin: string | null;
  organisation: string | null;
  notBefore: string;
  notAfter: string;
  /** Hex, lower case. */
  serial: string;
  usage: CertificateUsage;
}

/** A certificate as the signer's side needs it. */
export interface CertificateSummary {
  der: Binary;
  /** Raw DER of the issuer's name. */
  issuer: Binary;
  /** Content octets of the serial number. */
  serial: Binary;
  keyAlgorithm: string;
  /** Hex; empty for a key that is not RSA. */
  modulus: string;
  selfIssued: boolean;
  shown: KeyFileCertificate;
}

/** @throws KeyFileError KEY_FILE_NOT_P12 for bytes that are no certificate */
export function readCertificate(der: Binary): CertificateSummary {
  try {
    return read(der);
  } catch {
    throw new KeyFileError('KEY_FILE_NOT_P12');
  }
}

function read(der: Binary): CertificateSummary {
  const [tbs] = children(forge.asn1.fromDer(der, true));
  const fields = children(tbs).filter((field, index) => index > 0 || !isContext(field, 0));
  const [serial, , issuer, validity, subject, publicKey] = fields;
  if (!serial || !issuer || !subject || !publicKey) throw new Error('no certificate');
  const [notBefore, notAfter] = children(validity);
  const [algorithm, bits] = children(publicKey);
  const keyAlgorithm = readOid(children(algorithm)[0]);
  // forge decodes a BIT STRING that holds ASN.1: the RSA key's modulus and exponent
  const modulus = content(children(children(bits)[0])[0]);
  const names = readName(subject);
  const extensions = fields.find((field) => isContext(field, 3));
  const issuerDer = encode(issuer);
  return {
    der,
    issuer: issuerDer,
    serial: content(serial),
    keyAlgorithm,
    modulus: forge.util.bytesToHex(modulus).replace(/^0+/, ''),
    selfIssued: encode(subject) === issuerDer,
    shown: {
      commonName: find(names, OID.commonName, /^(.+)$/) ?? '',
      iin: find(names, OID.serialNumber, /^IIN(\d{12})$/),
      bin: find(names, OID.unit, /^BIN(\d{12})$/),
      organisation: find(names, OID.organisation, /^(.+)$/),
      notBefore: readTime(notBefore),
      notAfter: readTime(notAfter),
      serial: forge.util.bytesToHex(content(serial)),
      usage: readUsage(extensions),
    },
  };
}

function isContext(node: forge.asn1.Asn1, n: number): boolean {
  return node.tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && Number(node.type) === n;
}

function readName(name: forge.asn1.Asn1): [oid: string, text: string][] {
  return children(name).flatMap((rdn) =>
    children(rdn).map((pair): [string, string] => {
      const [type, value] = children(pair);
      return [readOid(type), readText(value)];
    }),
  );
}

function readText(node: forge.asn1.Asn1 | undefined): string {
  const text = content(node);
  // forge has made UTF-16 of a BMPString already
  if (node?.type === BMP_STRING) return text;
  return node?.type === UTF8_STRING ? forge.util.decodeUtf8(text) : text;
}

function find(names: [oid: string, text: string][], oid: string, form: RegExp): string | null {
  for (const [type, text] of names) {
    const found = type === oid ? form.exec(text)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return null;
}

function readTime(node: forge.asn1.Asn1 | undefined): string {
  const isUtc = node?.type === forge.asn1.Type.UTCTIME;
  const date = isUtc
    ? forge.asn1.utcTimeToDate(content(node))
    : forge.asn1.generalizedTimeToDate(content(node));
  return date.toISOString();
}

/**
 * As the national certification centre issues them: for signing with nonRepudiation (RFC 5280 4.2.1.3: bit 1), for
 * signing in without it and with clientAuth among the extended usages.
 */
function readUsage(extensions: forge.asn1.Asn1 | undefined): CertificateUsage {
  const usage = extensionOf(extensions, OID.keyUsage);
  const bits = usage ? content(usage).charCodeAt(1) : 0;
  if ((bits & 0xc0) === 0xc0) return 'signing';
  const purposes = children(extensionOf(extensions, OID.extendedKeyUsage)).map(readOid);
  const signsIn = (bits & 0xc0) === 0x80 && purposes.includes(OID.clientAuthentication);
  return signsIn ? 'authentication' : 'other';
}

function extensionOf(extensions: forge.asn1.Asn1 | undefined, oid: string): forge.asn1.Asn1 | undefined {
  const extension = children(children(extensions)[0]).find((one) => readOid(children(one)[0]) === oid);
  const value = children(extension).at(-1);
  return value && forge.asn1.fromDer(content(value), true);
}
