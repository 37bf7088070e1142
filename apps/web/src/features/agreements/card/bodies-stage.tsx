import type { ActCard, Review } from '#contracts';
import { type Translate, useLanguage, useT } from '../../../i18n/i18n';
import { Disclosure } from '../../../ui/disclosure';
import { type NodeState, ParallelGroup, Stage, Visa } from '../../../ui/route';
import { ReviewVisa } from './review-visa';

/** From so many bodies on, those that have answered are folded. */
const FOLDED_FROM = 12;

/** Answered, or asked no more. */
const isOver = ({ state }: Review): boolean => state === 'settled' || state === 'withdrawn';

const answered = ({ state }: Review): boolean => state === 'settled';

/** The approving bodies, side by side (775:16-18). */
export function BodiesStage({ card, turn }: { card: ActCard; turn: ReadonlySet<string> }) {
  const t = useT();
  const { reviews, approvingBodies } = card.version;
  // Who was taken off the list is shown with the reason, but is no longer one of those who agree.
  const count = reviews.filter(({ state }) => state !== 'withdrawn').length || approvingBodies.length;
  return (
    <Stage state={stageState(reviews)} title={t('agreements.route.bodies')} note={noteOf(t, reviews, count)}>
      {reviews.length > 0 ? <Reviews card={card} turn={turn} /> : <ToAsk card={card} />}
    </Stage>
  );
}

function noteOf(t: Translate, reviews: readonly Review[], count: number): string {
  if (count === 0) return t('agreements.notChosen');
  const settled = reviews.some(answered) && reviews.every(isOver);
  return t(settled ? 'agreements.route.bodiesAnswered' : 'agreements.route.bodiesCount', { count });
}

function stageState(reviews: readonly Review[]): NodeState {
  if (reviews.length === 0) return 'locked';
  if (reviews.some((review) => !isOver(review))) return 'parallel';
  // Nobody is asked any more, and nobody has answered: that is no consent.
  if (!reviews.some(answered)) return 'locked';
  if (reviews.some(({ outcome }) => outcome === 'refused')) return 'refused';
  return reviews.some(({ outcome }) => outcome === 'with_remarks') ? 'remarks' : 'done';
}

function ToAsk({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const { approvingBodies } = card.version;
  if (approvingBodies.length === 0) return null;
  return (
    <ParallelGroup>
      {approvingBodies.map((body) => (
        <Visa state="locked" who={body.shortName[language]} word={t('agreements.notYet')} key={body.id} />
      ))}
    </ParallelGroup>
  );
}

function Reviews({ card, turn }: { card: ActCard; turn: ReadonlySet<string> }) {
  const t = useT();
  const { reviews } = card.version;
  const row = (review: Review) => (
    <ReviewVisa
      card={card}
      review={review}
      own={review.id === card.ownReviewId}
      turn={turn}
      key={review.id}
    />
  );
  const folded =
    reviews.length >= FOLDED_FROM
      ? reviews.filter((review) => isOver(review) && review.id !== card.ownReviewId)
      : [];
  const shown = reviews.filter((review) => !folded.includes(review));
  return (
    <>
      {shown.length > 0 && <ParallelGroup>{shown.map(row)}</ParallelGroup>}
      {folded.length > 0 && (
        <Disclosure
          summary={(open) => t('agreements.route.settled', { count: folded.length, open: String(open) })}
        >
          <ParallelGroup>{folded.map(row)}</ParallelGroup>
        </Disclosure>
      )}
    </>
  );
}
