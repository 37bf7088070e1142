import { columnName, faultWords, isTold, valueWords } from './import-words';

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

test('nobody is asked where all that new entries need is known, or the whole file is', () => {
  expect(isTold('units', ['nameKk', null, 'nameRu', 'unitKind'])).toBe(true);
  expect(isTold('people', ['iin', 'office'])).toBe(true);
  expect(isTold('people', ['iin', 'surname', 'givenName', 'unit', 'postKk', 'postRu', 'office', null])).toBe(
    true,
  );
  expect(isTold('people', ['iin', null])).toBe(false);
  expect(isTold('people', ['surname', 'office'])).toBe(false);
});
