import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { TestPki } from '#certification-centre';
import { checkContainer } from './check-container.js';
import {
  ContainerKit,
  descriptorOf,
  entriesOf,
  FILES,
  type OddEntry,
  signatureName,
  statementName,
  withEntry,
  writeOdd,
} from './container.fixture.js';
import type { SignatureParts } from './pack-container.js';
import { bytesInput, writeZip } from './zip-writer.js';

let kit: ContainerKit;
let signatures: SignatureParts[];
let whole: Buffer;
beforeAll(async () => {
  kit = await ContainerKit.create();
  signatures = [kit.sign(), kit.sign()];
  whole = await kit.pack(signatures);
}, 30_000);
afterAll(() => kit.remove());

const idOf = (place: number): string => (signatures[place] as SignatureParts).id;

describe('a container as the portal gives it out', () => {
  test('is VALID, and says who signed what', async () => {
    const report = await kit.check(whole);
    expect({ verdict: report.verdict, code: report.code }).toEqual({ verdict: 'VALID', code: null });
    expect(report.checks.map(({ name, result }) => `${name} ${result}`)).toEqual(
      ['archive', 'names', 'manifests', 'files', 'signatures'].map((name) => `${name} passed`),
    );
    expect(report.files.map(({ path, signedBy }) => [path, signedBy])).toEqual([
      ['README.txt', []],
      [statementName(idOf(0)), [0]],
      ...[...FILES.keys()].map((path) => [path, [0, 1]]),
      [statementName(idOf(1)), [1]],
      ['META-INF/trust.pem', []],
    ]);
    expect(report.signatures.map(({ statement }) => statement?.signer.fullName)).toEqual([
      'Әлиев Болат Серікұлы',
      'Әлиев Болат Серікұлы',
    ]);
  });

  test('has its type first, where programs look for it (EN 319 162-1, A.1)', () => {
    expect(whole.subarray(30, 69).toString()).toBe('mimetypeapplication/vnd.etsi.asic-e+zip');
  });

  test('is the same bytes each time', async () => {
    expect((await kit.pack(signatures)).equals(whole)).toBe(true);
  });

  test('deflated, or with data descriptors, says the same', async () => {
    const deflated = entriesOf(whole).map((entry, place): OddEntry => {
      if (place === 0) return entry;
      const packed = deflateRawSync(entry.content);
      const descriptor = place % 2 === 0;
      const header = { method: 8, ...(descriptor && { flags: 0x0808 }) };
      if (!descriptor) return { ...entry, packed, header };
      const local = { crc: 0, size: 0, packedSize: 0 };
      return { ...entry, packed, header, local, behind: descriptorOf(entry.content, packed) };
    });
    const report = await kit.check(writeOdd(deflated));
    expect({ code: report.code, files: report.files }).toEqual({
      code: null,
      files: (await kit.check(whole)).files,
    });
  });
});

describe('what the signatures say', () => {
  test('a changed file is told with each signature that covers it', async () => {
    const report = await kit.check(
      withEntry(whole, 'files/01', (entry) => ({ ...entry, content: Buffer.from('Бас тартамын.') })),
    );
    const path = [...FILES.keys()][0];
    expect(report.signatures.map(({ code, changed }) => ({ code, changed }))).toEqual([
      { code: 'CONTENT_CHANGED', changed: [path] },
      { code: 'CONTENT_CHANGED', changed: [path] },
    ]);
    expect(report.subject).toBe(path);
  });

  test('a changed statement spoils its own signature and leaves the other', async () => {
    const report = await kit.check(
      withEntry(whole, statementName(idOf(0)), (entry) => ({ ...entry, content: Buffer.from('{}') })),
    );
    expect(report.signatures.map(({ code, verdict }) => ({ code, verdict }))).toEqual([
      { code: 'CONTENT_CHANGED', verdict: 'INVALID' },
      { code: null, verdict: 'VALID' },
    ]);
  });

  test('a signature in the place of another', async () => {
    const [first, second] = signatures as [SignatureParts, SignatureParts];
    const swapped = await kit.pack([first, { ...second, signature: first.signature }]);
    const report = await kit.check(swapped);
    expect(report.signatures.map(({ code }) => code)).toEqual([null, 'CONTENT_CHANGED']);
    expect({ verdict: report.verdict, code: report.code }).toEqual({
      verdict: 'INVALID',
      code: 'CONTENT_CHANGED',
    });
  });

  test('a manifest with another file in it is not the signed one', async () => {
    const [first] = signatures as [SignatureParts];
    const other = new Map([['files/01/other.pdf', Buffer.from('other')]]);
    const forged = kit.sign(other, (manifest) => ({ ...manifest, signatureUri: signatureName(first.id) }));
    const parts = { ...first, manifest: forged.manifest, statement: forged.statement };
    expect((await kit.check(await kit.pack([parts], other))).code).toBe('CONTENT_CHANGED');
  });

  test('whoever speaks for a body that his certificate does not name is refused', async () => {
    const pki = kit.signing.pki;
    const name = [...TestPki.employeeName];
    const stranger = pki.employee({
      name: name.map(([oid, value]) => [oid, value.replace('000140001234', '990140009999')]),
    });
    const report = await kit.check(await kit.pack([kit.sign(FILES, undefined, stranger)]));
    expect({ verdict: report.verdict, code: report.code }).toEqual({
      verdict: 'INVALID',
      code: 'BIN_MISMATCH',
    });
  });

  test('without lists of the revoked nothing can be told', async () => {
    const report = await kit.check(whole, { crls: [] });
    expect({ verdict: report.verdict, code: report.code }).toEqual({
      verdict: 'INDETERMINATE',
      code: 'REVOCATION_UNKNOWN',
    });
    expect(report.checks.at(-1)).toMatchObject({ name: 'signatures', result: 'unknown' });
  });

  test('the certificates that a container brings along are trusted by nobody', async () => {
    const stranger = await ContainerKit.create();
    try {
      const report = await kit.check(await stranger.pack());
      expect(report.verdict).toBe('INVALID');
    } finally {
      stranger.remove();
    }
  }, 30_000);
});

test('what is no container on the disk is the caller’s affair', async () => {
  await expect(
    checkContainer('/nowhere/x.asice', async () => Promise.reject(new Error('unused'))),
  ).rejects.toThrow('ENOENT');
});

test('one path cannot be two files', async () => {
  const other = kit.sign(new Map([...FILES].map(([path]) => [path, Buffer.from('other')])));
  await expect(kit.pack([kit.sign(), other])).rejects.toThrow('Two files are to be');
});

test('the length of an archive is known before its first byte', async () => {
  const { size, stream } = writeZip([
    bytesInput('a', Buffer.from('abc')),
    bytesInput('ә', Buffer.alloc(70_000)),
  ]);
  expect((await buffer(stream)).length).toBe(size);
});
