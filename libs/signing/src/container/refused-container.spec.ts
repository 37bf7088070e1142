import { deflateRawSync } from 'node:zlib';
import { CONTAINER_CODES, type ContainerCode } from '#contracts';
import {
  ContainerKit,
  descriptorOf,
  entriesOf,
  FILES,
  manifestName,
  type OddEntry,
  signatureName,
  statementName,
  withEntry,
  writeOdd,
} from './container.fixture.js';

let kit: ContainerKit;
let whole: Buffer;
beforeAll(async () => {
  kit = await ContainerKit.create();
  whole = await kit.pack();
}, 30_000);
afterAll(() => kit.remove());

const adding = (...more: OddEntry[]): Buffer => writeOdd([...entriesOf(whole), ...more]);
const text = (name: string): OddEntry => ({ name, content: Buffer.from('x') });
const zeros = Buffer.alloc(8 * 1024 * 1024);
/** An extra field of four bytes, empty. */
const extra = Buffer.from([0x55, 0x54, 0, 0]);

interface Row {
  what: string;
  code: ContainerCode;
  make: () => Buffer | Promise<Buffer>;
}

const REFUSED: readonly Row[] = [
  { what: 'nothing at all', code: 'CONTAINER_NOT_ZIP', make: () => Buffer.alloc(0) },
  { what: 'a PDF', code: 'CONTAINER_NOT_ZIP', make: () => Buffer.from('%PDF-1.7\n%%EOF\n') },
  { what: 'cut off', code: 'CONTAINER_TRUNCATED', make: () => whole.subarray(0, -30) },
  {
    what: 'a directory cut short',
    code: 'CONTAINER_TRUNCATED',
    make: () => writeOdd(entriesOf(whole), { count: 99 }),
  },
  {
    what: 'a byte behind it',
    code: 'CONTAINER_EXTRA_BYTES',
    make: () => Buffer.concat([whole, Buffer.from([0])]),
  },
  {
    what: 'a program before it',
    code: 'CONTAINER_EXTRA_BYTES',
    make: () => Buffer.concat([Buffer.from('MZ...'), whole]),
  },
  {
    what: 'bytes between two entries',
    code: 'CONTAINER_EXTRA_BYTES',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, before: Buffer.from('hidden') })),
  },
  {
    what: 'an entry that no directory names',
    code: 'CONTAINER_EXTRA_BYTES',
    make: () => writeOdd(entriesOf(whole), { before: Buffer.from('PK\u0003\u0004 hidden', 'latin1') }),
  },
  {
    what: 'bytes behind deflated data',
    code: 'CONTAINER_EXTRA_BYTES',
    make: () =>
      withEntry(whole, 'files/01', (entry) => ({
        ...entry,
        header: { method: 8 },
        packed: Buffer.concat([deflateRawSync(entry.content), Buffer.from('hidden')]),
      })),
  },
  {
    what: 'a comment',
    code: 'CONTAINER_COMMENT',
    make: () => writeOdd(entriesOf(whole), { comment: Buffer.from('PK') }),
  },
  {
    what: 'a comment of an entry',
    code: 'CONTAINER_COMMENT',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, comment: Buffer.from('x') })),
  },
  {
    what: 'two entries over one another',
    code: 'CONTAINER_OVERLAP',
    make: () => withEntry(whole, 'files/02', (entry) => ({ ...entry, offset: 0 })),
  },
  {
    what: 'an entry that reaches into the directory',
    code: 'CONTAINER_OVERLAP',
    make: () =>
      withEntry(whole, 'META-INF/trust', (entry) => ({ ...entry, header: { size: 1e6, packedSize: 1e6 } })),
  },
  { what: 'ZIP64', code: 'CONTAINER_ZIP64', make: () => writeOdd(entriesOf(whole), { count: 0xffff }) },
  {
    what: 'an entry of ZIP64',
    code: 'CONTAINER_ZIP64',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, header: { size: 0xffffffff } })),
  },
  {
    what: 'one of several parts',
    code: 'CONTAINER_SPLIT',
    make: () => writeOdd(entriesOf(whole), { disk: 1 }),
  },
  {
    what: 'an entry in another part',
    code: 'CONTAINER_SPLIT',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, disk: 1 })),
  },
  {
    what: 'a thousand entries',
    code: 'CONTAINER_TOO_MANY_ENTRIES',
    make: () => adding(...Array.from({ length: 1000 }, (_, place) => text(`files/${place}`))),
  },
  {
    what: 'more than two gigabytes',
    code: 'CONTAINER_TOO_LARGE',
    make: () => adding({ ...text('files/03'), header: { method: 8, size: 2 ** 31, packedSize: 2 ** 26 } }),
  },
  {
    what: 'a bomb',
    code: 'CONTAINER_BOMB',
    make: () =>
      adding({ name: 'files/03', content: zeros, packed: deflateRawSync(zeros), header: { method: 8 } }),
  },
  {
    what: 'a bomb that calls itself small',
    code: 'CONTAINER_DAMAGED',
    make: () =>
      withEntry(whole, 'README', () => ({
        name: 'README.txt',
        content: zeros,
        packed: deflateRawSync(zeros),
        header: { method: 8, size: 1000 },
      })),
  },
  {
    what: 'encrypted',
    code: 'CONTAINER_ENCRYPTED',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, header: { flags: 0x0801 } })),
  },
  {
    what: 'packed by bzip2',
    code: 'CONTAINER_METHOD',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, header: { method: 12 } })),
  },
  {
    what: 'an extra field, which may hold another name',
    code: 'CONTAINER_EXTRA_FIELD',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, extra })),
  },
  {
    what: 'an extra field in the local header alone',
    code: 'CONTAINER_EXTRA_FIELD',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, localExtra: extra })),
  },
  {
    what: 'a link',
    code: 'CONTAINER_SYMLINK',
    make: () =>
      withEntry(whole, 'files/01', (entry) => ({ ...entry, externalAttributes: (0o120777 << 16) >>> 0 })),
  },
  {
    what: 'a program by its attributes',
    code: 'CONTAINER_ENTRY_UNUSUAL',
    make: () =>
      withEntry(whole, 'files/01', (entry) => ({ ...entry, externalAttributes: (0o100755 << 16) >>> 0 })),
  },
  {
    what: 'a name in an unnamed alphabet',
    code: 'CONTAINER_ENTRY_UNUSUAL',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, header: { flags: 0 } })),
  },
  {
    what: 'written by an unknown program',
    code: 'CONTAINER_ENTRY_UNUSUAL',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, madeBy: 0x0a14 })),
  },
  {
    what: 'another name in its local header',
    code: 'CONTAINER_HEADERS_DIFFER',
    make: () => withEntry(whole, 'README', (entry) => ({ ...entry, local: { name: 'SETUP0.exe' } })),
  },
  {
    what: 'another length in its local header',
    code: 'CONTAINER_HEADERS_DIFFER',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, local: { size: 3 } })),
  },
  {
    what: 'stored in fewer bytes than it has',
    code: 'CONTAINER_HEADERS_DIFFER',
    make: () => withEntry(whole, 'files/01', (entry) => ({ ...entry, header: { size: 3 } })),
  },
  {
    what: 'another length behind its content',
    code: 'CONTAINER_HEADERS_DIFFER',
    make: () =>
      withEntry(whole, 'files/01', (entry) => {
        const packed = deflateRawSync(entry.content);
        const behind = descriptorOf(entry.content.subarray(1), packed);
        const local = { crc: 0, size: 0, packedSize: 0 };
        return { ...entry, packed, behind, local, header: { method: 8, flags: 0x0808 } };
      }),
  },
  {
    what: 'a damaged README',
    code: 'CONTAINER_DAMAGED',
    make: () => withEntry(whole, 'README', (entry) => ({ ...entry, header: { crc: 1 } })),
  },
  {
    what: 'what is not deflated and says it is',
    code: 'CONTAINER_DAMAGED',
    make: () =>
      withEntry(whole, 'files/01', (entry) => ({
        ...entry,
        header: { method: 8 },
        packed: Buffer.alloc(9, 0xff),
      })),
  },
  { what: '../', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('files/../../etc/passwd')) },
  { what: 'a path from the root', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('/etc/passwd')) },
  { what: 'a drive', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('C:/boot.ini')) },
  { what: 'a backslash', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('files\\..\\x')) },
  { what: 'a folder', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('files/')) },
  { what: 'a name with a NUL', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('files/a\u0000.txt')) },
  {
    what: 'a name that reads backwards',
    code: 'CONTAINER_PATH_UNSAFE',
    make: () => adding(text('files/\u202efdp.exe')),
  },
  {
    what: 'a name that is not UTF-8',
    code: 'CONTAINER_PATH_UNSAFE',
    make: () => adding({ ...text(''), name: Buffer.from([0x66, 0xff]) }),
  },
  {
    what: 'two entries with one name',
    code: 'CONTAINER_NAME_DUPLICATE',
    make: () => withEntry(whole, 'files/01', (entry) => [entry, { ...entry, content: Buffer.from('other') }]),
  },
  {
    what: 'two names that are one on many systems',
    code: 'CONTAINER_NAME_DUPLICATE',
    make: () => adding(text('readme.TXT')),
  },
  {
    what: 'a file that is a folder too',
    code: 'CONTAINER_NAME_DUPLICATE',
    make: () => adding(text('FILES')),
  },
  { what: 'a dot that is lost', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('README.txt.')) },
  { what: 'a device', code: 'CONTAINER_PATH_UNSAFE', make: () => adding(text('files/CON')) },
  {
    what: 'no type',
    code: 'CONTAINER_MIMETYPE_WRONG',
    make: () => withEntry(whole, 'mimetype', () => []),
  },
  {
    what: 'the type of another container',
    code: 'CONTAINER_MIMETYPE_WRONG',
    make: () =>
      withEntry(whole, 'mimetype', (entry) => ({
        ...entry,
        content: Buffer.from('application/vnd.etsi.asic-s+zip'),
      })),
  },
  {
    what: 'the type not at the beginning',
    code: 'CONTAINER_MIMETYPE_WRONG',
    make: () => writeOdd(entriesOf(whole).reverse()),
  },
  {
    what: 'no signature',
    code: 'CONTAINER_WITHOUT_SIGNATURE',
    make: () => writeOdd(entriesOf(whole).slice(0, 2)),
  },
  {
    what: 'a manifest that is not one',
    code: 'CONTAINER_MANIFEST_WRONG',
    make: () => adding(text('META-INF/ASiCManifest-x.xml')),
  },
  {
    what: 'a second manifest for one signature',
    code: 'CONTAINER_MANIFEST_WRONG',
    make: () =>
      withEntry(whole, 'META-INF/ASiCManifest', (entry) => [
        entry,
        { ...entry, name: 'META-INF/ASiCManifest-x.xml' },
      ]),
  },
  {
    what: 'a manifest that vouches for a signature',
    code: 'CONTAINER_MANIFEST_WRONG',
    make: () => {
      const odd = kit.sign(new Map([['META-INF/evil.p7s', Buffer.from('x')]]));
      return adding(
        text('META-INF/evil.p7s'),
        { name: statementName(odd.id), content: odd.statement },
        { name: manifestName(odd.id), content: odd.manifest },
        { name: signatureName(odd.id), content: odd.signature },
      );
    },
  },
  {
    what: 'a signature of nothing',
    code: 'CONTAINER_MANIFEST_MISSING',
    make: () => withEntry(whole, 'META-INF/ASiCManifest', () => []),
  },
  {
    what: 'a manifest without its signature',
    code: 'CONTAINER_SIGNATURE_MISSING',
    make: () => withEntry(whole, 'META-INF/signature', () => []),
  },
  {
    what: 'a file that nobody signed',
    code: 'CONTAINER_FILE_UNLISTED',
    make: () => adding(text('files/03/x.pdf')),
  },
  { what: 'a hidden file', code: 'CONTAINER_FILE_UNLISTED', make: () => adding(text('.hidden')) },
  {
    what: 'a file beside the signatures',
    code: 'CONTAINER_FILE_UNLISTED',
    make: () => adding(text('META-INF/x.txt')),
  },
  {
    what: 'a listed file that is missing',
    code: 'CONTAINER_FILE_MISSING',
    make: () => withEntry(whole, 'files/01', () => []),
  },
  {
    what: 'a file with another content',
    code: 'CONTAINER_FILE_CHANGED',
    make: () =>
      withEntry(whole, 'files/01', (entry) => ({ ...entry, content: Buffer.from('Бас тартамын.') })),
  },
  {
    what: 'a file that only one of the signers signed',
    code: 'CONTAINER_FILE_NOT_BY_ALL',
    make: () => {
      const more = new Map([...FILES, ['files/03/x.pdf', Buffer.from('x')]]);
      return kit.pack([kit.sign(), kit.sign(more)], more);
    },
  },
  {
    what: 'two files that changed places',
    code: 'CONTAINER_FILE_CHANGED',
    make: () => {
      const [first, second] = [...FILES.keys()];
      const names = new Map([
        [first, second],
        [second, first],
      ]);
      return writeOdd(
        entriesOf(whole).map((entry) => ({ ...entry, name: names.get(`${entry.name}`) ?? entry.name })),
      );
    },
  },
];

