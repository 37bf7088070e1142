import { der, makeExtension, makeOcspRefusal, OID } from '#certification-centre';
import {
  AnsweringServer,
  AnswerKit,
  centreExtensions,
  eku,
  nonceOf,
  type ServerAnswer,
} from './answers.fixture.js';
import { type SignatureCode, verdictOf } from './codes.js';
import { readCrl } from './crl.js';
import { OcspClient } from './ocsp-client.js';
import { SigningKit } from './refusals.fixture.js';

/** Answers of a responder, each wrong in one way: none of them makes a certificate good, none makes it bad. */

let kit: SigningKit;
let answers: AnswerKit;
let server: AnsweringServer;
beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
  server = await AnsweringServer.start();
}, 30_000);
afterAll(async () => {
  await server.close();
  kit.remove();
});

/** The verdict on a right signature by this answer alone; the issuing centre is covered by the root's list. */
async function judge(answer: (question: Buffer) => ServerAnswer, at = kit.pki.now) {
  server.answer = answer;
  const { crls, roots } = kit.trust();
  const ofRoot = crls.filter(({ issuer }) => issuer.key === roots[0]?.subject.key);
  const ocsp = new OcspClient(server.url, () => kit.pki.now);
  const { verdict, code } = await kit.verify({ trust: { crls: ofRoot, ocsp }, at });
  return { verdict, code };
}

const minutes = (count: number) => new Date(kit.pki.now.getTime() + count * 60_000);
const CRITICAL = () => makeExtension('1.3.6.1.4.1.55555.1', true, der.nothing());

describe('answers that count', () => {
  const right: [string, (question: Buffer) => Buffer][] = [
    ['with the nonce repeated', (question) => answers.ocsp({ nonce: nonceOf(question) })],
    ['without a nonce, and just made', () => answers.ocsp()],
    [
      'by the issuer itself',
      () => {
        const { name, key } = kit.pki.centre.issuing;
        return answers.ocsp({ responder: name, key, certificates: [] });
      },
    ],
    [
      'among statuses of other certificates',
      () =>
        answers.ocsp({
          statuses: [answers.status({ serial: Buffer.from([9]), status: 'unknown' }), answers.status()],
        }),
    ],
    ['with SHA-512', () => answers.ocsp({ digest: 'sha512' })],
    [
      'of a responder who may go unchecked only by his centre’s silence',
      () => {
        const plain = answers.service([eku(OID.ocspSigning)]);
        return answers.ocsp({ certificates: [plain.certificate] });
      },
    ],
    [
      'of a revocation after the time to judge by',
      () => answers.ocsp({ statuses: [answers.status({ status: { revokedAt: minutes(1) } })] }),
    ],
  ];
  test.each(right)('%s', async (_, make) => {
    expect(await judge((question) => ({ body: make(question) }))).toEqual({ verdict: 'VALID', code: null });
  });
});

interface Row {
  name: string;
  code: SignatureCode;
  answer: (question: Buffer) => Buffer | ServerAnswer;
}

