import { isNamed } from './person-name.js';

test.each([
  { commonName: 'САҒЫНДЫҚОВ ТИМУР', given: 'ӘДІЛҰЛЫ', fullName: 'Сағындықов Тимур Әділұлы' },
  { commonName: 'САҒЫНДЫҚОВ ТИМУР', given: null, fullName: 'Сағындықов Тимур Әділұлы' },
  { commonName: 'КИМ СВЕТЛАНА', given: 'ВИКТОРОВНА', fullName: 'Ким Светлана' },
  { commonName: 'ЕРЁМИН ИВАН', given: null, fullName: 'Еремин  Иван' },
])('$fullName is named by "$commonName" "$given"', ({ fullName, ...certificate }) => {
  expect(isNamed(certificate, fullName)).toBe(true);
});

test.each([
  { commonName: 'ӘЛИАСҚАРОВ НҰРЛАН', given: 'БЕРІКҰЛЫ', fullName: 'Сағындықов Тимур Әділұлы' },
  { commonName: 'САҒЫНДЫҚОВ ТИМУР', given: 'БЕРІКҰЛЫ', fullName: 'Сағындықов Тимур Әділұлы' },
  { commonName: 'САҒЫНДЫҚОВ', given: null, fullName: 'Сағындықов Тимур Әділұлы' },
  { commonName: 'САҒЫНДЫҚОВ ТИМУР', given: null, fullName: 'Сағындықов' },
  { commonName: null, given: null, fullName: '' },
  { commonName: null, given: null, fullName: 'Сағындықов Тимур' },
  { commonName: 'CАҒЫНДЫҚОВ ТИМУР', given: null, fullName: 'Сағындықов Тимур' },
])('"$fullName" is not who "$commonName" "$given" is', ({ fullName, ...certificate }) => {
  expect(isNamed(certificate, fullName)).toBe(false);
});
