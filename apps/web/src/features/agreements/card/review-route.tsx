import type { ActCard, Review, ReviewState, Step, StepKind } from '#contracts';
import { useSession } from '../../../api/session';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Disclosure } from '../../../ui/disclosure';
import { InnerRoute, ParallelGroup, Visa } from '../../../ui/route';
import { Earlier } from './developer-stage';
import { groupParallel, reviewPassages } from './route-order';
import { StepVisa } from './step-visa';

interface ReviewRouteProps {
  card: ActCard;
  review: Review;
  inner: NonNullable<Review['inner']>;
  turn: ReadonlySet<string>;
}

/** What has not begun yet, by the state of the review. */
const AHEAD: Readonly<Record<ReviewState, readonly MessageId[]>> = {
  arrived: [
    'agreements.role.management',
    'agreements.role.executor',
    'agreements.role.unitHeads',
    'agreements.role.bodyHead',
  ],
  registered: ['agreements.role.executor', 'agreements.role.unitHeads', 'agreements.role.bodyHead'],
  in_work: ['agreements.role.unitHeads', 'agreements.role.bodyHead'],
  unit_heads: ['agreements.role.bodyHead'],
  head_signature: [],
  settled: [],
  withdrawn: [],
};

const PARALLEL_LABELS: Partial<Record<StepKind, MessageId>> = {
  opinion: 'agreements.route.opinions',
  outcome_agreement: 'agreements.route.heads',
};

/** The route inside an approving body (775:16-18); settled, it is folded. */
export function ReviewRoute(props: ReviewRouteProps) {
  const t = useT();
  const { inner, review } = props;
  if (review.settledAt === null) return <Inner {...props} />;
  return (
    <div className="comment">
      <Disclosure
        summary={(open) =>
          t('agreements.route.innerCount', { count: inner.steps.length, open: String(open) })
        }
      >
        <Inner {...props} />
      </Disclosure>
    </div>
  );
}

function Inner({ card, review, inner, turn }: ReviewRouteProps) {
  const t = useT();
  const language = useLanguage();
  const { now, earlier } = reviewPassages(inner.steps);
  // Who is about to agree or sign reads the executor's remarks first.
  const deciding = now.some(
    ({ id, kind }) => turn.has(id) && (kind === 'outcome_agreement' || kind === 'body_signature'),
  );
  const { employee } = useSession();
  const { executor } = inner;
  // The management has named him, and the units are asked before him (775:16-17).
  const later =
    review.state === 'in_work' && !now.some(({ kind, state }) => kind === 'outcome' && state === 'open');
  const visa = (step: Step) => (
    <StepVisa
      card={card}
      step={step}
      mine={turn.has(step.id)}
      unfolded={deciding && step.kind === 'outcome'}
      key={step.id}
    />
  );
  return (
    <InnerRoute label={t('agreements.route.inner', { body: review.body.shortName[language] })}>
      {groupParallel(now).map((group) => {
        const [first] = group;
        const label = first && PARALLEL_LABELS[first.kind];
        if (!first || !label) return group.map(visa);
        return (
          <li key={first.id}>
            <ParallelGroup label={t(label)}>{group.map(visa)}</ParallelGroup>
          </li>
        );
      })}
      {earlier.length > 0 && (
        <li className="inner-fold">
          <Earlier steps={earlier} card={card} />
        </li>
      )}
      {later && executor && (
        <Visa
          state="locked"
          who={executor.id === employee.id ? <strong>{t('agreements.you')}</strong> : executor.fullName}
          post={`${t('agreements.role.executor')}, ${executor.unit[language]}`}
          word={t('agreements.afterUnits')}
        />
      )}
      {AHEAD[review.state].map((role) => (
        <Visa state="locked" who={t(role)} word={t('agreements.notYet')} key={role} />
      ))}
    </InnerRoute>
  );
}
