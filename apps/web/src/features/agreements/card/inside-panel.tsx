import type { ActCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import type { OpenForm } from '../steps/open-forms';

/** Inside the reader's body: who does the work, who else is asked, and whether it went to the right one (775:16, 17). */
export function InsidePanel({ card, onForm }: { card: ActCard; onForm: (open: OpenForm) => void }) {
  const t = useT();
  const { handOver, readdress, askUnit } = card.can;
  const review = card.version.reviews.find(({ id }) => id === card.ownReviewId);
  if (!review || !(handOver || readdress || askUnit)) return null;
  return (
    <p className="quiet-action cluster soft">
      {handOver && (
        <>
          {t('agreements.executorIs', { name: review.inner?.executor?.fullName ?? '' })}
          <Button look="quiet" size="small" icon="user" onClick={() => onForm({ form: 'handOver', review })}>
            {t('agreements.verb.handOver')}
          </Button>
        </>
      )}
      {askUnit && (
        <Button look="quiet" size="small" icon="plus" onClick={() => onForm({ form: 'askUnit', review })}>
          {t('agreements.verb.askUnit')}
        </Button>
      )}
      {readdress && (
        <Button look="quiet" size="small" icon="user" onClick={() => onForm({ form: 'readdress', review })}>
          {t('agreements.verb.readdress')}
        </Button>
      )}
    </p>
  );
}
