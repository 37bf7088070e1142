import './fast-forge.fixture.js';
import { Test } from '@nestjs/testing';
import { CONTENT, SigningKit } from './refusals.fixture.js';
import { SIGNATURE_VERIFIER, type SignatureVerifier } from './signature-verifier.js';
import { SigningModule } from './signing.module.js';

test('the module gives a verifier that reads its trust from files', async () => {
  const kit = await SigningKit.create();
  const { files } = kit.pki.centre;
  const options = {
    rootsFile: files.trust,
    intermediatesFile: files.intermediates,
    crlPaths: [files.crls],
    refuseTestRoots: false,
  };
  const module = await Test.createTestingModule({ imports: [SigningModule.forRoot(options)] }).compile();
  const verifier = module.get<SignatureVerifier>(SIGNATURE_VERIFIER);
  const request = { signature: kit.sign(), at: kit.pki.now, origin: 'key-file' } as const;

  expect((await verifier.verify({ ...request, content: CONTENT })).verdict).toBe('VALID');
  expect((await verifier.verify({ ...request, content: Buffer.from('other') })).code).toBe('CONTENT_CHANGED');
  kit.remove();
});
