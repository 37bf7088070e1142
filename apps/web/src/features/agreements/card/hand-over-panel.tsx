import type { ActCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import type { OpenForm } from '../steps/open-forms';

/** For the head of the responsible unit, while the executor has not proposed an outcome yet. */
export function HandOverPanel({ card, onForm }: { card: ActCard; onForm: (open: OpenForm) => void }) {
  const t = useT();
  const review = card.version.reviews.find(({ id }) => id === card.ownReviewId);
  if (!review) return null;
  return (
    <p className="quiet-action cluster soft">
      {t('agreements.executorIs', { name: review.inner?.executor?.fullName ?? '' })}
      <Button look="quiet" size="small" icon="user" onClick={() => onForm({ form: 'handOver', review })}>
        {t('agreements.verb.handOver')}
      </Button>
    </p>
  );
}
