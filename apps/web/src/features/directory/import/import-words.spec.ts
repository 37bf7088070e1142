import { columnName, faultWords, isComplete, valueWords } from './import-words';

test('a fault names its column and the other row', () => {
  expect(faultWords('people', { column: 'iin', code: 'TWICE', row: 7 }, 'en')).toBe(
    'IIN: stands in row 7 too',
  );
  expect(columnName('units', 'parent', 'ru')).toBe('Вышестоящее подразделение (на казахском)');
});

test('kinds are said in words, other values as they are', () => {
  expect(valueWords('postKind', 'unit_head', 'kk')).toBe('Бөлімше басшысы');
  expect(valueWords('office', 'unit_head', 'kk')).toBe('unit_head');
});

test('a mapping is complete with all that new entries need', () => {
  expect(isComplete('units', ['nameKk', null, 'nameRu', 'unitKind'])).toBe(true);
  expect(isComplete('units', ['nameKk', 'unitKind'])).toBe(false);
});
