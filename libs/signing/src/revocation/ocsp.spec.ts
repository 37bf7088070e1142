import { OID } from '#certification-centre';
import { AnsweringServer, AnswerKit, eku, nonceOf, type ServerAnswer } from '../refusals/answers.fixture.js';
import { SigningKit } from '../refusals/refusals.fixture.js';
import { readCrl } from './crl.js';
import { OcspClient } from './ocsp-client.js';

/** Answers of a responder that are right; those that are wrong are in the table of refusals. */

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
  ];
  test.each(right)('%s', async (_, make) => {
    expect(await judge((question) => ({ body: make(question) }))).toEqual({ verdict: 'VALID', code: null });
  });
});

test('a revocation of after the time to judge by changes nothing', async () => {
  const statuses = [answers.status({ status: { revokedAt: minutes(-1) } })];
  const answer = () => ({ body: answers.ocsp({ statuses }) });
  expect(await judge(answer, minutes(-2))).toEqual({ verdict: 'VALID', code: null });
  expect(await judge(answer, minutes(-1))).toEqual({ verdict: 'INVALID', code: 'CERTIFICATE_REVOKED' });
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

test('a fault is told when it begins, and not again while it lasts', async () => {
  let now = kit.pki.now;
  const told: string[] = [];
  const client = new OcspClient(
    server.url,
    () => now,
    ({ code }) => told.push(code),
  );
  const { crls, roots } = kit.trust();
  const ofRoot = crls.filter(({ issuer }) => issuer.key === roots[0]?.subject.key);
  const outage = () => ({ status: 500 });
  const stranger = () => ({ body: Buffer.from('no answer') });
  for (const answer of [outage, outage, stranger, outage]) {
    server.answer = answer;
    await kit.verify({ trust: { crls: ofRoot, ocsp: client }, at: now });
    now = new Date(now.getTime() + 6_000);
  }
  expect(told).toEqual(['OCSP_UNREACHABLE', 'OCSP_MALFORMED', 'OCSP_UNREACHABLE']);
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
