import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ActCard, Language, Review } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Section } from '../../../ui/section';
import { Status } from '../../../ui/status';
import { hasStood, useIdle } from '../../../ui/use-idle';
import { RemarkList } from './remark-list';
import { RemarkTerms } from './remark-terms';
import { OUTCOME_WORDS } from './step-words';

/** Of so many bodies the remarks are there from the beginning: more than a screen. */
const AT_ONCE = 4;

/** Remarks of the bodies on the shown version, grouped by body (775:17.2). */
export function RemarksSection({ card }: { card: ActCard }) {
  const t = useT();
  const whole = useIdle(hasStood());
  const reviews = card.version.reviews.filter(({ remarks }) => remarks.length > 0);
  if (reviews.length === 0 && card.remarkTerms.length === 0) return null;
  const count = reviews.reduce((sum, { remarks }) => sum + remarks.length, 0);
  return (
    <div id="remarks" tabIndex={-1}>
      <Section
        title={t('agreements.remarks')}
        count={count > 0 ? count : undefined}
        aside={
          <Link to="/agreements/$id/remarks" params={{ id: card.id }}>
            {t('agreements.toRegister')}
          </Link>
        }
      >
        <RemarkTerms card={card} />
        {reviews.slice(0, whole ? undefined : AT_ONCE).map((review) => (
          <BodyAnswer review={review} lang={card.language} states={card.remarkStates} key={review.id} />
        ))}
      </Section>
    </div>
  );
}

interface BodyAnswerProps {
  review: Review;
  /** Of the act, in which the remarks are written */
  lang: Language;
  states: ActCard['remarkStates'];
  /** What else it said */
  children?: ReactNode;
}

/** The outcome of a body, and its remarks with how it stands with them. */
export function BodyAnswer({ review, lang, states, children }: BodyAnswerProps) {
  const t = useT();
  const language = useLanguage();
  const name = review.body.shortName[language];
  return (
    <section className="remarks-of" aria-label={name}>
      <h3 className="cluster">
        {name}
        {review.outcome && (
          <Status tone={review.outcome === 'refused' ? 'late' : 'soon'} icon="remark">
            {t(OUTCOME_WORDS[review.outcome])}
          </Status>
        )}
      </h3>
      {children}
      <RemarkList remarks={review.remarks} lang={lang} states={states} />
    </section>
  );
}
