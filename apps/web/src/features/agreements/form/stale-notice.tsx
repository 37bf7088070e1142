import { Link } from '@tanstack/react-router';
import type { ActCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { NewerNotice } from '../newer-notice';
import { type CardDraft, differences, draftOf } from './card-draft';
import { CARD_LABELS } from './form-fields';

interface StaleNoticeProps {
  mine: CardDraft;
  newer: ActCard;
  onKeepMine: () => void;
  onTakeNewer: () => void;
}

/** The card was saved elsewhere after it was opened here: what differs, the newer card, and the choice. */
export function StaleNotice({ mine, newer, onKeepMine, onTakeNewer }: StaleNoticeProps) {
  const t = useT();
  const differing = differences(mine, draftOf(newer)).map((field) => t(CARD_LABELS[field]));
  return (
    <NewerNotice
      title={t('agreements.stale.title')}
      link={
        <Link
          className={buttonClass({ size: 'small' })}
          to="/agreements/$id"
          params={{ id: newer.id }}
          target="_blank"
        >
          <Icon name="external" small />
          {t('agreements.stale.see')}
        </Link>
      }
      onKeepMine={onKeepMine}
      onTakeNewer={onTakeNewer}
    >
      <p>
        {differing.length > 0
          ? t('agreements.stale.differs', { fields: differing.join(', ') })
          : t('agreements.stale.same')}
      </p>
    </NewerNotice>
  );
}
