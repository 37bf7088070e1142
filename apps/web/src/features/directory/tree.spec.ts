import { type TreeNode, treeOf } from './tree';

const unit = (id: string, parentId: string | null) => ({ id, parentId });

function drawn(nodes: readonly TreeNode<{ id: string }>[]): string {
  return nodes
    .map(({ entry: { id }, below }) => (below.length > 0 ? `${id}(${drawn(below)})` : id))
    .join(' ');
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
