import { CONTENT, SigningKit, seeded } from './refusals/refusals.fixture.js';

/** A signature with any byte changed is never VALID, and never makes the verifier throw. */

const FLIPS = 2000;
const CUTS = 500;

let kit: SigningKit;
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());

/** With the issuing centre's certificate inside, which nothing in the signature vouches for. */
const whole = () => kit.signBy(kit.signer, kit.signer.chain.slice());

test('the signature that is tampered with below is VALID', async () => {
  expect((await kit.verify({ signature: whole() })).verdict).toBe('VALID');
});

test(`${FLIPS} signatures with one byte changed`, async () => {
  const random = seeded(775);
  const signature = whole();
  const accepted: number[] = [];
  for (let i = 0; i < FLIPS; i += 1) {
    const at = Math.floor(random() * signature.length);
    const tampered = Buffer.from(signature);
    tampered[at] = (tampered[at] as number) ^ (1 + Math.floor(random() * 255));
    if ((await kit.verify({ signature: tampered })).verdict === 'VALID') accepted.push(at);
  }
  expect(accepted).toEqual([]);
}, 60_000);

test('the tag of each listed digest algorithm is looked at, whatever stands in its place', async () => {
  const signature = whole();
  // SET OF, then the SEQUENCE whose OID is SHA-256: the first of them is the list of digest algorithms.
  const tagAt = signature.indexOf(Buffer.from('0609608648016503040201', 'hex')) - 2;
  expect(signature[tagAt]).toBe(0x30);
  for (let tag = 0; tag < 256; tag += 1) {
    if (tag === 0x30) continue;
    const tampered = Buffer.from(signature);
    tampered[tagAt] = tag;
    expect((await kit.verify({ signature: tampered })).verdict).toBe('INVALID');
  }
}, 60_000);

test(`${CUTS} signatures cut off or lengthened`, async () => {
  const random = seeded(617);
  const signature = whole();
  for (let i = 0; i < CUTS; i += 1) {
    const length = Math.floor(random() * signature.length);
    const tampered =
      i % 2 === 0 ? signature.subarray(0, length) : Buffer.concat([signature, signature.subarray(length)]);
    expect((await kit.verify({ signature: tampered })).verdict).toBe('INVALID');
  }
}, 60_000);

test('content with one byte changed is never the signed one', async () => {
  const random = seeded(20);
  const signature = kit.sign();
  for (let i = 0; i < 100; i += 1) {
    const content = Buffer.from(CONTENT);
    const at = Math.floor(random() * content.length);
    content[at] = (content[at] as number) ^ (1 + Math.floor(random() * 255));
    expect((await kit.verify({ signature, content })).code).toBe('CONTENT_CHANGED');
  }
}, 60_000);
