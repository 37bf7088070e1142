import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FOLDER_NAME, parcelName, receiptName, sendByFolder, tryFolder } from './folder-way.js';
import { failed, type Parcel, type WayOutcome } from './way-outcome.js';

const ID = '019d0000-0000-7000-8000-000000000001';
const BYTES = Buffer.from('PK package');

let folder: string;
let opened = 0;
const parcel: Parcel = {
  id: ID,
  size: BYTES.length,
  sha256: '00',
  open: async () => {
    opened += 1;
    return Readable.from([BYTES]);
  },
};
/** Nobody breaks it off. */
const SIGNAL = new AbortController().signal;
const read = async (bytes: Buffer): Promise<WayOutcome> => failed('receipt_of_another', bytes.toString());

beforeEach(async () => {
  opened = 0;
  folder = await mkdtemp(join(tmpdir(), 'kelisim-drop-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a package is dropped whole, under its own name, and nothing else is left', async () => {
  expect(await sendByFolder(folder, parcel, false, read, SIGNAL)).toEqual({ state: 'sent' });
  expect(await readdir(folder)).toEqual([parcelName(ID)]);
  expect(await readFile(join(folder, parcelName(ID)))).toEqual(BYTES);
});

test('what is there already is not written again, nor is what was taken away since', async () => {
  await sendByFolder(folder, parcel, false, read, SIGNAL);
  await sendByFolder(folder, parcel, false, read, SIGNAL);
  expect(opened).toBe(1);
  await rm(join(folder, parcelName(ID)));
  expect(await sendByFolder(folder, parcel, true, read, SIGNAL)).toEqual({ state: 'sent' });
  expect(await readdir(folder)).toEqual([]);
});

test('an attempt that was cut short leaves nothing that counts, and the next begins anew', async () => {
  await writeFile(join(folder, `.${parcelName(ID)}.part`), 'PK pa');
  const broken = {
    ...parcel,
    open: async () =>
      Readable.from(
        (function* () {
          yield Buffer.from('PK');
          throw Object.assign(new Error('gone'), { code: 'EIO' });
        })(),
      ),
  };
  expect(await sendByFolder(folder, broken, false, read, SIGNAL)).toEqual(failed('folder_unusable', 'EIO'));
  expect(await readdir(folder)).not.toContain(parcelName(ID));
  expect(await sendByFolder(folder, parcel, false, read, SIGNAL)).toEqual({ state: 'sent' });
  expect(await readdir(folder)).toEqual([parcelName(ID)]);
});

test('a receipt is read before anything is written', async () => {
  await writeFile(join(folder, receiptName(ID)), 'receipt');
  expect(await sendByFolder(folder, parcel, false, read, SIGNAL)).toEqual(
    failed('receipt_of_another', 'receipt'),
  );
  expect(await readdir(folder)).toEqual([receiptName(ID)]);
});

test('a receipt too large to be one is not read', async () => {
  await writeFile(join(folder, receiptName(ID)), Buffer.alloc(70_000));
  expect(await sendByFolder(folder, parcel, false, read, SIGNAL)).toMatchObject({ fault: 'folder_unusable' });
});

test('a folder that is not there, a file, and a link to elsewhere are not used', async () => {
  await mkdir(join(folder, 'elsewhere'));
  await symlink(join(folder, 'elsewhere'), join(folder, 'link'));
  await writeFile(join(folder, 'file'), '');
  for (const [name, said] of [
    ['none', 'ENOENT'],
    ['file', 'not a folder'],
    ['link', 'not a folder'],
  ] as const) {
    expect(await tryFolder(join(folder, name))).toBe(said);
    expect(await sendByFolder(join(folder, name), parcel, false, read, SIGNAL)).toEqual(
      failed('folder_unusable', said),
    );
  }
  expect(await readdir(join(folder, 'elsewhere'))).toEqual([]);
});

test('nothing is written through a link, nor read through one', async () => {
  const kept = join(folder, 'kept');
  await writeFile(kept, 'PK another');
  await symlink(kept, join(folder, '.kelisim-probe'));
  expect(await tryFolder(folder)).toBeUndefined();
  await symlink(kept, join(folder, receiptName(ID)));
  await symlink(kept, join(folder, parcelName(ID)));
  await symlink(kept, join(folder, `.${parcelName(ID)}.part`));
  expect(await sendByFolder(folder, parcel, false, read, SIGNAL)).toEqual({ state: 'sent' });
  expect(await readFile(kept, 'utf8')).toBe('PK another');
  expect(await readFile(join(folder, parcelName(ID)))).toEqual(BYTES);
  expect((await lstat(join(folder, parcelName(ID)))).isFile()).toBe(true);
});

test('a pipe in the place of a receipt holds nobody up', async () => {
  execFileSync('mkfifo', [join(folder, receiptName(ID))]);
  expect(await sendByFolder(folder, parcel, true, read, SIGNAL)).toEqual({ state: 'sent' });
});

test('trying a folder leaves nothing in it', async () => {
  expect(await tryFolder(folder)).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});

test.each(['mdd', 'mdd-2', '0'])('%s is a name of a folder', (name) => expect(name).toMatch(FOLDER_NAME));
test.each(['', '.', '..', '../x', 'a/b', 'a\\b', '-a', 'Mdd', 'мцд', 'a\0', 'a.b', 'x'.repeat(64)])(
  '%j is none',
  (name) => expect(name).not.toMatch(FOLDER_NAME),
);
