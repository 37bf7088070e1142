/** The portal, and what it is measured against: a bare server or a bare program. */
export type Side = 'portal' | 'floor';

/** What the rounds of each side gave; rounds of the same place were one after the other. */
export type Rounds<T = number> = Readonly<Record<Side, readonly T[]>>;

/** Runs rounds of both sides by turns, after one of each to warm up; who begins takes turns too. */
export async function race<T>(count: number, round: (side: Side) => Promise<T>): Promise<Rounds<T>> {
  const rounds: Record<Side, T[]> = { portal: [], floor: [] };
  for (let number = 0; number <= count; number += 1) {
    const sides: Side[] = number % 2 === 0 ? ['portal', 'floor'] : ['floor', 'portal'];
    for (const side of sides) {
      const result = await round(side);
      if (number > 0) rounds[side].push(result);
    }
  }
  return rounds;
}

/** One number of each round. */
export function each<T>({ portal, floor }: Rounds<T>, of: (round: T) => number): Rounds {
  return { portal: portal.map(of), floor: floor.map(of) };
}
