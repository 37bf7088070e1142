import { existsSync, readFileSync } from 'node:fs';

test('what is begun first, as it takes longest, is there', () => {
  const source = readFileSync('libs/testing/src/longest-first.mjs', 'utf8');
  const files = [...source.matchAll(/'((?:libs|apps|test)\/[\w/.-]+)'/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(2);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
