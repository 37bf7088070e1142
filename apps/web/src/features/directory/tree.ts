/** What stands in a tree: a unit of a body, a body. */
interface Placed {
  readonly id: string;
  readonly parentId: string | null;
}

/** An entry with those below it. */
export interface TreeNode<Entry> {
  readonly entry: Entry;
  readonly below: readonly TreeNode<Entry>[];
}

/** A list as the tree that it is, each entry once, in the order of the list; whatever hangs on nothing stands at the top. */
export function treeOf<Entry extends Placed>(entries: readonly Entry[]): TreeNode<Entry>[] {
  const placed = new Set<string>();
  const node = (entry: Entry): TreeNode<Entry> => {
    placed.add(entry.id);
    const children = entries.filter(({ id, parentId }) => parentId === entry.id && !placed.has(id));
    return { entry, below: children.map(node) };
  };
  const known = new Set(entries.map(({ id }) => id));
  const tops = entries.filter(({ parentId }) => parentId === null || !known.has(parentId)).map(node);
  const circled: TreeNode<Entry>[] = [];
  for (const entry of entries) if (!placed.has(entry.id)) circled.push(node(entry));
  return [...tops, ...circled];
}
