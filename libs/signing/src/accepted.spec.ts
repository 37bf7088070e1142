import { createReadStream, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  attribute,
  basicConstraints,
  der,
  digestAlgorithm,
  keyUsage,
  messageDigest,
  OID,
  rsaSignatureAlgorithm,
  toPem,
  USAGE,
} from '#certification-centre';
import { ROLE_OIDS, readCertificate } from './certificates/certificate.js';
import { CONTENT, SigningKit } from './refusals/refusals.fixture.js';
import { readCrl } from './revocation/crl.js';
import { TrustFiles } from './trust-files.js';
import { type VerificationRequest, verifySignature } from './verify.js';

/** What must be accepted, so that strictness does not become refusal. */

let kit: SigningKit;
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());

const verdictOf = async (request: Parameters<SigningKit['verify']>[0]) => {
  const { verdict, code } = await kit.verify(request);
  return { verdict, code };
};
const VALID = { verdict: 'VALID', code: null };

describe('a signature', () => {
  test('names its signer as the certificate does, Kazakh letters and all', async () => {
    const { signer, signingTime } = await kit.verify();
    expect(signer).toMatchObject({
      commonName: 'ӘЛИЕВ БОЛАТ',
      surname: 'ӘЛИЕВ',
      given: 'СЕРІКҰЛЫ',
      iin: '800101300123',
      bin: '000140001234',
      organisation: '«Цифрлық даму» министрлігі',
      issuer: 'TEST Куәландырушы орталық (RSA)',
      keyUsage: ['digitalSignature', 'nonRepudiation'],
    });
    expect(signer?.roles).toContain(ROLE_OIDS.head);
    expect(signingTime).toBe(`${kit.pki.now.toISOString().slice(0, 19)}.000Z`);
  });

  test.each(['sha384', 'sha512'] as const)('by %s', async (digest) => {
    const [type = der.nothing(), , ...rest] = kit.attributes();
    const attributes = [type, messageDigest(CONTENT, digest), ...rest];
    const signature = kit.sign({ digest, attributes }, { digestAlgorithms: [digestAlgorithm(digest)] });
    expect(await verdictOf({ signature })).toEqual(VALID);
  });

  test('from NCALayer, without signingCertificateV2', async () => {
    const signature = kit.sign({ attributes: kit.attributes().slice(0, 3) });
    expect(await verdictOf({ signature, origin: 'ncalayer' })).toEqual(VALID);
  });

  test('with an algorithm protection that names its own algorithms', async () => {
    const algorithms = [
      digestAlgorithm('sha256'),
      der.tagged(1, rsaSignatureAlgorithm('sha256').subarray(2)),
    ];
    const protection = attribute('1.2.840.113549.1.9.52', der.sequence(...algorithms));
    expect(
      await verdictOf({ signature: kit.sign({ attributes: [...kit.attributes(), protection] }) }),
    ).toEqual(VALID);
  });

  test('whose content is streamed', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'content-')), 'content');
    writeFileSync(path, CONTENT);
    expect(await verdictOf({ content: () => createReadStream(path) })).toEqual(VALID);
    rmSync(join(path, '..'), { recursive: true });
  });

  test('of the role and policy asked for', async () => {
    const purpose = { roles: [ROLE_OIDS.head], policies: ['1.2.398.3.3.2.1'] };
    expect(await verdictOf({ purpose })).toEqual(VALID);
  });
});

