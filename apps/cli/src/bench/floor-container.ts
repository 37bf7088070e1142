import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { probe } from './container-probe.js';

/**
 * The floor of checking a container: a program of its own that reads the file once into one buffer and hashes it. What a
 * container of the portal holds is stored as it is, so these are the bytes that a check has to hash.
 */
const [path = ''] = process.argv.slice(2);
const PIECE = 1024 * 1024;

await probe(async () => {
  const file = await open(path);
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(PIECE);
  for (let bytes = 1; bytes > 0; ) {
    ({ bytesRead: bytes } = await file.read(buffer, 0, PIECE));
    hash.update(buffer.subarray(0, bytes));
  }
  hash.digest();
  await file.close();
});
