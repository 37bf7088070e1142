import { existsSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/security.md', 'utf8');

test('the page about security names only files that are there', () => {
  const files = [...page.matchAll(/`((?:libs|apps|test)\/[\w./-]+\.\w+)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(40);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const decisions = [...page.matchAll(/\]\((adr\/[\w-]+\.md)\)/g)].map(([, file]) => `docs/${file}`);
  expect(decisions.filter((file) => !existsSync(file))).toEqual([]);
});

test('it goes through all seventeen chapters of ASVS 5.0', () => {
  const chapters = [...page.matchAll(/^## V(\d+) /gm)].map(([, number]) => Number(number));
  expect(chapters).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
});
