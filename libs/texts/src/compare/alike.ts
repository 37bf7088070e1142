import { increasing, type Pair } from './same-order.js';
import { likeness, type Unit } from './units.js';

/** From here on two units are the same one, changed. */
const ALIKE = 0.4;
/** A moved unit that was changed as well has to be this alike, and this long: short lines are alike by chance. */
const ALIKE_ELSEWHERE = 0.7;
const FEWEST_WORDS_ELSEWHERE = 6;
const FEWEST_WORDS_MOVED = 3;
/** The same number of the same kind says much. */
const SAME_NUMBER = 0.2;
const MOST_CELLS = 40_000;
/** A word in more units than this tells nothing about any of them. */
const TOO_COMMON = 40;
const MOST_CANDIDATES = 12;

interface Side {
  readonly units: readonly Unit[];
  /** Places that are not paired yet, ascending. */
  readonly open: readonly number[];
}

/** Pairs the changed units of a gap, in order. */
export function alikeInOrder(old: Side, fresh: Side): Pair[] {
  if (old.open.length * fresh.open.length <= MOST_CELLS) return bestInOrder(old, fresh);
  const best = candidates(old, fresh, ALIKE, 1).map(({ pair }) => pair);
  return increasing(best.sort(([one], [other]) => one - other));
}

/** Pairs what stands elsewhere now: the same words first, then those much alike. */
export function moved(old: Side, fresh: Side): Pair[] {
  const pairs: Pair[] = [];
  const takenOld = new Set<number>();
  const takenFresh = new Set<number>();
  const take = (pair: Pair) => {
    if (takenOld.has(pair[0]) || takenFresh.has(pair[1])) return;
    takenOld.add(pair[0]);
    takenFresh.add(pair[1]);
    pairs.push(pair);
  };
  const places = new Map<string, number[]>();
  for (const at of [...fresh.open].reverse()) {
    const unit = fresh.units[at];
    if (!unit || unit.bag.size < FEWEST_WORDS_MOVED) continue;
    const list = places.get(unit.key);
    if (list) list.push(at);
    else places.set(unit.key, [at]);
  }
  for (const at of old.open) {
    const place = places.get(old.units[at]?.key ?? '')?.pop();
    if (place !== undefined) take([at, place]);
  }
  const long = ({ units, open }: Side, taken: ReadonlySet<number>): Side => ({
    units,
    open: open.filter((at) => !taken.has(at) && (units[at]?.bag.size ?? 0) >= FEWEST_WORDS_ELSEWHERE),
  });
  const rest = candidates(long(old, takenOld), long(fresh, takenFresh), ALIKE_ELSEWHERE, MOST_CANDIDATES);
  for (const { pair } of rest.sort((one, other) => other.score - one.score)) take(pair);
  return pairs;
}

/** The best sum of likenesses that keeps the order. */
function bestInOrder(old: Side, fresh: Side): Pair[] {
  const height = old.open.length;
  const width = fresh.open.length;
  if (height === 0 || width === 0) return [];
  const scores = new Float64Array(height * width);
  const best = new Float64Array((height + 1) * (width + 1));
  const at = (row: number, column: number) => best[row * (width + 1) + column] ?? 0;
  for (let row = height - 1; row >= 0; row -= 1) {
    for (let column = width - 1; column >= 0; column -= 1) {
      const score = scoreOf(old.units[old.open[row] ?? 0], fresh.units[fresh.open[column] ?? 0]);
      scores[row * width + column] = score;
      best[row * (width + 1) + column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        score >= ALIKE ? score + at(row + 1, column + 1) : 0,
      );
    }
  }
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < height && column < width; ) {
    const score = scores[row * width + column] ?? 0;
    if (score >= ALIKE && at(row, column) === score + at(row + 1, column + 1)) {
      pairs.push([old.open[row] ?? 0, fresh.open[column] ?? 0]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

function scoreOf(old: Unit | undefined, fresh: Unit | undefined): number {
  if (!old || !fresh || (old.kind === 'cell') !== (fresh.kind === 'cell')) return 0;
  const bonus =
    old.number !== null && old.number === fresh.number && old.kind === fresh.kind ? SAME_NUMBER : 0;
  return likeness(old, fresh) + bonus;
}

/** Pairs that are alike at all, found by the words that are rare among the new ones. @param most of each old unit */
function candidates(old: Side, fresh: Side, alike: number, most: number): { pair: Pair; score: number }[] {
  const byWord = new Map<string, number[]>();
  for (const at of fresh.open) {
    for (const word of fresh.units[at]?.bag.words.keys() ?? []) {
      const list = byWord.get(word);
      if (list) list.push(at);
      else byWord.set(word, [at]);
    }
  }
  return old.open.flatMap((at) => {
    const unit = old.units[at];
    const hits = new Map<number, number>();
    for (const word of unit?.bag.words.keys() ?? []) {
      const list = byWord.get(word);
      if (!list || list.length > TOO_COMMON) continue;
      for (const other of list) hits.set(other, (hits.get(other) ?? 0) + 1);
    }
    return [...hits]
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_CANDIDATES)
      .map(([other]) => ({ pair: [at, other] as Pair, score: scoreOf(unit, fresh.units[other]) }))
      .filter(({ score }) => score >= alike)
      .sort((one, other) => other.score - one.score)
      .slice(0, most);
  });
}
