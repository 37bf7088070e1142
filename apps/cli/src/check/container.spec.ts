import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { openKeyStore, signDetached } from '#certification-centre';
import { buildManifest } from '#signing';
import { containerCheck } from './container.js';
import { CheckFolder, PASSWORD, run } from './folder.fixture.js';
import { runCheck } from './run.js';

/** `./portal container check`, from files alone. */

const folder = new CheckFolder();
const file = (name: string) => folder.file(name);

async function check(...args: string[]) {
  const { exit, output } = await run((out) => runCheck(containerCheck, args, out));
  return { exit, answer: JSON.parse(output) };
}

/** An archive made by nothing but the ZIP format, so that the reader is not tested by its own writer. */
function zip(files: readonly (readonly [string, Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(33, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(offset, 0);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, path, content]);
    const made = Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1');
    directory.push(Buffer.concat([made, shared, Buffer.alloc(10), place, path]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

const TEXT = Buffer.from('Қаулы жобасы\n');
const lists = () => folder.lists();

beforeAll(async () => {
  const { key } = await folder.openCentre();
  const manifest = buildManifest({
    signatureUri: 'META-INF/signature001.p7s',
    objects: [
      {
        uri: 'files/Қаулы.txt',
        mimeType: 'text/plain',
        sha256: createHash('sha256').update(TEXT).digest('hex'),
      },
    ],
  });
  const signature = signDetached(manifest, openKeyStore(key.p12, PASSWORD));
  const container = (text: Buffer) =>
    zip([
      ['mimetype', Buffer.from('application/vnd.etsi.asic-e+zip')],
      ['files/Қаулы.txt', text],
      ['META-INF/ASiCManifest001.xml', manifest],
      ['META-INF/signature001.p7s', signature],
    ]);
  folder.write('good.asice', container(TEXT));
  folder.write('changed.asice', container(Buffer.from('Басқа мәтін\n')));
}, 30_000);
afterAll(() => folder.remove());

test('VALID: exit 0, a report of each signature, each file with its hash and who signed it', async () => {
  const { exit, answer } = await check(file('good.asice'), '--trust', file('trust.pem'), ...lists());
  expect({ exit, verdict: answer.verdict, code: answer.code }).toEqual({
    exit: 0,
    verdict: 'VALID',
    code: null,
  });
  expect(answer.files).toEqual([
    {
      path: 'files/Қаулы.txt',
      size: TEXT.length,
      sha256: createHash('sha256').update(TEXT).digest('hex'),
      signedBy: [0],
    },
  ]);
  expect(answer.signatures).toMatchObject([
    { verdict: 'VALID', report: { signer: { iin: '850707400321' } } },
  ]);
});

test('INVALID: exit 1', async () => {
  const { exit, answer } = await check(file('changed.asice'), '--trust', file('trust.pem'), ...lists());
  expect({ exit, code: answer.code, subject: answer.subject }).toEqual({
    exit: 1,
    code: 'CONTAINER_FILE_CHANGED',
    subject: 'files/Қаулы.txt',
  });
});

test('INDETERMINATE: exit 2', async () => {
  const { exit, answer } = await check(file('good.asice'), '--trust', file('trust.pem'));
  expect({ exit, code: answer.code }).toEqual({ exit: 2, code: 'REVOCATION_UNKNOWN' });
});

test.each([
  { what: 'no file', args: () => ['--trust', file('trust.pem')] },
  { what: 'a file that is not there', args: () => [file('none.asice'), '--trust', file('trust.pem')] },
  { what: 'no trust', args: () => [file('good.asice')] },
])('wrong usage, $what: exit 64', async ({ args }) => {
  const { exit, answer } = await check(...args());
  expect({ exit, verdict: answer.verdict, code: answer.code }).toEqual({
    exit: 64,
    verdict: null,
    code: 'USAGE',
  });
});
