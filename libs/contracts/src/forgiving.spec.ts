import { forgiving } from './forgiving.js';

test.each([
  ['Қаржы министрлігі', 'каржи министрлиги'],
  ['Әділет', 'адилет'],
  ['Өңірлік', 'онирлик'],
  ['ҰЛТТЫҚ', 'улттик'],
])('%s is found by what a Russian keyboard can type', (name, typed) => {
  expect(forgiving(name)).toBe(forgiving(typed));
});

test('marks keep their places, so that what was found can be shown in the text', () => {
  const text = 'Жобаларды келісу';
  expect(forgiving(text)).toHaveLength(text.length);
});
