import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeZip } from '#testing';
import { unpackWithin } from './unpack-within.js';

const MOST = 1_000_000;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kelisim-unpack-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function unpack(bytes: Buffer): Promise<void> {
  const path = join(folder, 'a.zip');
  writeFileSync(path, bytes);
  return unpackWithin(path, MOST);
}

const nothing = (size: number) => Buffer.alloc(size);

test('an archive of as much as may be is good, packed or not', async () => {
  const half = nothing(MOST / 2);
  await unpack(
    makeZip([
      { name: 'a', content: half },
      { name: 'b', content: half, stored: true },
    ]),
  );
});

test('what is small packed and large unpacked is refused, though its directory tells a small size', async () => {
  const bomb = makeZip([{ name: 'a', content: nothing(200 * MOST) }]);
  expect(bomb.length).toBeLessThan(MOST);
  const end = bomb.length - 22;
  bomb.writeUInt32LE(100, bomb.readUInt32LE(end + 16) + 24);
  await expect(unpack(bomb)).rejects.toMatchObject({ code: 'FILE_FORMAT_REFUSED' });
});

test('so are many entries that are too much together', async () => {
  const many = Array.from({ length: 11 }, (_, at) => ({ name: `${at}`, content: nothing(MOST / 10) }));
  await unpack(makeZip(many.slice(1)));
  await expect(unpack(makeZip(many))).rejects.toMatchObject({ code: 'FILE_FORMAT_REFUSED' });
});

describe('what programs that read archives in other ways would open is refused', () => {
  const bomb = makeZip([{ name: 'bomb', content: nothing(2 * MOST) }]);
  const harmless = { name: 'a', content: 'a' };
  const refused = (archive: Buffer) =>
    expect(unpack(archive)).rejects.toMatchObject({ code: 'FILE_FORMAT_REFUSED' });
  const endOf = (archive: Buffer) => archive.length - 22;
  const directoryOf = (archive: Buffer) => archive.readUInt32LE(endOf(archive) + 16);

  test('an entry that is not packed by the directory, and packed where it lies', async () => {
    const archive = Buffer.from(bomb);
    archive.writeUInt16LE(0, directoryOf(archive) + 10);
    await refused(archive);
  });

  test('an entry with another name where it lies', async () => {
    const archive = makeZip([harmless]);
    await unpack(archive);
    archive.write('b', 30);
    await refused(archive);
  });

  test('a comment that holds the end of another archive', async () => {
    const archive = makeZip([harmless], 'a comment');
    await unpack(archive);
    const end = Buffer.alloc(25);
    bomb.copy(end, 0, endOf(bomb));
    await refused(makeZip([harmless], end.toString('latin1')));
  });

  test('more entries by the count than by the size of the directory', async () => {
    const archive = makeZip([harmless]);
    for (const at of [8, 10]) archive.writeUInt16LE(2, endOf(archive) + at);
    await refused(archive);
  });

  test('two counts', async () => {
    const archive = makeZip([harmless]);
    archive.writeUInt16LE(2, endOf(archive) + 8);
    await refused(archive);
  });

  test('a directory that only the longer end record tells of', async () => {
    const archive = makeZip([harmless]);
    const start = directoryOf(archive);
    const longer = Buffer.alloc(56);
    longer.writeUInt32LE(0x06064b50, 0);
    longer.writeBigUInt64LE(BigInt(endOf(archive) - start), 40);
    longer.writeBigUInt64LE(BigInt(start), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(BigInt(endOf(archive)), 8);
    const end = Buffer.from(archive.subarray(endOf(archive)));
    for (const at of [8, 10]) end.writeUInt16LE(0xffff, at);
    await refused(Buffer.concat([archive.subarray(0, endOf(archive)), longer, locator, end]));
  });
});
