import { requisiteQuery } from './requisite-words.js';

test('a question asks for beginnings of words, on either layout of the keyboard', () => {
  expect(requisiteQuery('ашық дерек')).toContain("('ashik':* & 'derek':*)");
  expect(requisiteQuery('jhfp,ftd')).toContain("('orazbaev':*)");
  expect(requisiteQuery(' - ')).toBe('');
});
