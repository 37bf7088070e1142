import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { indexFile } from './crl-file.js';

/** A thread of its own for one file of long lists: reads it, answers once, and ends. */
const file = indexFile(readFileSync(String(workerData)));
parentPort?.postMessage(
  file,
  file.lists.flatMap(({ der, index }) => [
    der.buffer as ArrayBuffer,
    index.keys.buffer,
    index.starts.buffer,
    index.ends.buffer,
    index.issuers.buffer,
  ]),
);