describe('refused', () => {
  test.each(REFUSED)('$code: $what', async ({ code, make }) => {
    const report = await kit.check(await make());
    expect({ verdict: report.verdict, code: report.code }).toEqual({ verdict: 'INVALID', code });
    expect(report.checks.find(({ result }) => result === 'failed')?.code).toBe(code);
  });

  test('every code has its case', () => {
    const codes = REFUSED.map(({ code }) => code);
    expect(CONTAINER_CODES.filter((code) => !codes.includes(code))).toEqual([]);
  });

  test('manifests that together list more than a report can tell', async () => {
    const names = Array.from(
      { length: 300 },
      (_, place) => `files/${place}${`/${'n'.repeat(200)}`.repeat(5)}`,
    );
    const files = new Map(names.map((name) => [name, Buffer.from('x')]));
    const signatures = Array.from({ length: 7 }, () => kit.sign(files));
    const { checks, signatures: told } = await kit.check(await kit.pack(signatures, files));
    expect(checks[2]).toMatchObject({
      code: 'CONTAINER_TOO_LARGE',
      reason: expect.stringMatching('too much'),
    });
    expect(told).toEqual([]);
  });

  test('a README of excessive length', async () => {
    const report = await kit.check(
      withEntry(whole, 'README', (entry) => ({ ...entry, content: Buffer.alloc(300_000, 'a') })),
    );
    expect(report.code).toBe('CONTAINER_TOO_LARGE');
  });
});