const rows: Row[] = [
  { name: 'an error of the server', code: 'OCSP_UNREACHABLE', answer: () => ({ status: 503 }) },
  {
    name: 'a redirect',
    code: 'OCSP_UNREACHABLE',
    answer: () => ({ status: 302, headers: { location: server.url } }),
  },
  { name: 'more than an answer can be', code: 'OCSP_UNREACHABLE', answer: () => Buffer.alloc(200_000) },
  { name: 'no answer in time', code: 'OCSP_UNREACHABLE', answer: () => ({ silent: true }) },
  { name: 'nothing', code: 'OCSP_MALFORMED', answer: () => Buffer.alloc(0) },
  { name: 'a page', code: 'OCSP_MALFORMED', answer: () => Buffer.from('<html></html>') },
  { name: 'malformedRequest', code: 'OCSP_REFUSED', answer: () => makeOcspRefusal(1) },
  { name: 'internalError', code: 'OCSP_REFUSED', answer: () => makeOcspRefusal(2) },
  { name: 'tryLater', code: 'OCSP_TRY_LATER', answer: () => makeOcspRefusal(3) },
  { name: 'unauthorized', code: 'OCSP_REFUSED', answer: () => makeOcspRefusal(6) },
  { name: 'a status that does not exist', code: 'OCSP_MALFORMED', answer: () => makeOcspRefusal(4) },
  {
    name: 'successful, without an answer',
    code: 'OCSP_MALFORMED',
    answer: () => makeOcspRefusal(0),
  },
  {
    name: 'a byte after the end',
    code: 'OCSP_MALFORMED',
    answer: () => Buffer.concat([answers.ocsp(), Buffer.alloc(1)]),
  },
  {
    name: 'another kind of answer',
    code: 'OCSP_UNSUPPORTED',
    answer: () =>
      der.sequence(
        Buffer.from([0x0a, 1, 0]),
        der.tagged(0, der.sequence(der.oid('1.2.3'), der.octets(Buffer.alloc(0)))),
      ),
  },
  {
    name: 'a critical extension that is not known',
    code: 'OCSP_UNSUPPORTED',
    answer: () => answers.ocsp({ extensions: [CRITICAL()] }),
  },
  {
    name: 'a critical extension of the status',
    code: 'OCSP_UNSUPPORTED',
    answer: () => answers.ocsp({ statuses: [answers.status({ extensions: [CRITICAL()] })] }),
  },
  {
    name: 'one extension twice',
    code: 'OCSP_MALFORMED',
    answer: (question) => {
      const nonce = makeExtension('1.3.6.1.5.5.7.48.1.2', false, der.octets(nonceOf(question)));
      return answers.ocsp({ extensions: [nonce, nonce] });
    },
  },
  {
    name: 'another nonce',
    code: 'OCSP_NONCE_MISMATCH',
    answer: () => answers.ocsp({ nonce: Buffer.alloc(16, 7) }),
  },
  {
    name: 'an old answer played back',
    code: 'OCSP_STALE',
    answer: () => answers.ocsp({ producedAt: minutes(-11) }),
  },
  {
    name: 'an answer of tomorrow',
    code: 'OCSP_NOT_YET_VALID',
    answer: () => answers.ocsp({ producedAt: minutes(60 * 24) }),
  },
  {
    name: 'a status that holds no longer',
    code: 'OCSP_STALE',
    answer: () =>
      answers.ocsp({ statuses: [answers.status({ thisUpdate: minutes(-60), nextUpdate: minutes(-30) })] }),
  },
  {
    name: 'a status that ends before it begins',
    code: 'OCSP_STALE',
    answer: () => answers.ocsp({ statuses: [answers.status({ nextUpdate: minutes(-1) })] }),
  },
  {
    name: 'unknown',
    code: 'OCSP_UNKNOWN',
    answer: () => answers.ocsp({ statuses: [answers.status({ status: 'unknown' })] }),
  },
  {
    name: 'unknown beside good',
    code: 'OCSP_UNKNOWN',
    answer: () => answers.ocsp({ statuses: [answers.status(), answers.status({ status: 'unknown' })] }),
  },
  {
    name: 'revoked',
    code: 'CERTIFICATE_REVOKED',
    answer: () => answers.ocsp({ statuses: [answers.status({ status: { revokedAt: minutes(-1) } })] }),
  },
  {
    name: 'revoked, in a status that holds no longer',
    code: 'CERTIFICATE_REVOKED',
    answer: () =>
      answers.ocsp({
        statuses: [
          answers.status({
            status: { revokedAt: minutes(-90) },
            thisUpdate: minutes(-60),
            nextUpdate: minutes(-30),
          }),
        ],
      }),
  },
  {
    name: 'revoked beside good',
    code: 'CERTIFICATE_REVOKED',
    answer: () =>
      answers.ocsp({ statuses: [answers.status(), answers.status({ status: { revokedAt: minutes(-1) } })] }),
  },
  {
    name: 'about another serial',
    code: 'OCSP_OF_ANOTHER_CERTIFICATE',
    answer: () => answers.ocsp({ statuses: [answers.status({ serial: Buffer.from([9]) })] }),
  },
  {
    name: 'about the same serial of another centre',
    code: 'OCSP_OF_ANOTHER_CERTIFICATE',
    answer: () => {
      const { name, publicKey } = kit.pki.centre.root;
      return answers.ocsp({ statuses: [answers.status({ issuerName: name, issuerKey: publicKey })] });
    },
  },
  {
    name: 'about nothing',
    code: 'OCSP_OF_ANOTHER_CERTIFICATE',
    answer: () => answers.ocsp({ statuses: [] }),
  },
  {
    name: 'signed by another key',
    code: 'OCSP_SIGNATURE_WRONG',
    answer: () => answers.ocsp({ key: kit.pki.keys.employee.key }),
  },
  { name: 'signed with SHA-1', code: 'OCSP_SIGNATURE_WRONG', answer: () => answers.ocsp({ digest: 'sha1' }) },
  {
    name: 'a responder whose certificate did not come along',
    code: 'OCSP_RESPONDER_NOT_ALLOWED',
    answer: () => answers.ocsp({ certificates: [] }),
  },
  {
    name: 'a responder without OCSPSigning',
    code: 'OCSP_RESPONDER_NOT_ALLOWED',
    answer: () => answers.ocsp({ certificates: [answers.service([eku(OID.emailProtection)]).certificate] }),
  },
  {
    name: 'an employee as responder',
    code: 'OCSP_RESPONDER_NOT_ALLOWED',
    answer: () => {
      const { signer } = kit;
      return answers.ocsp({
        responder: answers.nameOf(signer),
        key: signer.key,
        certificates: [signer.certificate],
      });
    },
  },
  {
    name: 'a responder of another centre',
    code: 'OCSP_RESPONDER_NOT_ALLOWED',
    answer: () => {
      const { root } = kit.pki.centre;
      return answers.ocsp({
        certificates: [answers.service([eku(OID.ocspSigning)], { by: root }).certificate],
      });
    },
  },
  {
    name: 'a responder of a centre that only bears the name',
    code: 'OCSP_RESPONDER_NOT_ALLOWED',
    answer: () => {
      const { issuing } = kit.pki.centre;
      const false_ = { ...kit.pki.authority(centreExtensions()), name: issuing.name };
      return answers.ocsp({
        certificates: [answers.service([eku(OID.ocspSigning)], { by: false_ }).certificate],
      });
    },
  },
  {
    name: 'a responder whose certificate has ended',
    code: 'OCSP_RESPONDER_NOT_ALLOWED',
    answer: () => {
      const ended = answers.service([eku(OID.ocspSigning)], { notAfter: kit.pki.days(-1) });
      return answers.ocsp({ certificates: [ended.certificate] });
    },
  },
  {
    name: 'a responder with a critical extension that is not known',
    code: 'OCSP_RESPONDER_NOT_ALLOWED',
    answer: () =>
      answers.ocsp({ certificates: [answers.service([eku(OID.ocspSigning), CRITICAL()]).certificate] }),
  },
];

