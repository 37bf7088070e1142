import { Link } from '@tanstack/react-router';
import type { ActCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Button, buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
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
    <Notice tone="soon" title={t('agreements.stale.title')} alert>
      <p>
        {differing.length > 0
          ? t('agreements.stale.differs', { fields: differing.join(', ') })
          : t('agreements.stale.same')}
      </p>
      <div className="cluster notice-tools">
        <Link
          className={buttonClass({ size: 'small' })}
          to="/agreements/$id"
          params={{ id: newer.id }}
          target="_blank"
        >
          <Icon name="external" small />
          {t('agreements.stale.see')}
        </Link>
        <Button size="small" onClick={onKeepMine}>
          {t('agreements.stale.keepMine')}
        </Button>
        <Button size="small" onClick={onTakeNewer}>
          {t('agreements.stale.takeNewer')}
        </Button>
      </div>
    </Notice>
  );
}
