import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The compiled thread that reads and compares texts: threads do not go through what compiles the tests. */
export const TEXT_THREAD = pathToFileURL(
  resolve(__dirname, '../../../dist/libs/texts/src/threads/text-thread.js'),
);
