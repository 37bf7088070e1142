import type { BodyUnit } from '#contracts';
import { treeOf, type UnitNode } from './unit-tree';

const unit = (id: string, parentId: string | null): BodyUnit => ({
  id,
  parentId,
  name: { kk: id, ru: id, en: id },
  kind: 'ordinary',
  head: null,
  people: 0,
  revision: 1,
});

function drawn(nodes: readonly UnitNode[]): string {
  return nodes.map(({ unit: { id }, below }) => (below.length > 0 ? `${id}(${drawn(below)})` : id)).join(' ');
}

test.each([
  ['no units', [], ''],
  ['a list without a tree', [unit('a', null), unit('b', null)], 'a b'],
  [
    'branches, in the order of the list',
    [unit('c', 'a'), unit('a', null), unit('d', 'c'), unit('b', 'a')],
    'a(c(d) b)',
  ],
  ['a unit whose superior is not in the list', [unit('a', 'elsewhere'), unit('b', 'a')], 'a(b)'],
  ['a circle', [unit('a', 'b'), unit('b', 'a'), unit('c', null)], 'c a(b)'],
])('%s', (_, units, tree) => {
  expect(drawn(treeOf(units))).toBe(tree);
});
