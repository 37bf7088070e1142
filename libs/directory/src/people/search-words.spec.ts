import { lexemesOf, ranksOf } from './search-words.js';

const person = {
  id: '0190a6a0-0000-7000-8000-000000000001',
  surname: 'Оразбаев',
  givenName: 'Жандос',
  patronymic: '',
  workPhone: '8 (7172) 74-23-11',
  posts: [{ kk: 'Бас маман', ru: 'Главный специалист', en: 'Chief specialist' }],
  places: [{ kk: 'Қаржы министрлігі', ru: 'Министерство финансов', en: 'Ministry of Finance' }],
};

test('a person is found by name, place and telephone; each word is kept once', () => {
  expect(lexemesOf(person)).toEqual([
    '^orazbaev',
    '@orazbaev',
    '@zhandos',
    '$orazbaev',
    '$zhandos',
    '$bas',
    '$maman',
    '$glavni',
    '$spetsialist',
    '$chief',
    'orazbaev',
    'zhandos',
    'bas',
    'maman',
    'glavni',
    'spetsialist',
    'chief',
    'karzhi',
    'ministrligi',
    'ministerstvo',
    'finansov',
    'ministri',
    'of',
    'finantse',
    '2742311',
    '742311',
    '42311',
    '2311',
    '311',
    '#7172742311',
  ]);
});

test('nobody without a telephone has an empty number', () => {
  expect(lexemesOf({ ...person, workPhone: '' }).filter((word) => /[#\d]/.test(word))).toEqual([]);
});

test('the surname comes first, then the name, the post, and all else', () => {
  expect(ranksOf(['or', 'zh'])).toEqual([
    `'^or':* & '@zh':* | '@or':* & '^zh':*`,
    `'@or':* & '@zh':*`,
    `'$or':* & '$zh':*`,
    `'or':* & 'zh':*`,
  ]);
});

test('figures that are more than the code of a place may begin the whole number', () => {
  expect(ranksOf(['7172'])[3]).toBe(`'7172':*`);
  expect(ranksOf(['717274', 'or'])[3]).toBe(`('717274':* | '#717274':*) & 'or':*`);
});
