import { columnWidths, gridColumns } from './column-widths';

const at = (column: number, text: string, span = 1) => ({
  table: 'new 0',
  cell: { table: 0, row: 0, column, span },
  text,
});

test('a column is as wide as its longest text and its longest word want; a figure keeps room', () => {
  const cells = [at(0, '1'), at(2, 'а '.repeat(50)), at(3, 'а'.repeat(15))];
  expect(columnWidths(cells).get('new 0')).toEqual([3, 2, 10, 11.4]);
});

test('a cell over two columns wants half of it in each', () => {
  expect(columnWidths([at(0, 'а'.repeat(15), 2)]).get('new 0')).toEqual([5.7, 5.7]);
});

test('no cell is wider than its column, whatever stands in it', () => {
  expect(gridColumns([2, 10.64])).toBe('minmax(0, 2.0fr) minmax(0, 10.6fr)');
  expect(gridColumns(undefined)).toBeUndefined();
});
