import type { FileText } from '#contracts';
import { textOf } from '../compare/compare.fixture.js';
import { readDocx } from '../read-docx.js';
import { writeComparisonTable } from './comparison-table.js';

const file = (...lines: string[]): FileText =>
  ({ paragraphs: textOf(...lines), notes: [] }) as unknown as FileText;

/** Rows of the table as a reader of the document has them: number, place, was, is. */
async function tableOf(old: FileText, fresh: FileText): Promise<string[][]> {
  const bytes = await writeComparisonTable(old, fresh, {
    language: 'ru',
    title: 'Об утверждении Правил',
    mark: null,
    versions: ['X-1', 'X-1/1'],
    reasons: {},
  });
  const answer = await readDocx(bytes);
  const rows: string[][] = [];
  for (const { cell, text: words } of 'text' in answer ? answer.text.paragraphs : []) {
    if (!cell) continue;
    const row = rows[cell.row] ?? [];
    rows[cell.row] = row;
    row[cell.column] = [row[cell.column], words].filter((part) => part !== undefined).join(' ');
  }
  return rows;
}

test('a point that was written anew stands in one row: what it was, and what it is', async () => {
  const rows = await tableOf(
    file('1. Общие слова остаются.', '12. Пункт работает с девяти до шести, кроме праздников.'),
    file('1. Общие слова остаются.', '12. Время определяет аким округа с учётом сезонных работ села.'),
  );
  expect(rows[0]?.slice(2, 4)).toEqual(['Прежняя редакция (X-1)', 'Новая редакция (X-1/1)']);
  expect(rows.slice(1).map((row) => row.slice(2, 4))).toEqual([
    [
      '12. Пункт работает с девяти до шести, кроме праздников.',
      '12. Время определяет аким округа с учётом сезонных работ села.',
    ],
  ]);
});

test('a point that was taken out and another one that came in keep rows of their own', async () => {
  const rows = await tableOf(
    file('1. Общие слова остаются.', '2. Пункт работает с девяти до шести, кроме праздников.'),
    file('1. Общие слова остаются.', '3. Время определяет аким округа с учётом сезонных работ села.'),
  );
  expect(rows.slice(1).map(([, , was, is]) => [was?.slice(0, 8), is?.slice(0, 8)])).toEqual([
    ['2. Пункт', 'Исключен'],
    ['Отсутств', '3. Время'],
  ]);
});
