import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useT } from '../../../i18n/i18n';
import { Notice } from '../../../ui/notice';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { cardQuery } from '../agreements-queries';
import { BodyAnswer } from '../card/remarks-section';
import '../../../ui/styles/card.css';

/** What the bodies said of the version before, before the eyes of whoever reworks it (775:17.2, 17.3, 19), or why the Office returned it (775:23). */
export function AnsweredRemarks({ actId, ordinal }: { actId: string; ordinal: number }) {
  const t = useT();
  const before = useQuery(cardQuery(actId, ordinal - 1));
  if (before.isError && !before.data) {
    return <ErrorState error={before.error} onRetry={() => void before.refetch()} />;
  }
  if (!before.data) return <Skeleton label={t('agreements.card.loading')} />;
  const states = before.data.remarkStates;
  const answers = before.data.version.reviews.filter(
    ({ outcome }) => outcome !== null && outcome !== 'agreed',
  );
  const { submission } = before.data.version;
  return (
    <aside className="answered-remarks">
      <Section
        title={t('agreements.form.answers')}
        aside={
          answers.some(({ remarks }) => remarks.length > 0) && (
            <Link to="/agreements/$id/remarks" params={{ id: actId }}>
              {t('agreements.toAnswers')}
            </Link>
          )
        }
      >
        {submission?.reason && (
          <Notice tone="soon" icon="undo" title={t('agreements.newVersion.afterOffice')}>
            <span className="said">{submission.reason}</span>
          </Notice>
        )}
        {answers.map((review) => (
          <BodyAnswer review={review} lang={before.data.language} states={states} key={review.id}>
            {review.reason && (
              <p className="said" lang={before.data.language}>
                {review.reason}
              </p>
            )}
          </BodyAnswer>
        ))}
      </Section>
    </aside>
  );
}
