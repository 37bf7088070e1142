import type { OpenWork } from '#contracts';

type Taker = OpenWork['takers'][number];

/** Everybody who can take on some of the work; who can take more of it first. */
export function takersOf(work: readonly OpenWork[]): Taker[] {
  const all = work.flatMap(({ takers }) => takers);
  const share = new Map<string, number>();
  for (const { id } of all) share.set(id, (share.get(id) ?? 0) + 1);
  const each = [...new Map(all.map((taker) => [taker.id, taker])).values()];
  return each.sort((a, b) => (share.get(b.id) ?? 0) - (share.get(a.id) ?? 0));
}

/** Who takes what, by the key of the work, where one person takes all that he can. */
export function allTo(work: readonly OpenWork[], takerId: string): Record<string, string> {
  const his = work.filter(({ takers }) => takers.some(({ id }) => id === takerId));
  return Object.fromEntries(his.map(({ key }) => [key, takerId]));
}
