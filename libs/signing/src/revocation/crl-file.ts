import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { readEach } from '../der/pem.js';
import { assembleCrl, type Crl, type IndexedCrl, indexCrl, readCrl } from './crl.js';
import { CRL_WORKER } from './crl-worker-url.js';

const LABELS = ['X509 CRL'];

/** Files longer than this many bytes are read in a thread of their own. */
const LONG_FILE = 256 * 1024;

/** What a file of lists holds, and whether anything in it could not be read. */
export interface CrlFile {
  lists: Crl[];
  refused: boolean;
}

/**
 * Reads a file of lists, PEM or DER. The thread that calls does no more than milliseconds of work, however
 * long the file is.
 * @param size of the file, in bytes
 * @throws the file system's error
 */
export async function readCrlFile(path: string, size: number): Promise<CrlFile> {
  if (size <= LONG_FILE) {
    const { objects, refused } = readEach(await readFile(path), LABELS, readCrl);
    return { lists: objects, refused };
  }
  const { lists, refused } = await indexInThread(path);
  const own = lists.map(({ der, ...rest }) => {
    return assembleCrl({ der: Buffer.from(der.buffer, der.byteOffset, der.length), ...rest });
  });
  return { lists: own, refused };
}

function indexInThread(path: string): Promise<ReturnType<typeof indexFile>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(CRL_WORKER, { workerData: path });
    worker.once('message', resolve);
    worker.once('error', reject);
    // comes after the message, or instead of one
    worker.once('exit', () => reject(new Error(`the thread that read ${path} ended without an answer`)));
  });
}

/** The long part of reading a file of lists; each list has memory of its own, to be handed over. */
export function indexFile(file: Buffer): { lists: IndexedCrl[]; refused: boolean } {
  const { objects, refused } = readEach(file, LABELS, (object) => {
    const der = Buffer.alloc(object.length);
    object.copy(der);
    const indexed = {
      der,
      fingerprint: createHash('sha256').update(der).digest('hex'),
      index: indexCrl(der),
    };
    // what is wrong elsewhere is found here too, so that the other thread meets nothing new
    assembleCrl(indexed);
    return indexed;
  });
  return { lists: objects, refused };
}
