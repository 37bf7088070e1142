import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The compiled thread that draws previews: threads do not go through what compiles the tests. */
export const PREVIEW_WORKER = pathToFileURL(
  resolve(__dirname, '../../../dist/libs/files/src/preview/preview-worker.js'),
);