describe('answers that do not', () => {
  test.each(rows)('$code: $name', async ({ code, answer }) => {
    const found = await judge((question) => {
      const made = answer(question);
      return Buffer.isBuffer(made) ? { body: made } : made;
    });
    expect(found).toEqual({ verdict: verdictOf(code), code });
  });

  test('a responder that its centre has revoked is refused', async () => {
    const plain = answers.service([eku(OID.ocspSigning)]);
    server.answer = () => ({ body: answers.ocsp({ certificates: [plain.certificate] }) });
    const { root, issuing } = kit.pki.centre;
    const revoked = [{ serial: plain.serial, date: kit.pki.days(-1) }];
    const crls = [
      readCrl(kit.pki.crl(root)),
      readCrl(kit.pki.crl(issuing, { revoked, nextUpdate: kit.pki.days(-1) })),
    ];
    const ocsp = new OcspClient(server.url, () => kit.pki.now);
    const { code } = await kit.verify({ trust: { crls, ocsp }, at: kit.pki.now });
    expect(code).toBe('OCSP_RESPONDER_NOT_ALLOWED');
  });
});

describe('answers are remembered', () => {
  test('a good one for three minutes, a failure for five seconds, and no answer is asked for twice at once', async () => {
    let now = kit.pki.now;
    const client = new OcspClient(server.url, () => now);
    const { crls, roots } = kit.trust();
    const ofRoot = crls.filter(({ issuer }) => issuer.key === roots[0]?.subject.key);
    const ask = async () => (await kit.verify({ trust: { crls: ofRoot, ocsp: client }, at: now })).verdict;
    const asked = async (work: () => Promise<unknown>) => {
      const before = server.asked;
      await work();
      return server.asked - before;
    };
    server.answer = () => ({ status: 500 });
    // two certificates of the path are asked about
    expect(await asked(async () => expect(await ask()).toBe('INDETERMINATE'))).toBe(2);
    expect(await asked(ask)).toBe(0);
    now = new Date(now.getTime() + 6_000);
    server.answer = () => ({ body: answers.ocsp() });
    expect(await asked(() => Promise.all([ask(), ask(), ask()]))).toBe(2);
    expect(await asked(async () => expect(await ask()).toBe('VALID'))).toBe(0);
    now = new Date(now.getTime() + 3 * 60_000);
    expect(await asked(ask)).toBeGreaterThan(0);
  });
});
