import type { Review } from '#contracts';
import type { MessageId } from '../../../i18n/ids';
import { isSilent } from './step-words';

/** How the bodies that are asked stand, in the order in which it is told. */
const WORDS = {
  agreed: 'agreements.tally.agreed',
  with_remarks: 'agreements.tally.withRemarks',
  refused: 'agreements.tally.refused',
  silent: 'agreements.tally.silent',
  working: 'agreements.tally.working',
  unopened: 'agreements.tally.unopened',
} as const satisfies Record<string, MessageId>;
type Standing = keyof typeof WORDS;

type Asked = Pick<Review, 'state' | 'outcome' | 'openedAt' | 'dueAt'>;

/** Each body stands in one place: past its term it is silent, and considers nothing (775:20). */
function standingOf({ state, outcome, openedAt, dueAt }: Asked, now: Date): Standing {
  if (outcome) return outcome;
  if (isSilent(dueAt, now)) return 'silent';
  return state === 'arrived' && openedAt === null ? 'unopened' : 'working';
}

/** How many bodies stand where; those that were taken off the list are not counted. */
export function tallyOf(reviews: readonly Asked[], now: Date): { word: MessageId; count: number }[] {
  const asked = reviews.filter(({ state }) => state !== 'withdrawn');
  const groups = Map.groupBy(asked, (review) => standingOf(review, now));
  return Object.entries(WORDS).flatMap(([standing, word]) => {
    const count = groups.get(standing as Standing)?.length ?? 0;
    return count > 0 ? [{ word, count }] : [];
  });
}
