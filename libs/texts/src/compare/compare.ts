import type { ComparedParagraph, TextParagraph } from '#contracts';
import { type Alignment, align, pairsWithin, range } from './align.js';
import type { Pair } from './same-order.js';
import { compareWords } from './words.js';

/**
 * What became of each paragraph of the old text, and where each of the new one comes from: in the order of the new text,
 * what is gone at the place where it was. Every paragraph of both comes; only `moved_here` and `moved_away` name the same
 * pair twice.
 */
export function* compareTexts(
  old: readonly TextParagraph[],
  fresh: readonly TextParagraph[],
): Generator<ComparedParagraph> {
  const found = align(old, fresh);
  const awayTo = new Map(found.moved.map(([from, to]) => [from, to]));
  const cameFrom = new Map(found.moved.map(([from, to]) => [to, from]));
  let oldAt = 0;
  let freshAt = 0;
  for (const pair of [...found.inOrder, [found.old.length, found.fresh.length] as const]) {
    for (; oldAt < pair[0]; oldAt += 1) yield* gone(found, oldAt, awayTo.get(oldAt), old, fresh);
    for (; freshAt < pair[1]; freshAt += 1) {
      const from = cameFrom.get(freshAt);
      if (from !== undefined) yield* paired(found, [from, freshAt], old, fresh, true);
      else yield* placesOf(found.fresh[freshAt]).map((at) => onlyIn('added', null, at));
    }
    if (oldAt < found.old.length) yield* paired(found, pair, old, fresh, false);
    oldAt = pair[0] + 1;
    freshAt = pair[1] + 1;
  }
}

function* paired(
  found: Alignment,
  pair: Pair,
  old: readonly TextParagraph[],
  fresh: readonly TextParagraph[],
  isMoved: boolean,
): Generator<ComparedParagraph> {
  let oldAt = found.old[pair[0]]?.from ?? 0;
  let freshAt = found.fresh[pair[1]]?.from ?? 0;
  const ends = [found.old[pair[0]]?.to ?? oldAt, found.fresh[pair[1]]?.to ?? freshAt] as const;
  for (const [from, to] of [...pairsOf(found, pair, old, fresh), ends]) {
    // Of a row that moved, its cells that are gone are told of where it was.
    for (; oldAt < from; oldAt += 1) if (!isMoved) yield onlyIn('removed', oldAt, null);
    for (; freshAt < to; freshAt += 1) yield onlyIn('added', null, freshAt);
    if (from < ends[0] && to < ends[1]) yield compared(from, to, old, fresh, isMoved);
    oldAt = from + 1;
    freshAt = to + 1;
  }
}

function* gone(
  found: Alignment,
  unit: number,
  awayTo: number | undefined,
  old: readonly TextParagraph[],
  fresh: readonly TextParagraph[],
): Generator<ComparedParagraph> {
  const went = new Map(awayTo === undefined ? [] : pairsOf(found, [unit, awayTo], old, fresh));
  for (const at of placesOf(found.old[unit])) {
    const to = went.get(at);
    yield to === undefined ? onlyIn('removed', at, null) : onlyIn('moved_away', at, to);
  }
}

function compared(
  oldAt: number,
  freshAt: number,
  old: readonly TextParagraph[],
  fresh: readonly TextParagraph[],
  isMoved: boolean,
): ComparedParagraph {
  const [before, after] = [old[oldAt], fresh[freshAt]];
  const isSame = before?.text === after?.text;
  const runs = isSame ? null : compareWords(before?.text ?? '', after?.text ?? '');
  const kind = isMoved
    ? 'moved_here'
    : !isSame
      ? 'changed'
      : before?.number === after?.number
        ? 'same'
        : 'renumbered';
  return { kind, old: oldAt, new: freshAt, runs };
}

function pairsOf(
  found: Alignment,
  [oldUnit, freshUnit]: Pair,
  old: readonly TextParagraph[],
  fresh: readonly TextParagraph[],
): Pair[] {
  const [one, other] = [found.old[oldUnit], found.fresh[freshUnit]];
  return one && other ? pairsWithin([one, old], [other, fresh]) : [];
}

function placesOf(unit: { from: number; to: number } | undefined): number[] {
  return unit ? range(unit.from, unit.to) : [];
}

function onlyIn(
  kind: ComparedParagraph['kind'],
  old: number | null,
  fresh: number | null,
): ComparedParagraph {
  return { kind, old, new: fresh, runs: null };
}
