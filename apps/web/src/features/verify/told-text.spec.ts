import { folded, isolated, visible } from './told-text';

test('letters of all languages stay as they are', () => {
  const name = 'Сағындықов Тимур Әділұлы «x» №1 — ñ';
  expect(visible(name)).toBe(name);
});

test.each([
  ['\u202eВотсбе', '[U+202E]Вотсбе'],
  ['a\u2066b\u2069', 'a[U+2066]b[U+2069]'],
  ['a\u2028b\nc', 'a[U+2028]b[U+000A]c'],
  ['a\u200bb\ufe0f', 'a[U+200B]b[U+FE0F]'],
  ['\ue000\u{e0041}', '[U+E000][U+E0041]'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('in a sentence it keeps its direction to itself, and does not fill the page', () => {
  expect(isolated('a')).toBe('\u2068a\u2069');
  expect(isolated('Ж'.repeat(100_000)).length).toBeLessThan(250);
  expect(folded('Ж'.repeat(240))).toHaveLength(240);
});
