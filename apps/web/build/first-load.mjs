/*
 * What a browser fetches before the inbox stands: the page, its entry with all that it imports, the Kazakh
 * words and the inbox's own code and styles. Fonts and icons come beside it and are not counted.
 * Prints one JSON line; exits with 1 above the limit. Run after the web was built.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 170;
const ROOT = 'dist/web';
const FIRST = ['index.html', '../../virtual:catalogue/kk/first', 'src/features/inbox/inbox-page.tsx'];

const manifest = JSON.parse(readFileSync(`${ROOT}/.vite/manifest.json`, 'utf8'));
const files = new Set(['index.html']);

function take(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The manifest has no ${key}: build the web anew`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const imported of chunk.imports ?? []) take(imported);
}
for (const key of FIRST) take(key);

const sizes = [...files].map((file) => [file, gzipSync(readFileSync(`${ROOT}/${file}`)).length]);
const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
const kilobytes = Math.round((bytes / 1024) * 10) / 10;
console.log(
  JSON.stringify({
    name: 'first load',
    value: kilobytes,
    unit: 'KB gzip',
    limit: LIMIT_KB,
    files: files.size,
  }),
);
if (kilobytes > LIMIT_KB) {
  for (const [file, size] of sizes.sort((a, b) => b[1] - a[1])) console.error(`${size} ${file}`);
  process.exit(1);
}
