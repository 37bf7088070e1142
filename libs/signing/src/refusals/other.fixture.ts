import { join } from 'node:path';
import { OID, toPem } from '#certification-centre';
import type { SpoilFile, SpoilOutside, SpoilPerson, SpoilSignature, SpoilTrust } from './bench.fixture.js';
import { withLooseValue } from './engines.fixture.js';
import { gostSignature } from './gost.fixture.js';
import type { SigningKit } from './refusals.fixture.js';

/** What is refused for the file it is in, the engines, the files of trust, the person, or by the outside verifier. */

const pem = (label: string, cms: Buffer) => Buffer.from(toPem(label, cms));

export const files = {
  'two signatures in one PEM file': (k) => Buffer.concat([pem('CMS', k.sign()), pem('CMS', k.sign())]),
  'a PEM file with text after the end': (k) => Buffer.concat([pem('CMS', k.sign()), Buffer.from('text')]),
  'a PEM file of a certificate': (k) => pem('CERTIFICATE', k.signer.certificate),
  'a PEM file that is not exact base64': (k) =>
    Buffer.from(pem('CMS', k.sign()).toString().replace('-----END', 'A-----END')),
} satisfies Record<string, SpoilFile>;

export const engines = {
  'a DigestInfo that one engine takes and the other does not': (k) => ({
    signature: withLooseValue(k.sign(), k.signer.key),
  }),
} satisfies Record<string, SpoilSignature>;

export const trust = {
  'a file of roots that is not there': () => ({ rootsFile: '/nowhere/roots.pem' }),
  'a file of roots that holds a list': (k) => ({ rootsFile: join(k.pki.centre.files.crls, 'issuing.crl') }),
  'a folder of lists that is not there': () => ({ crlPaths: ['/nowhere/lists'] }),
} satisfies Record<string, SpoilTrust>;

// as `TestPki.employee` names the owner of its certificates
const iin = '800101300123';
const bin = '000140001234';
const fullName = 'Әлиев Болат Серікұлы';

export const person = {
  'another IIN than the account has': () => ({ expected: { iin: '800101300124', bin, fullName } }),
  'another BIN than the body has': () => ({ expected: { iin, bin: '000140001235', fullName } }),
  'another name than the account has': () => ({ expected: { iin, bin, fullName: 'Әлиев Нұрлан Серікұлы' } }),
  'a certificate without an IIN': (k) => ({
    signature: k.signBy(k.pki.employee({ name: [[OID.commonName, 'ӘЛИЕВ БОЛАТ']] })),
    expected: { iin, bin: null, fullName },
  }),
  'two who signed together': (k) => {
    const second = k.pki.employee({ pair: k.pki.keys.other });
    const signerInfos = [k.signerInfo(), k.signerInfo({}, second)];
    const certificates = [k.signer.certificate, second.certificate];
    return { signature: k.sign({}, { signerInfos, certificates }), expected: { iin, bin, fullName } };
  },
} satisfies Record<string, SpoilPerson>;

/** An answer of NCANode, right but for what is given. */
export function outsideAnswer(
  parts: { valid?: boolean; certificateValid?: boolean; iin?: string; signers?: number } = {},
) {
  const { valid = true, certificateValid = true, signers = 1 } = parts;
  const certificate = {
    valid: certificateValid,
    keyUsage: 'SIGN',
    keyUser: ['ORGANIZATION'],
    subject: { iin: parts.iin ?? iin },
  };
  const signer = { certificates: [certificate], tsp: null };
  const body = { status: 200, message: 'OK', valid, signers: Array(signers).fill(signer) };
  return { body: Buffer.from(JSON.stringify(body)) };
}

const answered = (parts: Parameters<typeof outsideAnswer>[0]) => (k: SigningKit) => ({
  signature: gostSignature(k),
  answer: outsideAnswer(parts),
});

export const outside = {
  'it says no': answered({ valid: false }),
  'it calls the certificate bad': answered({ certificateValid: false }),
  'it found somebody else': answered({ iin: '900101300123' }),
  'it found two signers': answered({ signers: 2 }),
  'it found nobody': answered({ signers: 0 }),
  'the certificate lacks a role': (k) => ({
    ...answered({})(k),
    purpose: { roles: ['1.2.398.3.3.4.1.2.4'] },
  }),
  'it is down': (k) => ({ signature: gostSignature(k), answer: { status: 503 } }),
  'it answers with a page': (k) => ({
    signature: gostSignature(k),
    answer: { body: Buffer.from('<html></html>') },
  }),
  'it answers in another shape': (k) => ({
    signature: gostSignature(k),
    answer: { body: Buffer.from('{"valid":"yes"}') },
  }),
} satisfies Record<string, SpoilOutside>;
