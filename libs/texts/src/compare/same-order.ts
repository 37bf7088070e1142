/** A place in the old sequence and one in the new. */
export type Pair = readonly [old: number, fresh: number];

/** More cells than this are not filled: the middle of two long runs of repeated lines is taken as it comes. */
const MOST_CELLS = 1_000_000;

/**
 * Pairs what is the same in both, in the same order in both: the lines that come once in each hold the rest together
 * (patience), what lies between is paired by the longest common subsequence.
 * @returns ascending in both
 */
export function inSameOrder(old: readonly string[], fresh: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  const open: Range[] = [{ old: 0, oldEnd: old.length, fresh: 0, freshEnd: fresh.length }];
  for (let range = open.pop(); range; range = open.pop()) {
    const inner = trimmed(range, old, fresh, pairs);
    if (inner.old === inner.oldEnd || inner.fresh === inner.freshEnd) continue;
    const unique = increasing(uniqueIn(inner, old, fresh));
    if (unique.length === 0) {
      pairs.push(...common(inner, old, fresh));
      continue;
    }
    let { old: oldFrom, fresh: freshFrom } = inner;
    for (const [oldAt, freshAt] of unique) {
      open.push({ old: oldFrom, oldEnd: oldAt, fresh: freshFrom, freshEnd: freshAt });
      pairs.push([oldAt, freshAt]);
      oldFrom = oldAt + 1;
      freshFrom = freshAt + 1;
    }
    open.push({ old: oldFrom, oldEnd: inner.oldEnd, fresh: freshFrom, freshEnd: inner.freshEnd });
  }
  return pairs.sort(([one], [other]) => one - other);
}

/** The longest run of pairs that ascends in both. @param pairs ascending in the old, each place once */
export function increasing(pairs: readonly Pair[]): Pair[] {
  // Patience sorting: the last pair of the best run of each length, and what stood before each.
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, fresh], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < fresh) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  });
  const run: Pair[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair) run.push(pair);
  }
  return run.reverse();
}

interface Range {
  old: number;
  oldEnd: number;
  fresh: number;
  freshEnd: number;
}

/** Pairs the same beginning and the same end, and gives what is between. */
function trimmed(range: Range, old: readonly string[], fresh: readonly string[], pairs: Pair[]): Range {
  const inner = { ...range };
  while (inner.old < inner.oldEnd && inner.fresh < inner.freshEnd && old[inner.old] === fresh[inner.fresh]) {
    pairs.push([inner.old, inner.fresh]);
    inner.old += 1;
    inner.fresh += 1;
  }
  while (
    inner.old < inner.oldEnd &&
    inner.fresh < inner.freshEnd &&
    old[inner.oldEnd - 1] === fresh[inner.freshEnd - 1]
  ) {
    inner.oldEnd -= 1;
    inner.freshEnd -= 1;
    pairs.push([inner.oldEnd, inner.freshEnd]);
  }
  return inner;
}

function uniqueIn(range: Range, old: readonly string[], fresh: readonly string[]): Pair[] {
  const places = new Map<string, { old: number; fresh: number; times: number }>();
  for (let at = range.fresh; at < range.freshEnd; at += 1) {
    const key = fresh[at] ?? '';
    const place = places.get(key);
    if (place) place.times = 2;
    else places.set(key, { old: -1, fresh: at, times: 1 });
  }
  for (let at = range.old; at < range.oldEnd; at += 1) {
    const place = places.get(old[at] ?? '');
    if (!place) continue;
    if (place.old >= 0) place.times = 2;
    place.old = at;
  }
  return [...places.values()]
    .filter((place) => place.times === 1 && place.old >= 0)
    .map((place): Pair => [place.old, place.fresh])
    .sort(([one], [other]) => one - other);
}

function common(range: Range, old: readonly string[], fresh: readonly string[]): Pair[] {
  const height = range.oldEnd - range.old;
  const width = range.freshEnd - range.fresh;
  if (height * width > MOST_CELLS) return asTheyCome(range, old, fresh);
  const longest = new Uint16Array((height + 1) * (width + 1));
  const at = (row: number, column: number) => longest[row * (width + 1) + column] ?? 0;
  const isSame = (row: number, column: number) => old[range.old + row] === fresh[range.fresh + column];
  for (let row = height - 1; row >= 0; row -= 1) {
    for (let column = width - 1; column >= 0; column -= 1) {
      longest[row * (width + 1) + column] = isSame(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < height && column < width; ) {
    if (isSame(row, column)) {
      pairs.push([range.old + row, range.fresh + column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** Each old line with the next new one that is the same. */
function asTheyCome(range: Range, old: readonly string[], fresh: readonly string[]): Pair[] {
  const places = new Map<string, number[]>();
  for (let at = range.freshEnd - 1; at >= range.fresh; at -= 1) {
    const key = fresh[at] ?? '';
    const list = places.get(key);
    if (list) list.push(at);
    else places.set(key, [at]);
  }
  const pairs: Pair[] = [];
  for (let at = range.old; at < range.oldEnd; at += 1) {
    const place = places.get(old[at] ?? '')?.pop();
    if (place !== undefined) pairs.push([at, place]);
  }
  return increasing(pairs);
}
