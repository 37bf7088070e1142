import { statSync } from 'node:fs';

/**
 * What takes long, the longest first. A fresh clone knows nothing of earlier runs, so Jest would begin with the files that
 * have most lines: one that does much in few lines would come last, and be waited for while the other cores have nothing
 * to do.
 */
export const LONGEST = [
  'test/e2e/every-screen-kk.e2e.ts',
  'test/e2e/every-screen-ru.e2e.ts',
  'test/e2e/every-screen-en.e2e.ts',
];

/** The order in which Jest begins with the files of a run. */
export default class LongestFirst {
  sort(tests) {
    const place = ({ path }) => {
      const found = LONGEST.findIndex((one) => path.endsWith(`/${one}`));
      return found === -1 ? LONGEST.length : found;
    };
    const size = new Map(tests.map(({ path }) => [path, statSync(path).size]));
    return [...tests].sort((a, b) => place(a) - place(b) || size.get(b.path) - size.get(a.path));
  }

  /** The order is told, not learnt. */
  cacheResults() {}
}
