import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The compiled thread that reads sheets: threads do not go through what compiles the tests. */
export const SHEET_THREAD = pathToFileURL(
  resolve(__dirname, '../../../dist/libs/directory/src/import/sheet/sheet-thread.js'),
);