describe('certificates', () => {
  /** Root, then centres one below the other, then an employee. */
  function chain(length: number) {
    const extensions = [basicConstraints(true), keyUsage(USAGE.keyCertSign, USAGE.cRLSign)];
    const centres = [kit.pki.centre.root];
    for (let i = 0; i < length; i += 1) {
      const name = [[OID.commonName, `TEST ${i}`]] as const;
      const pair = i % 2 ? kit.pki.keys.other : kit.pki.keys.employee;
      centres.push(kit.pki.authority(extensions, { by: centres.at(-1), name, pair }));
    }
    return centres;
  }

  test.each([1, 3, 6])('%d centres below the root, given in any order', async (length) => {
    const centres = chain(length);
    const signer = kit.pki.employee({ by: centres.at(-1) });
    const intermediates = centres.slice(1).reverse();
    const crls = centres.map((centre) => readCrl(kit.pki.crl(centre)));
    const inside = kit.signBy(
      signer,
      intermediates.map(({ certificate }) => certificate),
    );
    expect(await verdictOf({ signature: inside, trust: { crls, intermediates: [] } })).toEqual(VALID);
    const outside = intermediates.map(({ certificate }) => readCertificate(certificate));
    expect(
      await verdictOf({ signature: kit.signBy(signer), trust: { crls, intermediates: outside } }),
    ).toEqual(VALID);
  });

  test('the root and a certificate that is not needed may come along, if they are whole', async () => {
    const { root } = kit.pki.centre;
    const further = kit.pki.employee({ pair: kit.pki.keys.other }).certificate;
    expect(await verdictOf({ signature: kit.signBy(kit.signer, [root.certificate, further]) })).toEqual(
      VALID,
    );
  });

  test('a false issuing centre of the same name beside the right one does not disturb', async () => {
    const { issuing } = kit.pki.centre;
    const { certificate } = kit.pki.authority([basicConstraints(true)], {
      subject: issuing.name,
      issuer: issuing.name,
    });
    const intermediates = [readCertificate(certificate), ...kit.trust().intermediates];
    expect(await verdictOf({ trust: { intermediates } })).toEqual(VALID);
  });

  test('judged at its own time, a certificate that has ended since is in order', async () => {
    const signer = kit.pki.employee({ notBefore: kit.pki.days(-9), notAfter: kit.pki.days(-0.2) });
    expect(await verdictOf({ signature: kit.signBy(signer), at: kit.pki.days(-0.5) })).toEqual(VALID);
  });

  test('revoked only afterwards', async () => {
    const { root, issuing } = kit.pki.centre;
    const revoked = [{ serial: kit.signer.serial, date: kit.pki.days(-0.2) }];
    const crls = [readCrl(kit.pki.crl(root)), readCrl(kit.pki.crl(issuing, { revoked }))];
    expect(await verdictOf({ trust: { crls }, at: kit.pki.days(-0.5) })).toEqual(VALID);
    expect((await verdictOf({ trust: { crls } })).code).toBe('CERTIFICATE_REVOKED');
  });

  test('of two lists, the one that holds is enough', async () => {
    const { issuing } = kit.pki.centre;
    const stale = readCrl(kit.pki.crl(issuing, { nextUpdate: kit.pki.days(-0.5) }));
    expect(await verdictOf({ trust: { crls: [stale, ...kit.trust().crls] } })).toEqual(VALID);
  });
});

describe('trust from files', () => {
  test('is read again when a list changes', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'], now: 0 });
    const { files } = kit.pki.centre;
    const trust = new TrustFiles({
      rootsFile: files.trust,
      intermediatesFile: files.intermediates,
      crlPaths: [files.crls],
      refuseTestRoots: false,
    });
    const request: VerificationRequest = {
      signature: kit.sign(),
      content: CONTENT,
      at: kit.pki.now,
      origin: 'key-file',
    };
    const now = async () => (await verifySignature(request, await trust.current())).code;
    expect(await now()).toBeNull();

    const revoked = [{ serial: kit.signer.serial, date: kit.pki.days(-1) }];
    const list = join(files.crls, 'issuing.crl');
    writeFileSync(list, toPem('X509 CRL', kit.pki.crl(kit.pki.centre.issuing, { revoked })));
    utimesSync(list, 1, 1);
    jest.advanceTimersByTime(1500);
    expect(await now()).toBe('CERTIFICATE_REVOKED');
    jest.useRealTimers();
  });

  test('a missing file of roots is told as such', async () => {
    const trust = new TrustFiles({ rootsFile: '/nonexistent/trust.pem', refuseTestRoots: false });
    await expect(trust.current()).rejects.toThrow('ENOENT');
  });
});
