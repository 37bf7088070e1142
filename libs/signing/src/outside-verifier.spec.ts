import { Readable } from 'node:stream';
import { der } from '#certification-centre';
import { Clock } from '#kernel';
import { AnsweringServer } from './answers.fixture.js';
import { VerifierWithOutside } from './outside-verifier.js';
import { CONTENT, SigningKit } from './refusals.fixture.js';
import { NodeForgeVerifier } from './signature-verifier.js';

/** The contract with NCANode 3: `POST /cms/verify`. */

const GOST = der.sequence(der.oid('1.2.398.3.10.1.1.2.3.2'));

let kit: SigningKit;
let server: AnsweringServer;
let verifier: VerifierWithOutside;
let own: NodeForgeVerifier;
beforeAll(async () => {
  kit = await SigningKit.create();
  server = await AnsweringServer.start();
  const { files } = kit.pki.centre;
  const options = {
    rootsFile: files.trust,
    intermediatesFile: files.intermediates,
    crlPaths: [files.crls],
    refuseTestRoots: false,
  };
  own = new NodeForgeVerifier(options, new Clock());
  verifier = new VerifierWithOutside(own, server.url);
}, 30_000);
afterAll(async () => {
  await server.close();
  kit.remove();
});

const gost = () => kit.sign({ signatureAlgorithm: GOST });
const request = (signature: Buffer) =>
  ({ signature, content: CONTENT, at: kit.pki.now, origin: 'key-file' }) as const;

/** An answer of NCANode, right but for what is given. */
function answered(parts: { valid?: boolean; certificateValid?: boolean; iin?: string; signers?: number }) {
  const { valid = true, certificateValid = true, iin = '800101300123', signers = 1 } = parts;
  const certificate = {
    valid: certificateValid,
    keyUsage: 'SIGN',
    keyUser: ['ORGANIZATION'],
    subject: { iin },
  };
  const signer = { certificates: [certificate], tsp: null };
  const body = { status: 200, message: 'OK', valid, signers: Array(signers).fill(signer) };
  return { body: Buffer.from(JSON.stringify(body)) };
}

test('without it a GOST signature is answered UNSUPPORTED_ALGORITHM', async () => {
  const { verdict, code } = await own.verify(request(gost()));
  expect({ verdict, code }).toEqual({ verdict: 'INDETERMINATE', code: 'UNSUPPORTED_ALGORITHM' });
});

test('it is asked about GOST with signature and content, and vouches for it', async () => {
  let question: Record<string, unknown> = {};
  server.answer = (body) => {
    question = JSON.parse(body.toString());
    return answered({});
  };
  const signature = gost();
  const report = await verifier.verify(request(signature));
  expect({ verdict: report.verdict, code: report.code, iin: report.signer?.iin }).toEqual({
    verdict: 'VALID',
    code: null,
    iin: '800101300123',
  });
  expect(question).toEqual({
    cms: signature.toString('base64'),
    data: CONTENT.toString('base64'),
    revocationCheck: ['OCSP', 'CRL'],
  });
});

test('it is not asked about anything else, so it overrules nothing', async () => {
  const before = server.asked;
  expect((await verifier.verify(request(kit.sign()))).verdict).toBe('VALID');
  const other = { ...request(kit.sign()), content: Buffer.from('other') };
  expect((await verifier.prove(other)).report.code).toBe('CONTENT_CHANGED');
  expect(server.asked).toBe(before);
});

test.each([
  ['it says no', { valid: false }, 'INVALID', 'OUTSIDE_REFUSED'],
  ['the certificate is bad', { certificateValid: false }, 'INVALID', 'OUTSIDE_REFUSED'],
  ['it found somebody else', { iin: '900101300123' }, 'INVALID', 'OUTSIDE_REFUSED'],
  ['it found two signers', { signers: 2 }, 'INVALID', 'OUTSIDE_REFUSED'],
  ['it found nobody', { signers: 0 }, 'INVALID', 'OUTSIDE_REFUSED'],
] as const)('%s', async (_, parts, verdict, code) => {
  server.answer = () => answered(parts);
  const report = await verifier.verify(request(gost()));
  expect({ verdict: report.verdict, code: report.code }).toEqual({ verdict, code });
});

test('a role that the certificate lacks is asked for here', async () => {
  server.answer = () => answered({});
  const asked = { ...request(gost()), purpose: { roles: ['1.2.398.3.3.4.1.2.4'] } };
  expect((await verifier.verify(asked)).code).toBe('ROLE_MISSING');
});

test('content of over 16 MiB is not sent on', async () => {
  const before = server.asked;
  const large = () => Readable.from([Buffer.alloc(9 * 1024 * 1024), Buffer.alloc(9 * 1024 * 1024)]);
  const signature = kit.sign({ signatureAlgorithm: GOST });
  const report = await verifier.verify({ ...request(signature), content: large });
  expect(report.code).toBe('UNSUPPORTED_ALGORITHM');
  expect(server.asked).toBe(before);
});

test.each([
  ['it is down', { status: 503 }],
  ['it answers with a page', { body: Buffer.from('<html></html>') }],
  ['it answers in another shape', { body: Buffer.from('{"valid":"yes"}') }],
])('%s: the signature is left open', async (_, answer) => {
  server.answer = () => answer;
  const report = await verifier.verify(request(gost()));
  expect({ verdict: report.verdict, code: report.code }).toEqual({
    verdict: 'INDETERMINATE',
    code: 'OUTSIDE_UNREACHABLE',
  });
});
