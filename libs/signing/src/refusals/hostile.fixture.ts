import { randomBytes } from 'node:crypto';
import {
  basicConstraints,
  contentType,
  der,
  keyUsage,
  makeName,
  makeSignedData,
  makeSignerInfo,
  messageDigest,
  newSerial,
  OID,
  rsaSignatureAlgorithm,
  signingCertificate,
  USAGE,
} from '#certification-centre';
import type { SigningKit } from './refusals.fixture.js';

/** Keys that cost as much as any that are looked at: no centre is needed to make them up. */
export interface FalseKeys {
  modulusBits: number;
  exponent: bigint;
}
export const DEAREST: FalseKeys = { modulusBits: 4096, exponent: 2n ** 32n - 1n };

function falseKey({ modulusBits, exponent }: FalseKeys): Buffer {
  const modulus = randomBytes(modulusBits / 8);
  modulus[0] = (modulus[0] ?? 0) | 0xc0;
  modulus[modulus.length - 1] = (modulus.at(-1) ?? 0) | 1;
  const algorithm = der.sequence(der.oid('1.2.840.113549.1.1.1'), der.nothing());
  return der.sequence(algorithm, der.bits(der.sequence(der.integer(modulus), der.integer(exponent))));
}

/** A certificate whose signature is made up, and below the modulus of each key that it is looked at with. */
function falseCertificate(
  k: SigningKit,
  names: { subject: Buffer; issuer: Buffer; serial: Buffer; publicKey: Buffer; bits: number },
  extensions: Buffer[],
): Buffer {
  const { subject, issuer, serial, publicKey, bits } = names;
  const algorithm = rsaSignatureAlgorithm('sha256');
  const signature = randomBytes(bits / 8);
  signature[0] = ((signature[0] ?? 0) & 0x3f) | 0x20;
  const validity = der.sequence(der.time(k.pki.days(-1)), der.time(k.pki.days(300)));
  const version = der.tagged(0, der.integer(2));
  const further = der.tagged(3, der.sequence(...extensions));
  const tbs = der.sequence(
    version,
    der.integer(serial),
    algorithm,
    issuer,
    validity,
    subject,
    publicKey,
    further,
  );
  return der.sequence(tbs, algorithm, der.bits(signature));
}

/** A signature whose signers each have so many possible issuers, all of them made up: 64 certificates at most. */
export function hostileSignature(
  k: SigningKit,
  content: Buffer,
  { signers = 1, keys = DEAREST }: { signers?: number; keys?: FalseKeys } = {},
): Buffer {
  const issuer = makeName([[OID.commonName, `TEST ${randomBytes(4).toString('hex')}`]]);
  const bits = keys.modulusBits;
  const owners = Array.from({ length: signers }, (_, place) => {
    const { key, publicKey } = k.pki.keys.employee;
    const subject = makeName([[OID.commonName, `TEST ${place}`]]);
    const usage = [keyUsage(USAGE.digitalSignature, USAGE.nonRepudiation)];
    const serial = newSerial();
    const certificate = falseCertificate(k, { subject, issuer, serial, publicKey, bits }, usage);
    const attributes = [contentType(), messageDigest(content), signingCertificate(certificate)];
    return { certificate, info: makeSignerInfo({ key, issuer, serial, content, attributes }) };
  });
  const issuers = Array.from({ length: 64 - signers }, () =>
    falseCertificate(k, { subject: issuer, issuer, serial: newSerial(), publicKey: falseKey(keys), bits }, [
      basicConstraints(true),
      keyUsage(USAGE.keyCertSign),
    ]),
  );
  return makeSignedData({
    signerInfos: owners.map(({ info }) => info),
    certificates: [...owners.map(({ certificate }) => certificate), ...issuers],
  });
}
