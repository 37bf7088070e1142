import { readCertificate } from '../certificates/certificate.js';
import { readEncoding, readSignedData } from '../cms/cms.js';
import { SignatureRefusal } from '../codes.js';
import { parseDer } from '../der/der.js';
import { AnswerKit } from '../refusals/answers.fixture.js';
import { ownTime, SigningKit, seeded } from '../refusals/refusals.fixture.js';
import { checkStamp } from '../stamps/stamp.js';
import { assertGenuine, revocationAt, statusOf } from './ocsp.js';
import { readOcspAnswer } from './ocsp-answer.js';

/** OCSP answers and time stamps with bytes changed or cut off: never VALID, never a crash, never slow. */

const ROUNDS = 10_000;
/** Milliseconds of the processor that one check may take: other tests at the same time count for nothing. */
const LONGEST = 200;
const LIMITS = { bytes: 128 * 1024, depth: 40, elements: 10_000 };

/** One byte changed, or, every tenth time, the end cut off. */
function spoil(original: Buffer, random: () => number, round: number): Buffer {
  const at = Math.floor(random() * original.length);
  if (round % 10 === 0) return original.subarray(0, at);
  const spoilt = Buffer.from(original);
  spoilt[at] = (spoilt[at] as number) ^ (1 + Math.floor(random() * 255));
  return spoilt;
}

let kit: SigningKit;
let answers: AnswerKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
}, 30_000);
afterAll(() => kit.remove());

/** What was accepted although it was spoilt, and whether each check was quick. Anything but a refusal is a crash. */
function run(seed: number, original: Buffer, judge: (der: Buffer) => void) {
  const random = seeded(seed);
  const accepted: number[] = [];
  let longest = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const spoilt = spoil(original, random, round);
    const check = () => {
      try {
        judge(spoilt);
        accepted.push(round);
      } catch (error) {
        if (!(error instanceof SignatureRefusal)) throw error;
      }
    };
    const time = ownTime(check);
    // A slow one is timed again: the thread may have had its own garbage to collect.
    longest = Math.max(longest, time < LONGEST ? time : ownTime(check));
  }
  return { accepted, isQuick: longest < LONGEST };
}

test(`${ROUNDS} OCSP answers`, async () => {
  const original = answers.ocsp();
  const leaf = readCertificate(kit.signer.certificate);
  const issuer = readCertificate(kit.pki.centre.issuing.certificate);
  const judge = (der: Buffer) => {
    const answer = readOcspAnswer(der);
    assertGenuine(answer, issuer, () => undefined);
    const revokedAt = revocationAt(statusOf(answer, leaf, issuer), answer.producedAt, leaf, kit.pki.now);
    if (revokedAt !== undefined) throw new SignatureRefusal('CERTIFICATE_REVOKED', revokedAt.toISOString());
  };
  expect(() => judge(original)).not.toThrow();
  expect(run(6960, original, judge)).toEqual({ accepted: [], isQuick: true });
}, 120_000);

test(`${ROUNDS} time stamps`, async () => {
  const original = answers.stamp();
  const [signer] = readSignedData(readEncoding(kit.sign())).signerInfos;
  const trust = { ...kit.trust(), stampRoots: kit.trust().roots };
  const judge = (der: Buffer) => {
    checkStamp(parseDer(der, LIMITS), signer?.signature ?? Buffer.alloc(0), trust, { at: kit.pki.now });
  };
  expect(() => judge(original)).not.toThrow();
  expect(run(3161, original, judge)).toEqual({ accepted: [], isQuick: true });
}, 120_000);
