import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyStore, Responders, type SigningIdentity, signDetached, toPem } from '#certification-centre';
import { readCertificate } from '../certificates/certificate.js';
import { attachStamp, readEncoding, readSignedData } from '../cms/cms.js';
import { CONTENT, SigningKit } from '../refusals/refusals.fixture.js';
import { StampClient } from '../stamps/stamp-client.js';
import type { TrustMaterial } from '../verify.js';
import { readCrl } from './crl.js';
import { OcspClient } from './ocsp-client.js';

/** The responder and the authority are openssl's; the centre is real, and so is the clock. */

const PASSWORD = 'Kelisim-2026';
const now = () => new Date();

let kit: SigningKit;
let responders: Responders;
beforeAll(async () => {
  kit = await SigningKit.create();
  const started = await Responders.start(kit.pki.centre);
  if (!started) throw new Error('there is no openssl');
  responders = started;
}, 30_000);
afterAll(async () => {
  await responders.close();
  kit.remove();
});

/** Somebody whom the centre's register knows. */
async function registered(): Promise<SigningIdentity> {
  const { p12 } = await kit.pki.centre.issueEmployee({
    surname: 'Әлиев',
    given: 'Болат',
    iin: '800101300123',
    bin: '000140001234',
    organisation: 'Министрлік',
    role: 'head',
    password: PASSWORD,
  });
  return openKeyStore(p12, PASSWORD);
}

/** The issuing centre is covered by the root's list; employees by nothing but the responder. */
function onlyOcsp(url = responders.url('ocsp')): Partial<TrustMaterial> {
  const { crls, roots } = kit.trust();
  const ofRoot = crls.filter(({ issuer }) => issuer.key === roots[0]?.subject.key);
  return { crls: ofRoot, ocsp: new OcspClient(url, now) };
}

const signedBy = (signer: SigningIdentity) => signDetached(CONTENT, signer);
const judge = async (signature: Buffer, trust: Partial<TrustMaterial>, at = now()) => {
  const { verdict, code, timeSource } = await kit.verify({ signature, trust, at });
  return { verdict, code, timeSource };
};

describe('a responder', () => {
  test('says that a certificate is in force, and the signature is VALID without a list', async () => {
    expect(await judge(signedBy(await registered()), onlyOcsp())).toEqual({
      verdict: 'VALID',
      code: null,
      timeSource: 'request',
    });
  });

  test('knows of a revocation at once; what was signed before it holds', async () => {
    const signer = await registered();
    const signature = signedBy(signer);
    const revokedAt = now();
    await kit.pki.centre.revoke(signer.serial.toString('hex'), revokedAt);
    const trust = onlyOcsp();
    const before = new Date(revokedAt.getTime() - 3000);
    expect(await judge(signature, trust, revokedAt)).toMatchObject({ code: 'CERTIFICATE_REVOKED' });
    expect(await judge(signature, trust, before)).toMatchObject({ verdict: 'VALID' });
  });

  test('that does not know a certificate leaves it open; a list may still cover it', async () => {
    const signature = kit.sign();
    expect(await judge(signature, onlyOcsp())).toMatchObject({
      verdict: 'INDETERMINATE',
      code: 'OCSP_UNKNOWN',
    });
    const { crls } = kit.trust();
    expect(await judge(signature, { ...onlyOcsp(), crls })).toMatchObject({ verdict: 'VALID' });
  });

  test('that is down leaves it open, and the report says why of each source', async () => {
    const signer = await registered();
    const trust = onlyOcsp('http://127.0.0.1:9/ocsp');
    const report = await kit.verify({ signature: signedBy(signer), trust, at: now() });
    expect({ verdict: report.verdict, code: report.code }).toEqual({
      verdict: 'INDETERMINATE',
      code: 'OCSP_UNREACHABLE',
    });
    expect(report.checks.at(-1)?.reason).toMatch(/; and by lists REVOCATION_UNKNOWN/);
  });

  test('a revocation known from a list counts, whatever the responder says', async () => {
    const signer = await registered();
    const { issuing } = kit.pki.centre;
    const list = kit.pki.crl(issuing, { revoked: [{ serial: signer.serial, date: kit.pki.days(-1) }] });
    const trust = { ...onlyOcsp(), crls: [...kit.trust().crls, readCrl(list)] };
    expect(await judge(signedBy(signer), trust)).toMatchObject({ code: 'CERTIFICATE_REVOKED' });
  });
});

describe('a time stamp', () => {
  async function stamped(signer: SigningIdentity): Promise<Buffer> {
    const signature = signedBy(signer);
    const [info] = readSignedData(readEncoding(signature)).signerInfos;
    if (!info) throw new Error('nobody signed');
    const trust = kit.trust();
    const client = new StampClient(responders.url('tsa'));
    const { token } = await client.stamp(
      info.signature,
      { ...trust, stampRoots: trust.roots },
      { at: now() },
    );
    return attachStamp(signature, token);
  }

  test('gives the time by which the signature is judged', async () => {
    const signature = await stamped(await registered());
    const muchLater = kit.pki.days(5000);
    expect(await judge(signature, {}, muchLater)).toMatchObject({ verdict: 'VALID', timeSource: 'stamp' });
  });

  test('of an authority that is not trusted refuses the signature', async () => {
    const signature = await stamped(await registered());
    const stranger = kit.pki.authority([]);
    const trust = { stampRoots: [readCertificate(stranger.certificate)] };
    expect(await judge(signature, trust)).toMatchObject({ verdict: 'INVALID', code: 'STAMP_UNTRUSTED' });
  });

  test('does no harm to openssl, which accepts the signature as before', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'stamped-'));
    const file = (name: string) => join(directory, name);
    const { root, issuing } = kit.pki.centre;
    const lists = [root, issuing].map((authority) => toPem('X509 CRL', kit.pki.crl(authority)));
    writeFileSync(file('trust.pem'), [toPem('CERTIFICATE', root.certificate), ...lists].join(''));
    writeFileSync(file('content'), CONTENT);
    writeFileSync(file('signature.p7s'), await stamped(await registered()));
    const args = ['-verify', '-cades', '-binary', '-inform', 'DER', '-in', file('signature.p7s')];
    const given = ['-content', file('content'), '-CAfile', file('trust.pem'), '-crl_check_all'];
    const verify = () => execFileSync('openssl', ['cms', ...args, ...given], { stdio: 'pipe' });
    expect(verify()).toEqual(CONTENT);
    rmSync(directory, { recursive: true });
  });
});
