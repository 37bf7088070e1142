import { der, makeExtension, makeOcspRefusal, OID } from '#certification-centre';
import { centreExtensions, eku, nonceOf } from './answers.fixture.js';
import type { SpoilAnswer } from './bench.fixture.js';

/** Answers of a responder, each wrong in one way: none of them makes a certificate good, none makes it bad. */

const CRITICAL = () => makeExtension('1.3.6.1.4.1.55555.1', true, der.nothing());

export const responders = {
  'an error of the server': (_answers) => ({ status: 503 }),
  'a redirect': (_answers) => ({ status: 302, headers: { location: 'http://127.0.0.1:9/' } }),
  'more than an answer can be': (_answers) => Buffer.alloc(200_000),
  'no answer in time': (_answers) => ({ silent: true }),
  nothing: (_answers) => Buffer.alloc(0),
  'a page': (_answers) => Buffer.from('<html></html>'),
  malformedRequest: (_answers) => makeOcspRefusal(1),
  internalError: (_answers) => makeOcspRefusal(2),
  tryLater: (_answers) => makeOcspRefusal(3),
  unauthorized: (_answers) => makeOcspRefusal(6),
  'a status that does not exist': (_answers) => makeOcspRefusal(4),
  'successful, without an answer': (_answers) => makeOcspRefusal(0),
  'a byte after the end': (answers) => Buffer.concat([answers.ocsp(), Buffer.alloc(1)]),
  'another kind of answer': (_answers) =>
    der.sequence(
      Buffer.from([0x0a, 1, 0]),
      der.tagged(0, der.sequence(der.oid('1.2.3'), der.octets(Buffer.alloc(0)))),
    ),
  'a critical extension that is not known': (answers) => answers.ocsp({ extensions: [CRITICAL()] }),
  'a critical extension of the status': (answers) =>
    answers.ocsp({ statuses: [answers.status({ extensions: [CRITICAL()] })] }),
  'one extension twice': (answers, question) => {
    const nonce = makeExtension('1.3.6.1.5.5.7.48.1.2', false, der.octets(nonceOf(question)));
    return answers.ocsp({ extensions: [nonce, nonce] });
  },
  'another nonce': (answers) => answers.ocsp({ nonce: Buffer.alloc(16, 7) }),
  'an old answer played back': (answers) => answers.ocsp({ producedAt: answers.minutes(-11) }),
  'an answer of tomorrow': (answers) => answers.ocsp({ producedAt: answers.minutes(60 * 24) }),
  'a status that holds no longer': (answers) =>
    answers.ocsp({
      statuses: [answers.status({ thisUpdate: answers.minutes(-60), nextUpdate: answers.minutes(-30) })],
    }),
  'a status that begins tomorrow': (answers) =>
    answers.ocsp({
      statuses: [
        answers.status({ thisUpdate: answers.minutes(24 * 60), nextUpdate: answers.minutes(25 * 60) }),
      ],
    }),
  'a status that begins next year, with the nonce repeated': (answers, question) => {
    const begins = answers.kit.pki.days(365);
    return answers.ocsp({
      nonce: nonceOf(question),
      statuses: [answers.status({ thisUpdate: begins, nextUpdate: answers.kit.pki.days(366) })],
    });
  },
  'a status that ends before it begins': (answers) =>
    answers.ocsp({ statuses: [answers.status({ nextUpdate: answers.minutes(-1) })] }),
  unknown: (answers) => answers.ocsp({ statuses: [answers.status({ status: 'unknown' })] }),
  'unknown beside good': (answers) =>
    answers.ocsp({ statuses: [answers.status(), answers.status({ status: 'unknown' })] }),
  revoked: (answers) =>
    answers.ocsp({ statuses: [answers.status({ status: { revokedAt: answers.minutes(-1) } })] }),
  'revoked, in a status that holds no longer': (answers) =>
    answers.ocsp({
      statuses: [
        answers.status({
          status: { revokedAt: answers.minutes(-90) },
          thisUpdate: answers.minutes(-60),
          nextUpdate: answers.minutes(-30),
        }),
      ],
    }),
  'revoked, in a status that begins tomorrow': (answers) =>
    answers.ocsp({
      statuses: [
        answers.status({
          status: { revokedAt: answers.minutes(-1) },
          thisUpdate: answers.minutes(24 * 60),
          nextUpdate: answers.minutes(25 * 60),
        }),
      ],
    }),
  'revoked at a time that has not come': (answers) =>
    answers.ocsp({ statuses: [answers.status({ status: { revokedAt: answers.minutes(60) } })] }),
  'revoked beside good': (answers) =>
    answers.ocsp({
      statuses: [answers.status(), answers.status({ status: { revokedAt: answers.minutes(-1) } })],
    }),
  'about another serial': (answers) =>
    answers.ocsp({ statuses: [answers.status({ serial: Buffer.from([9]) })] }),
  'about the same serial of another centre': (answers) => {
    const { name, publicKey } = answers.kit.pki.centre.root;
    return answers.ocsp({ statuses: [answers.status({ issuerName: name, issuerKey: publicKey })] });
  },
  'about nothing': (answers) => answers.ocsp({ statuses: [] }),
  'signed by another key': (answers) => answers.ocsp({ key: answers.kit.pki.keys.employee.key }),
  'signed with SHA-1': (answers) => answers.ocsp({ digest: 'sha1' }),
  'a responder whose certificate did not come along': (answers) => answers.ocsp({ certificates: [] }),
  'a responder without OCSPSigning': (answers) =>
    answers.ocsp({ certificates: [answers.service([eku(OID.emailProtection)]).certificate] }),
  'an employee as responder': (answers) => {
    const { signer } = answers.kit;
    return answers.ocsp({
      responder: answers.nameOf(signer),
      key: signer.key,
      certificates: [signer.certificate],
    });
  },
  'a responder of another centre': (answers) => {
    const { root } = answers.kit.pki.centre;
    return answers.ocsp({
      certificates: [answers.service([eku(OID.ocspSigning)], { by: root }).certificate],
    });
  },
  'a responder of a centre that only bears the name': (answers) => {
    const { issuing } = answers.kit.pki.centre;
    const false_ = { ...answers.kit.pki.authority(centreExtensions()), name: issuing.name };
    return answers.ocsp({
      certificates: [answers.service([eku(OID.ocspSigning)], { by: false_ }).certificate],
    });
  },
  'a responder whose certificate has ended': (answers) => {
    const ended = answers.service([eku(OID.ocspSigning)], { notAfter: answers.kit.pki.days(-1) });
    return answers.ocsp({ certificates: [ended.certificate] });
  },
  'a responder with a critical extension that is not known': (answers) =>
    answers.ocsp({ certificates: [answers.service([eku(OID.ocspSigning), CRITICAL()]).certificate] }),
} satisfies Record<string, SpoilAnswer>;
