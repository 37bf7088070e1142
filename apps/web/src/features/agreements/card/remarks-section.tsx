import type { ActCard } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Section } from '../../../ui/section';
import { Status } from '../../../ui/status';
import { RemarkList } from './remark-list';
import { OUTCOME_WORDS } from './step-words';

/** Remarks of the bodies on the shown version, grouped by body (775:17.2). */
export function RemarksSection({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const reviews = card.version.reviews.filter(({ remarks }) => remarks.length > 0);
  if (reviews.length === 0) return null;
  const count = reviews.reduce((sum, { remarks }) => sum + remarks.length, 0);
  return (
    <div id="remarks" tabIndex={-1}>
      <Section title={t('agreements.remarks')} count={count}>
        {reviews.map((review) => (
          <section className="remarks-of" key={review.id} aria-label={review.body.shortName[language]}>
            <h3 className="cluster">
              {review.body.shortName[language]}
              {review.outcome && (
                <Status tone={review.outcome === 'refused' ? 'late' : 'soon'} icon="remark">
                  {t(OUTCOME_WORDS[review.outcome])}
                </Status>
              )}
            </h3>
            <RemarkList remarks={review.remarks} />
          </section>
        ))}
      </Section>
    </div>
  );
}
