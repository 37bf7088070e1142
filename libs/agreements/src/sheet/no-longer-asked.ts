import type { BodyRef, Outcome } from '#contracts';
import { unansweredOf } from '../route/outcomes.js';
import type { Review } from '../route/review.entity.js';

/** A body that was asked about the act and is asked about this version no more. */
export interface NoLongerAsked {
  readonly body: BodyRef;
  /** Its review, where that was called off; null: the body is only not on the list of this version. */
  readonly calledOff: Pick<Review, 'dueAt' | 'withdrawn'> | null;
  /** Version of the review that was called off, or of its last answer. */
  readonly ordinal: number;
  /** What its head signed last, of an earlier version; null: nothing. */
  readonly answered: Answered | null;
}

/** What a body said of an earlier version. */
export interface Answered {
  readonly ordinal: number;
  readonly outcome: Outcome;
  readonly at: Date;
  /** Of its remarks, those that neither it has agreed the answer to nor both heads have settled. */
  readonly openRemarks: number;
}

/** A review with what the sheet of a later version has to know of it. */
export interface AskedReview {
  readonly ordinal: number;
  readonly openRemarks: number;
  readonly review: Pick<
    Review,
    'bodyId' | 'body' | 'state' | 'place' | 'dueAt' | 'withdrawn' | 'outcome' | 'settledAt'
  >;
}

/**
 * Bodies that the sheet of a version lists as asked no more, with what they said before: who refused and was taken off then
 * agreed to nothing, and the sheet does not hide it (775:17.3, 20).
 * @param asked reviews of this version and those before it
 */
export function noLongerAsked(asked: readonly AskedReview[], ordinal: number): NoLongerAsked[] {
  const inOrder = [...asked].sort(
    (one, other) => one.ordinal - other.ordinal || one.review.place - other.review.place,
  );
  const ofThis = inOrder.filter((one) => one.ordinal === ordinal);
  const isAsked = (bodyId: string) => ofThis.some(({ review }) => review.bodyId === bodyId);
  const left = unansweredOf(ofThis.map(({ review }) => review)).map((review) => review.bodyId);
  const dropped = inOrder.map(({ review }) => review.bodyId).filter((bodyId) => !isAsked(bodyId));
  return [...new Set([...left, ...dropped])].flatMap((bodyId): NoLongerAsked[] => {
    const own = inOrder.filter(({ review }) => review.bodyId === bodyId);
    const last = own.at(-1);
    if (!last) return [];
    return [
      {
        body: last.review.body,
        calledOff: last.review.state === 'withdrawn' ? last.review : null,
        ordinal: last.ordinal,
        answered: own.flatMap(answerIn).at(-1) ?? null,
      },
    ];
  });
}

function answerIn({ ordinal, openRemarks, review }: AskedReview): Answered[] {
  const { state, outcome, settledAt } = review;
  return state === 'settled' && outcome && settledAt
    ? [{ ordinal, outcome, at: settledAt, openRemarks }]
    : [];
}
