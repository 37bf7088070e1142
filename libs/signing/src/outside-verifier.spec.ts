import { Readable } from 'node:stream';
import { Clock } from '#kernel';
import { VerifierWithOutside } from './outside-verifier.js';
import { AnsweringServer } from './refusals/answers.fixture.js';
import { gostSignature } from './refusals/gost.fixture.js';
import { outsideAnswer } from './refusals/other.fixture.js';
import { CONTENT, SigningKit } from './refusals/refusals.fixture.js';
import { NodeForgeVerifier } from './signature-verifier.js';

/** The contract with NCANode 3: `POST /cms/verify`. What it refuses is in the table of refusals. */

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

const gost = () => gostSignature(kit);
const request = (signature: Buffer) =>
  ({ signature, content: CONTENT, at: kit.pki.now, origin: 'key-file' }) as const;

test('without it a GOST signature is answered UNSUPPORTED_ALGORITHM', async () => {
  const { verdict, code } = await own.verify(request(gost()));
  expect({ verdict, code }).toEqual({ verdict: 'INDETERMINATE', code: 'UNSUPPORTED_ALGORITHM' });
});

test('it is asked about GOST with signature and content, and vouches for it', async () => {
  let question: Record<string, unknown> = {};
  server.answer = (body) => {
    question = JSON.parse(body.toString());
    return outsideAnswer();
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

test('content of over 16 MiB is not sent on', async () => {
  const before = server.asked;
  const large = () => Readable.from([Buffer.alloc(9 * 1024 * 1024), Buffer.alloc(9 * 1024 * 1024)]);
  const signature = gost();
  const report = await verifier.verify({ ...request(signature), content: large });
  expect(report.code).toBe('UNSUPPORTED_ALGORITHM');
  expect(server.asked).toBe(before);
});
