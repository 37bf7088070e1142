import type { BodyUnit } from '#contracts';

/** A unit with the units below it. */
export interface UnitNode {
  readonly unit: BodyUnit;
  readonly below: readonly UnitNode[];
}

/** The units of a body as a tree, each once, in the order of the list; whatever hangs on nothing stands at the top. */
export function treeOf(units: readonly BodyUnit[]): UnitNode[] {
  const placed = new Set<string>();
  const node = (unit: BodyUnit): UnitNode => {
    placed.add(unit.id);
    const children = units.filter(({ id, parentId }) => parentId === unit.id && !placed.has(id));
    return { unit, below: children.map(node) };
  };
  const known = new Set(units.map(({ id }) => id));
  const tops = units.filter(({ parentId }) => parentId === null || !known.has(parentId)).map(node);
  const circled: UnitNode[] = [];
  for (const unit of units) if (!placed.has(unit.id)) circled.push(node(unit));
  return [...tops, ...circled];
}
