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
