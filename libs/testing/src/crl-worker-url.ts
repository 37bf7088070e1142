import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The compiled thread that reads long lists: threads do not go through what compiles the tests. */
export const CRL_WORKER = pathToFileURL(
  resolve(__dirname, '../../../dist/libs/signing/src/revocation/crl-worker.js'),
);
