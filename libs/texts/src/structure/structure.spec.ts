import type { FileText } from '#contracts';
import { textOf } from '../compare/compare.fixture.js';
import { languageOf } from '../language.js';
import { placeInWords, placesOf } from './places.js';
import { checkStructure } from './structure.js';

const text = (...lines: readonly string[]): FileText => ({
  paragraphs: textOf(...lines),
  notes: { trackedChanges: 0, hiddenRuns: 0, pictures: 0, comments: 0 },
});

const KAZAKH = [
  '1-тарау. Жалпы ережелер',
  '1. Осы Қағидалар тәртіпті айқындайды.',
  '1) бірінші;',
  '2) екінші.',
  '2-тарау. Қорытынды',
  '15-1. Соңғы тармақ.',
  '| № | Атауы |',
  '| 1 | Есеп |',
];
const RUSSIAN = [
  'Глава 1. Общие положения',
  '1. Настоящие Правила определяют порядок.',
  '1) первый;',
  '2) второй.',
  'Глава 2. Заключение',
  '15-1. Последний пункт.',
  '| № | Наименование |',
  '| 1 | Отчёт |',
];

describe('the structure of two languages', () => {
  test('agrees where both number alike, in the words of each', () => {
    const check = checkStructure(text(...KAZAKH), text(...RUSSIAN));
    expect(check.differences).toEqual([]);
    expect(check.left).toEqual(check.right);
    expect(check.left).toMatchObject({ heading: 2, point: 2, sub_point: 2, table: 1, row: 2, part: 0 });
  });

  test.each([
    ['a sub-point', 3, 'sub_point', '2)'],
    ['a chapter', 4, 'heading', '2-тарау.'],
    ['a row of a table', 7, 'row', null],
  ])('names %s that the other lacks', (_, missing, kind, number) => {
    const { differences } = checkStructure(
      text(...KAZAKH),
      text(...RUSSIAN.filter((_line, place) => place !== missing)),
    );
    expect(differences).toMatchObject([{ side: 'left', kind, number }]);
  });

  test('the same sub-point of another point is another one', () => {
    const { differences } = checkStructure(text('1. А', '1) б', '2. В'), text('1. А', '2. В', '1) б'));
    expect(differences.map(({ side, number }) => [side, number])).toEqual([
      ['left', '1)'],
      ['right', '1)'],
    ]);
  });

  test.each([
    ['a dash as each language types it', '15-1. Тармақ.', '15–1. Пункт.'],
    ['Roman figures', '2-бөлім. Тәртіп', 'Раздел II. Порядок'],
  ])('%s makes no other number', (_, kazakh, russian) => {
    expect(checkStructure(text(kazakh), text(russian)).differences).toEqual([]);
  });

  test('rows of a table that count themselves stand beside those of their number', () => {
    const { differences, rows } = checkStructure(
      text('| № | Атауы |', '| 1 | Есеп |', '| 3. | Баға |'),
      text('| № | Наименование |', '| 1 | Отчёт |', '| 2 | Смета |', '| 3 | Цена |'),
    );
    expect(differences).toMatchObject([{ side: 'right', kind: 'row', text: '2 · Смета' }]);
    expect(rows.slice(-4)).toEqual([
      { left: null, right: 4 },
      { left: null, right: 5 },
      { left: 4, right: 6 },
      { left: 5, right: 7 },
    ]);
  });

  test('every paragraph of both stands beside something or nothing, once and in its order', () => {
    const [left, right] = [text(...KAZAKH, 'Қосымша абзац'), text(...RUSSIAN.slice(0, 5))];
    const { rows } = checkStructure(left, right);
    expect(rows.flatMap((row) => row.left ?? [])).toEqual(left.paragraphs.map((_, place) => place));
    expect(rows.flatMap((row) => row.right ?? [])).toEqual(right.paragraphs.map((_, place) => place));
  });
});

describe('the place of a paragraph in words', () => {
  const words = (language: 'kk' | 'ru', ...lines: readonly string[]) =>
    placesOf(textOf(...lines)).map((place) => placeInWords(place, language));

  test('is that of its point and sub-point, in both languages', () => {
    expect(words('kk', 'Кіріспе', '2-тарау. Тәртіп', '3. Тармақ', '2) тармақша', 'оның абзацы')).toEqual([
      '',
      '2-тарау',
      '3-тармақ',
      '3-тармақтың 2) тармақшасы',
      '3-тармақтың 2) тармақшасы',
    ]);
    expect(words('kk', '3-тармақ. Мәтін', '1) тармақша')).toEqual(['3-тармақ', '3-тармақтың 1) тармақшасы']);
    expect(words('ru', '3-тармақ. Мәтін')).toEqual(['пункт 3']);
    expect(words('ru', 'Глава 2. Порядок', '3. Пункт', '2) подпункт', '| а | б |')).toEqual([
      'Глава 2',
      'пункт 3',
      'подпункт 2) пункта 3',
      'подпункт 2) пункта 3, строка 1 таблицы',
      'подпункт 2) пункта 3, строка 1 таблицы',
    ]);
  });
});

test.each([
  ['kk', 'Осы Қағидалар мемлекеттік органдардың өзара іс-қимыл тәртібін айқындайды.'],
  ['ru', 'Настоящие Правила определяют порядок взаимодействия государственных органов.'],
  ['en', 'These Rules say how state bodies work with each other.'],
  [null, '№ 12 — 2026'],
])('a text in %s is known by its letters', (language, line) => {
  expect(languageOf(text(line))).toBe(language);
});
