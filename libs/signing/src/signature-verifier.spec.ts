import { Clock } from '#kernel';
import { CONTENT, SigningKit } from './refusals/refusals.fixture.js';
import { NodeForgeVerifier } from './signature-verifier.js';

test("the portal's verifier reads its trust from files", async () => {
  const kit = await SigningKit.create();
  const { files } = kit.pki.centre;
  const options = {
    rootsFile: files.trust,
    intermediatesFile: files.intermediates,
    crlPaths: [files.crls],
    refuseTestRoots: false,
  };
  const verifier = new NodeForgeVerifier(options, new Clock());
  const request = { signature: kit.sign(), at: kit.pki.now, origin: 'key-file' } as const;

  expect((await verifier.verify({ ...request, content: CONTENT })).verdict).toBe('VALID');
  expect((await verifier.verify({ ...request, content: Buffer.from('other') })).code).toBe('CONTENT_CHANGED');
  kit.remove();
});
