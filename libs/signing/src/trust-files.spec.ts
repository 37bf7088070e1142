import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Clock } from '#kernel';
import { CONTENT, SigningKit } from './refusals/refusals.fixture.js';
import { NodeForgeVerifier, type SigningOptions } from './signature-verifier.js';
import { readTrust } from './trust-files.js';

/** Files of the trust material that are not there: never an error, and never a wrong verdict. */

let kit: SigningKit;
let folder: string;
let options: SigningOptions & { crlPaths: [string] };
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-files-'));
  const { root, issuing } = kit.pki.centre;
  writeFileSync(join(folder, 'trust.der'), root.certificate);
  writeFileSync(join(folder, 'issuing.der'), issuing.certificate);
  mkdirSync(join(folder, 'crls'));
  writeFileSync(join(folder, 'crls', 'root.crl'), kit.pki.crl(root));
  writeFileSync(join(folder, 'crls', 'issuing.crl'), kit.pki.crl(issuing));
  options = {
    rootsFile: join(folder, 'trust.der'),
    intermediatesFile: join(folder, 'issuing.der'),
    crlPaths: [join(folder, 'crls')],
    refuseTestRoots: false,
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = () =>
  ({ signature: kit.sign(), content: CONTENT, at: kit.pki.now, origin: 'key-file' }) as const;

const verdict = async (verifier: NodeForgeVerifier, content = CONTENT) => {
  const report = await verifier.verify({ ...request(), content });
  return `${report.verdict} ${report.code}`;
};

/** Longer than files are taken for unchanged. */
const aWhile = () => delay(1100);

describe('lists', () => {
  test('a folder that is missing is as no list, and counts again once it is there', async () => {
    const verifier = new NodeForgeVerifier(options, new Clock());
    expect(await verdict(verifier)).toBe('VALID null');
    const { crlPaths } = options;
    renameSync(crlPaths[0], `${crlPaths[0]}.gone`);
    await aWhile();
    expect(await verdict(verifier)).toBe('INDETERMINATE REVOCATION_UNKNOWN');
    expect(await verdict(verifier, Buffer.from('other'))).toBe('INVALID CONTENT_CHANGED');
    renameSync(`${crlPaths[0]}.gone`, crlPaths[0]);
    await aWhile();
    expect(await verdict(verifier)).toBe('VALID null');
  });

  test('lists that come and go while the folder is read disturb nobody', async () => {
    const [crls] = options.crlPaths;
    const list = join(crls, 'other.crl');
    let isGoing = true;
    const coming = (async () => {
      while (isGoing) {
        writeFileSync(list, kit.pki.crl(kit.pki.centre.root));
        await delay(0);
        rmSync(list);
        await delay(0);
      }
    })();
    try {
      for (let times = 0; times < 300; times += 1) {
        const { roots, crls: lists } = await readTrust(options);
        expect(roots).toHaveLength(1);
        expect(lists.length).toBeGreaterThanOrEqual(2);
      }
    } finally {
      isGoing = false;
      await coming;
    }
  });

  test('a folder among the lists is told as a list that cannot be read', async () => {
    const [crls] = options.crlPaths;
    rmSync(join(crls, 'issuing.crl'));
    mkdirSync(join(crls, 'older'));
    const verifier = new NodeForgeVerifier(options, new Clock());
    expect(await verdict(verifier)).toBe('INDETERMINATE CRL_MALFORMED');
  });
});

describe('certificates that are trusted', () => {
  const spoilt: [string, () => void][] = [
    ['no file of roots', () => rmSync(options.rootsFile)],
    ['an empty file of roots', () => writeFileSync(options.rootsFile, '')],
    ['something else as roots', () => writeFileSync(options.rootsFile, 'certificates')],
    ['no file of issuing centres', () => rmSync(options.intermediatesFile ?? '')],
  ];
  test.each(spoilt)('%s: left open, never an error', async (_, spoil) => {
    spoil();
    const verifier = new NodeForgeVerifier(options, new Clock());
    const report = await verifier.verify(request());
    expect(`${report.verdict} ${report.code}`).toBe('INDETERMINATE TRUST_UNAVAILABLE');
    expect(report.signer?.iin).toBe('800101300123');
    expect(report.checks.find(({ code }) => code)).toMatchObject({ name: 'time', result: 'unknown' });
    const { report: proven, evidence } = await verifier.prove(request());
    expect({ code: proven.code, evidence }).toEqual({ code: 'TRUST_UNAVAILABLE', evidence: null });
    const kept = await verifier.recheck(request(), { chain: [], answers: [], crls: [] });
    expect(kept.code).toBe('TRUST_UNAVAILABLE');
  });

  test('what is wrong without them is found all the same', async () => {
    rmSync(options.rootsFile);
    expect(await verdict(new NodeForgeVerifier(options, new Clock()), Buffer.from('other'))).toBe(
      'INVALID CONTENT_CHANGED',
    );
  });

  test('once the file is back, signatures are judged again', async () => {
    renameSync(options.rootsFile, `${options.rootsFile}.gone`);
    const verifier = new NodeForgeVerifier(options, new Clock());
    expect(await verdict(verifier)).toBe('INDETERMINATE TRUST_UNAVAILABLE');
    renameSync(`${options.rootsFile}.gone`, options.rootsFile);
    expect(await verdict(verifier)).toBe('VALID null');
  });
});
