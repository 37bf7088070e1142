import type { ComparedRow } from '#contracts';
import { blocksOf, changesOf, widthsOf } from './blocks';

function row(kind: ComparedRow['kind'], parts: Partial<ComparedRow> = {}): ComparedRow {
  const side = { at: 0, anchor: 'a', number: null, cell: null };
  return { kind, paragraph: 'paragraph', old: side, new: side, text: 'мәтін', runs: null, ...parts };
}

const cell = (kind: ComparedRow['kind'], line: number): ComparedRow => {
  const side = { at: 0, anchor: 'a', number: null, cell: { table: 0, row: line, column: 0, span: 1 } };
  return row(kind, { paragraph: 'cell', old: kind === 'added' ? null : side, new: side });
};

const shapes = (rows: readonly ComparedRow[], unfolded: ReadonlySet<number> | null) =>
  blocksOf(rows, unfolded).map((block) =>
    block.kind === 'paragraph'
      ? block.shown.row.kind
      : block.kind === 'cells'
        ? `${block.cells.length} cells`
        : `fold of ${block.rows.length}`,
  );

test('the whole text is every paragraph, and the cells of a row together', () => {
  expect(
    shapes([row('same'), cell('same', 0), cell('changed', 0), cell('same', 1), row('added')], null),
  ).toEqual(['same', '2 cells', '1 cells', 'added']);
});

test('only changes: what stays is folded, headings are not, a row with one changed cell is whole', () => {
  const rows = [
    row('same', { paragraph: 'heading' }),
    row('same'),
    row('renumbered'),
    row('changed'),
    cell('same', 0),
    cell('same', 0),
    cell('same', 1),
    cell('added', 1),
  ];
  expect(shapes(rows, new Set())).toEqual(['same', 'fold of 2', 'changed', 'fold of 2', '2 cells']);
});

test('a fold that was opened shows what is in it, the others stay', () => {
  const rows = [row('same'), row('same'), row('changed'), row('same')];
  expect(shapes(rows, new Set([0]))).toEqual(['same', 'same', 'changed', 'fold of 1']);
});

test('a row of a table is one change, however many of its cells changed', () => {
  expect(
    changesOf([row('changed'), cell('changed', 0), cell('changed', 0), cell('same', 1), row('added')]),
  ).toEqual([0, 1, 4]);
});

test('what changed in a cell wants room for both wordings, on both sides', () => {
  const changed = cell('changed', 0);
  const widths = widthsOf([
    {
      ...changed,
      runs: [
        ['-', 'он '],
        ['+', 'жиырма'],
        ['=', ' күн'],
      ],
    },
  ]);
  expect([...widths.keys()]).toEqual(['old 0', 'new 0']);
  expect(widths.get('old 0')).toEqual(widths.get('new 0'));
});
