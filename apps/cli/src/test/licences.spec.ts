import { readFileSync } from 'node:fs';

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
}

/** What may be used and handed on without asking, as SPDX names it. */
const FREE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
  // fonts, the table of what browsers can do, and the days of the holidays
  'OFL-1.1',
  'CC-BY-3.0',
  'CC-BY-4.0',
]);
/** Their package.json names no licence in the way of today; each has the text of MIT's beside it. */
const BY_THEIR_TEXT: Readonly<Record<string, string>> = {
  busboy: 'LICENSE',
  'passport-local': 'LICENSE',
  'passport-strategy': 'LICENSE',
  pause: 'Readme.md',
  'png-js': 'LICENSE',
  streamsearch: 'LICENSE',
};

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};
const running = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);

/** Of `A OR B` one has to be free, of `A AND B` both. */
function isFree(licence: string): boolean {
  const plain = licence.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((one) => FREE.has(one)));
}

test('every package that a running portal has may be used and handed on', () => {
  expect(running.length).toBeGreaterThan(200);
  const closed = running.filter(
    ([path, { license }]) =>
      !(license ? isFree(license) : path.replace(/^.*node_modules\//, '') in BY_THEIR_TEXT),
  );
  expect(closed.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('a package without a named licence has the text of MIT’s', () => {
  for (const [name, file] of Object.entries(BY_THEIR_TEXT)) {
    expect([name, readFileSync(`node_modules/${name}/${file}`, 'utf8')]).toEqual([
      name,
      expect.stringMatching(/Permission is hereby granted, free of charge/),
    ]);
  }
});

test('a choice of licences needs one that is free, a sum of them all', () => {
  expect(['(BSD-3-Clause OR GPL-2.0)', 'MIT AND Zlib', 'GPL-3.0', 'MIT AND GPL-2.0'].map(isFree)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
