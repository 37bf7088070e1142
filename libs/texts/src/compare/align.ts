import type { TextParagraph } from '#contracts';
import { alikeInOrder, moved } from './alike.js';
import { inSameOrder, type Pair } from './same-order.js';
import { likeness, Unit, unitsOf } from './units.js';

export interface Alignment {
  readonly old: readonly Unit[];
  readonly fresh: readonly Unit[];
  /** Units of both, ascending in both. */
  readonly inOrder: readonly Pair[];
  /** Units that stand elsewhere now. */
  readonly moved: readonly Pair[];
}

/** Finds what of the old text is what of the new one. Nothing is paired twice. */
export function align(old: readonly TextParagraph[], fresh: readonly TextParagraph[]): Alignment {
  const oldUnits = unitsOf(old);
  const freshUnits = unitsOf(fresh);
  const same = inSameOrder(
    oldUnits.map(({ key }) => key),
    freshUnits.map(({ key }) => key),
  );
  const inOrder: Pair[] = [];
  const openOld: number[] = [];
  const openFresh: number[] = [];
  let oldFrom = 0;
  let freshFrom = 0;
  for (const pair of [...same, [oldUnits.length, freshUnits.length] as const]) {
    const gap = alikeInOrder(
      { units: oldUnits, open: range(oldFrom, pair[0]) },
      { units: freshUnits, open: range(freshFrom, pair[1]) },
    );
    const pairedOld = new Set(gap.map(([at]) => at));
    const pairedFresh = new Set(gap.map(([, at]) => at));
    openOld.push(...range(oldFrom, pair[0]).filter((at) => !pairedOld.has(at)));
    openFresh.push(...range(freshFrom, pair[1]).filter((at) => !pairedFresh.has(at)));
    inOrder.push(...gap);
    if (pair[0] < oldUnits.length) inOrder.push(pair);
    oldFrom = pair[0] + 1;
    freshFrom = pair[1] + 1;
  }
  return {
    old: oldUnits,
    fresh: freshUnits,
    inOrder,
    moved: moved({ units: oldUnits, open: openOld }, { units: freshUnits, open: openFresh }),
  };
}

/** The same column, unless another cell is much more alike: so a column that came in between is seen as one. */
const SAME_COLUMN = 0.5;

/**
 * Pairs the paragraphs of two units that belong together.
 * @returns places in the paragraphs of the old and of the new text, ascending in both
 */
export function pairsWithin(
  [old, oldParagraphs]: readonly [Unit, readonly TextParagraph[]],
  [fresh, freshParagraphs]: readonly [Unit, readonly TextParagraph[]],
): Pair[] {
  const oldCells = range(old.from, old.to);
  const freshCells = range(fresh.from, fresh.to);
  if (oldCells.length === 1 && freshCells.length === 1) return [[old.from, fresh.from]];
  const scoreOf = (oldAt: number, freshAt: number) => {
    const [one, other] = [oldParagraphs[oldAt], freshParagraphs[freshAt]];
    if (!one || !other) return 0;
    const bonus = one.cell?.column === other.cell?.column ? SAME_COLUMN : 0;
    return likeness(new Unit([one], 0, 1), new Unit([other], 0, 1)) + bonus;
  };
  const width = freshCells.length + 1;
  const best = new Float64Array((oldCells.length + 1) * width);
  const scores = new Float64Array(best.length);
  const at = (row: number, column: number) => best[row * width + column] ?? 0;
  for (let row = oldCells.length - 1; row >= 0; row -= 1) {
    for (let column = freshCells.length - 1; column >= 0; column -= 1) {
      const score = scoreOf(old.from + row, fresh.from + column);
      scores[row * width + column] = score;
      best[row * width + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        score >= SAME_COLUMN ? score + at(row + 1, column + 1) : 0,
      );
    }
  }
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < oldCells.length && column < freshCells.length; ) {
    const score = scores[row * width + column] ?? 0;
    if (score >= SAME_COLUMN && at(row, column) === score + at(row + 1, column + 1)) {
      pairs.push([old.from + row, fresh.from + column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** Whole numbers from the first up to, and without, the last. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
