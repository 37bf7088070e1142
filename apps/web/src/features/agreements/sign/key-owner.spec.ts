import { foreignness, isNamedAs } from './key-owner';

const owner = { iin: '840512301234', bin: '990140001234', fullName: 'Сағындықов Тимур Әділұлы' };

test.each([
  ['his own', owner, null],
  ['of another person', { ...owner, iin: '900101300999' }, 'IIN_MISMATCH'],
  ['that names no person', { ...owner, iin: null }, 'IIN_MISMATCH'],
  ['his own for another body', { ...owner, bin: '000140005678' }, 'BIN_MISMATCH'],
  ['his own as a private person', { ...owner, bin: null }, 'BIN_MISMATCH'],
] as const)('a key %s', (_whose, certificate, code) => {
  expect(foreignness(certificate, owner)).toBe(code);
});

test('where the key is to tell who it is, none is another’s', () => {
  expect(foreignness({ iin: null, bin: null }, undefined)).toBeNull();
});

test.each([
  ['САҒЫНДЫҚОВ ТИМУР', true],
  ['Сағындықов Тимур Әділұлы', true],
  ['САҒЫНДЫҚОВ ТИМУР БОЛАТҰЛЫ', false],
  ['МӘЛІКОВА ГҮЛНАР', false],
  ['', false],
])('a certificate of "%s" names the account’s owner: %s', (commonName, named) => {
  expect(isNamedAs({ commonName }, owner.fullName)).toBe(named);
});
