import type { ActCard, BodySuggestion } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { Fact } from '../../../ui/section';

const STATE_WORDS = {
  open: 'agreements.suggestion.stateOpen',
  accepted: 'agreements.suggestion.stateAccepted',
  declined: 'agreements.suggestion.stateDeclined',
} as const satisfies Record<BodySuggestion['state'], MessageId>;

/** Bodies that the reader's own body has named as ones to be asked too, and what the developer answered (775:14, 16). */
export function OwnSuggestions({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const own = card.version.reviews.find(({ id }) => id === card.ownReviewId)?.body.id;
  const made = card.version.suggestions.filter(({ fromBody }) => fromBody.id === own);
  if (made.length === 0) return null;
  return (
    <Fact name={t('agreements.suggestion.made')}>
      {made.map(({ id, body, state, answer }) => (
        <div key={id}>
          {body.shortName[language]}
          <p className="note soft said">
            {t(STATE_WORDS[state])}
            {answer && `: ${answer}`}
          </p>
        </div>
      ))}
    </Fact>
  );
}
