import { containerName, foldersOf, isSafePath, nameKey } from './layout.js';

test.each([
  'act.json',
  'files/01/Бұйрық «Ашық деректер» №5.docx',
  "files/02/it's $HOME.pdf",
  '.hidden',
  'a..b/c',
])('%s is the same file on every system', (name) => {
  expect(isSafePath(name)).toBe(true);
  expect(containerName(name.slice(name.lastIndexOf('/') + 1))).toBe(name.slice(name.lastIndexOf('/') + 1));
});

const UNSAFE: readonly [string, string][] = [
  ['up', '../x'],
  ['from the root', '/x'],
  ['a folder', 'files/'],
  ['here', './x'],
  ['a backslash', 'a\\b'],
  ['a drive', 'C:/x'],
  ['a drive in the middle', 'a/C:x'],
  ['a stream', 'files/a.txt:ads'],
  ['a dot at the end', 'files/a.txt.'],
  ['a space at the end', 'files/a.txt '],
  ['a folder with a dot at the end', 'files./a'],
  ['a device', 'files/CON'],
  ['a device with an extension', 'files/nul.tar.gz'],
  ['a device with a space', 'files/aux .txt'],
  ['a port', 'files/com¹.txt'],
  ['a wildcard', 'files/*.txt'],
  ['a line feed', 'a\nb'],
  ['a line separator', 'a\u2028b'],
  ['a paragraph separator', 'a\u2029b'],
  ['a direction', 'a\u202etxt.exe'],
  ['nothing seen', 'a\u200bb'],
  ['a filler', 'a\u3164b'],
  ['a joiner', 'a\u034fb'],
  ['a variation', 'a\ufe0fb'],
  ['a tag', 'a\u{e0041}b'],
  ['a letter of one’s own', 'a\ue000b'],
  ['a letter of nobody', 'a\u0378b'],
  ['a space that does not break', 'a\u00a0b'],
  ['letters and marks apart', 'e\u0301'],
  ['a name of 256 letters', 'a'.repeat(256)],
];

test.each(UNSAFE)('%s is refused, and no name of ours', (_, name) => {
  expect(isSafePath(name)).toBe(false);
  expect(isSafePath(containerName(name))).toBe(true);
});

test('whatever a file is called, its name in a container is safe', () => {
  const letters = [...'aЖ1 .:/\\con\u0301\u00a0\u202e\u3164\u{1f600}\ud800\ufb01', 'COM1', 'ß'];
  let seed = 1;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  const unsafe: string[] = [];
  for (let times = 0; times < 20_000; times += 1) {
    const length = next() % (times % 100 === 0 ? 400 : 8);
    const name = Array.from({ length }, () => letters[next() % letters.length]).join('');
    if (!isSafePath(`files/01/${containerName(name)}`)) unsafe.push(name);
  }
  expect(unsafe).toEqual([]);
});

test.each([
  ['readme.txt', 'README.TXT'],
  ['ſ.txt', 's.txt'],
  ['straße', 'STRASSE'],
  ['k.txt', '\u212a.txt'],
  ['ﬁ.pdf', 'fi.pdf'],
  ['ӘЖ.docx', 'әж.docx'],
  ['１.pdf', '1.pdf'],
])('%s and %s are one file somewhere', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test('other letters are other files', () => {
  expect(nameKey('a.txt')).not.toBe(nameKey('b.txt'));
});

test('the folders of a path', () => {
  expect(foldersOf('a/b/c.txt')).toEqual(['a', 'a/b']);
});
