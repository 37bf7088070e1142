import { type SigningIdentity, toPem } from '#certification-centre';
import { type CertificateReport, checkCertificate } from '../certificate-check.js';
import { readCertificate } from '../certificates/certificate.js';
import { SignatureRefusal } from '../codes.js';
import { ownTime, SigningKit, seeded } from '../refusals/refusals.fixture.js';
import { readCrl } from '../revocation/crl.js';
import type { TrustMaterial } from '../verify.js';
import { NO_POLICY_INPUTS } from './policies.js';

/**
 * A certificate or a list with any byte changed, cut off or lengthened is never VALID, never makes the checks
 * throw, and never keeps them busy. All of their bytes are under a signature, or are the signature.
 */

const COUNT = 10_000;
/** Of the thread's own time, in milliseconds: what else the machine does is not counted. */
const LONGEST = 200;

/** One byte changed, or (one time in ten) the end cut off or something put behind it. */
function tamper(original: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * original.length);
  const kind = random();
  if (kind < 0.05) return original.subarray(0, at);
  if (kind < 0.1) return Buffer.concat([original, original.subarray(at)]);
  const tampered = Buffer.from(original);
  tampered[at] = (tampered[at] as number) ^ (1 + Math.floor(random() * 255));
  return tampered;
}

let kit: SigningKit;
let leaf: SigningIdentity;
let trust: TrustMaterial;
beforeAll(async () => {
  kit = await SigningKit.create();
  leaf = kit.signer;
  trust = kit.trust();
}, 30_000);
afterAll(() => kit.remove());

const check = (certificate: Buffer, given: Partial<TrustMaterial> = {}): CertificateReport =>
  checkCertificate(certificate, { ...trust, ...given }, kit.pki.now, NO_POLICY_INPUTS);

/** What can be read of the only object of a file, as the readers of trust files do. */
function readable<T>(read: (der: Buffer) => T, der: Buffer): T[] {
  try {
    return [read(der)];
  } catch (error) {
    if (error instanceof SignatureRefusal) return [];
    throw error;
  }
}

function expectNeverValid(
  seed: number,
  original: Buffer,
  judge: (tampered: Buffer) => CertificateReport,
): void {
  const random = seeded(seed);
  const accepted: string[] = [];
  let longest = 0;
  for (let i = 0; i < COUNT; i += 1) {
    const tampered = tamper(original, random);
    const time = ownTime(() => {
      if (judge(tampered).verdict === 'VALID') accepted.push(tampered.toString('base64'));
    });
    // A slow one is timed again: the thread may have had its own garbage to collect.
    longest = Math.max(longest, time < LONGEST ? time : ownTime(() => judge(tampered)));
  }
  expect(accepted).toEqual([]);
  expect(longest).toBeLessThan(LONGEST);
}

test('what is tampered with below is VALID, as DER and as PEM', () => {
  expect(check(leaf.certificate)).toMatchObject({ verdict: 'VALID', code: null });
  expect(check(Buffer.from(toPem('CERTIFICATE', leaf.certificate))).verdict).toBe('VALID');
});

test(`${COUNT} certificates`, () => {
  expectNeverValid(775, leaf.certificate, (tampered) => check(tampered));
}, 120_000);

test(`${COUNT} certificates of the centre in between`, () => {
  const { certificate } = kit.pki.centre.issuing;
  expectNeverValid(617, certificate, (tampered) =>
    check(leaf.certificate, { intermediates: readable(readCertificate, tampered) }),
  );
}, 120_000);

test(`${COUNT} lists`, () => {
  const { root, issuing } = kit.pki.centre;
  const rootList = readCrl(kit.pki.crl(root));
  const revoked = [{ serial: Buffer.from([1, 2, 3]), date: kit.pki.days(-1) }];
  expectNeverValid(116, kit.pki.crl(issuing, { revoked }), (tampered) =>
    check(leaf.certificate, { crls: [rootList, ...readable(readCrl, tampered)] }),
  );
}, 120_000);
