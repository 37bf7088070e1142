import type { SidesOfAct, TextParagraph } from '#contracts';
import { linesOf } from './sides-lines';

const of = (text: string, row?: number): TextParagraph => ({
  anchor: text,
  kind: row === undefined ? 'paragraph' : 'cell',
  number: null,
  text,
  cell: row === undefined ? null : { table: 0, row, column: 0, span: 1 },
});

function sides(
  leftText: TextParagraph[],
  rightText: TextParagraph[],
  rows: readonly (readonly [number | null, number | null])[],
): SidesOfAct {
  const none = { part: 0, heading: 0, point: 0, sub_point: 0, table: 0, row: 0, footnote: 0 };
  return {
    left: none,
    right: none,
    differences: [],
    rows: rows.map(([left, right]) => ({ left, right })),
    leftText,
    rightText,
  };
}
const words = (given: SidesOfAct) =>
  linesOf(given).map(({ left, right }) => [
    left.map(({ text }) => text).join('|'),
    right.map(({ text }) => text).join('|'),
  ]);

test('a row of a table is one line, also where it has more cells on one side', () => {
  const left = [of('кіріспе'), of('1', 0), of('Есеп', 0), of('2', 1), of('Баға', 1)];
  const right = [of('введение'), of('1', 0), of('Отчёт', 0), of('МЮ', 0), of('2', 1), of('Цена', 1)];
  const pairs = [
    [0, 0],
    [1, 1],
    [2, 2],
    [null, 3],
    [3, 4],
    [4, 5],
  ] as const;
  expect(words(sides(left, right, pairs))).toEqual([
    ['кіріспе', 'введение'],
    ['1|Есеп', '1|Отчёт|МЮ'],
    ['2|Баға', '2|Цена'],
  ]);
});

test('a row that one text has alone stands beside nothing', () => {
  const right = [of('1', 0), of('Отчёт', 0), of('2', 1), of('Смета', 1), of('итого')];
  const pairs = [
    [null, 0],
    [null, 1],
    [null, 2],
    [null, 3],
    [0, 4],
  ] as const;
  expect(words(sides([of('барлығы')], right, pairs))).toEqual([
    ['', '1|Отчёт'],
    ['', '2|Смета'],
    ['барлығы', 'итого'],
  ]);
});

test('paragraphs outside tables are lines of their own, each with what it lacks', () => {
  const pairs = [
    [0, 0],
    [1, null],
  ] as const;
  expect(words(sides([of('бір'), of('екі')], [of('один')], pairs))).toEqual([
    ['бір', 'один'],
    ['екі', ''],
  ]);
});
