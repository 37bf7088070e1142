import { attribute, der, makeExtension, OID, stampAttribute } from '#certification-centre';
import { readCertificate } from '../certificates/certificate.js';
import { readCrl } from '../revocation/crl.js';
import { type AnswerKit, eku } from './answers.fixture.js';
import type { SpoilSignature, SpoilStamping } from './bench.fixture.js';

/** What is refused for its time stamp, and authorities that give none to rely on. */

const STAMP = '1.2.840.113549.1.9.16.2.14';
const CRITICAL = () => der.tagged(1, makeExtension('1.3.6.1.4.1.55555.1', true, der.nothing()));
const authority = (answers: AnswerKit, ...args: Parameters<AnswerKit['service']>) => {
  const made = answers.service(...args);
  return { signature: answers.stamped({ authority: made }) };
};
const timeStamping = () => eku(OID.timeStamping, true);

/** The same in BER: the outermost length is left open. */
const withOpenLength = (token: Buffer) =>
  Buffer.concat([Buffer.from([0x30, 0x80]), token.subarray(4), Buffer.alloc(2)]);

export const stamps = {
  'a stamp of another signature': (_, { answers }) => ({
    signature: answers.stamped({ data: Buffer.from('other') }),
  }),
  'an imprint by SHA-1': (_, { answers }) => ({ signature: answers.stamped({ imprintDigest: 'sha1' }) }),
  'a signature by SHA-1': (_, { answers }) => ({ signature: answers.stamped({ digest: 'sha1' }) }),
  'no certificate': (_, { answers }) => ({ signature: answers.stamped({ certificates: [] }) }),
  'a certificate of somebody else': (k, { answers }) => ({
    signature: answers.stamped({ certificates: [k.signer.certificate] }),
  }),
  'attributes that name another certificate': (k, { answers }) => ({
    signature: answers.stamped({ named: k.signer.certificate }),
  }),
  'attributes that name none': (_, { answers }) => ({ signature: answers.stamped({ named: null }) }),
  'another authority’s name': (k, { answers }) => ({
    signature: answers.stamped({ name: k.pki.centre.issuing.name }),
  }),
  'an employee as authority': (k, { answers }) => ({ signature: answers.stamped({ authority: k.signer }) }),
  'a purpose that is not critical': (_, { answers }) => authority(answers, [eku(OID.timeStamping)]),
  'another purpose beside it': (_, { answers }) => {
    const both = der.sequence(der.oid(OID.timeStamping), der.oid(OID.emailProtection));
    return authority(answers, [makeExtension(OID.extendedKeyUsage, true, both)]);
  },
  'another key': (k, { answers }) => {
    const { key } = k.pki.keys.employee;
    return { signature: answers.stamped({ authority: { ...answers.stampAuthority, key } }) };
  },
  'an authority that is not trusted': (k, { answers }) => ({
    signature: answers.stamped(),
    trust: { stampRoots: [readCertificate(k.pki.authority([]).certificate)] },
  }),
  'an authority whose certificate had ended': (k, { answers }) =>
    authority(answers, [timeStamping()], { notAfter: k.pki.days(-1) }),
  'an authority whose certificate was not valid yet': (k, { answers }) =>
    authority(answers, [timeStamping()], { notBefore: k.pki.days(1) }),
  'roots of the test centre in production': (_, { answers }) => ({
    signature: answers.stamped(),
    trust: { refuseTestRoots: true },
  }),
  'an authority that was revoked': (k, { answers }) => {
    const { root, issuing } = k.pki.centre;
    const revoked = [{ serial: answers.stampAuthority.serial, date: k.pki.days(-1) }];
    const crls = [readCrl(k.pki.crl(root)), readCrl(k.pki.crl(issuing, { revoked }))];
    return { signature: answers.stamped(), trust: { crls } };
  },
  'a time before what was signed came to be': (k, { answers }) => ({
    signature: answers.stamped({ time: answers.minutes(-5) }),
    madeAfter: k.pki.now,
  }),
  'a time that has not come': (k, { answers }) => ({ signature: answers.stamped({ time: k.pki.days(1) }) }),
  'a critical extension that is not known': (_, { answers }) => ({
    signature: answers.stamped({ fields: [CRITICAL()] }),
  }),
  'a field that does not belong there': (_, { answers }) => ({
    signature: answers.stamped({ fields: [der.utf8('more')] }),
  }),
  'a version that does not fit': (_, { answers }) => ({ signature: answers.stamped({ version: 1 }) }),
  'something else as stamp': (k, { answers }) => ({ signature: answers.withToken(k.sign()) }),
  'a stamp in BER, its length left open': (_, { answers }) => ({
    signature: answers.withToken(withOpenLength(answers.stamp())),
  }),
  'nothing as stamp': (_, { answers }) => ({ signature: answers.withToken(der.sequence()) }),
  'two stamps in one attribute': (k, { answers }) => ({
    signature: k.sign({ unsigned: [attribute(STAMP, answers.stamp(), answers.stamp())] }),
  }),
  'two attributes with a stamp': (k, { answers }) => {
    const one = stampAttribute(answers.stamp());
    return { signature: k.sign({ unsigned: [one, one] }) };
  },
} satisfies Record<string, SpoilSignature>;

export const granted = (token: Buffer) => ({ body: der.sequence(der.sequence(der.integer(0)), token) });

export const authorities = {
  'is down': () => ({ status: 502 }),
  refuses: () => ({ body: der.sequence(der.sequence(der.integer(2))) }),
  'grants nothing': () => ({ body: der.sequence(der.sequence(der.integer(0))) }),
  'answers with a page': () => ({ body: Buffer.from('<html></html>') }),
  'stamps something else': (answers) => granted(answers.stamp({ data: Buffer.from('other') })),
  'gives a stamp in BER, its length left open': (answers) => granted(withOpenLength(answers.stamp())),
  'has a clock that is five hours behind': (answers) =>
    granted(answers.stamp({ time: answers.minutes(-300) })),
  'has a clock that is five hours ahead': (answers) => granted(answers.stamp({ time: answers.minutes(300) })),
  'plays back an old stamp': (answers) => granted(answers.stamp({ nonce: Buffer.from([5]) })),
  'repeats no nonce': (answers) => granted(answers.stamp()),
} satisfies Record<string, SpoilStamping>;
