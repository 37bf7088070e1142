import { Link } from '@tanstack/react-router';
import type { ActCard } from '#contracts';
import { formatActNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/i18n';
import { buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';

/** To whoever agreed an older version: what has changed since, with the two versions chosen (775:19). */
export function SinceVisa({ card }: { card: ActCard }) {
  const t = useT();
  const { visaOn } = card;
  if (visaOn === null) return null;
  const number = card.versions.find(({ ordinal }) => ordinal === visaOn)?.number;
  return (
    <p className="quiet-action cluster">
      <Link
        className={buttonClass({ look: 'quiet', size: 'small' })}
        to="/agreements/$id/compare"
        params={{ id: card.id }}
        search={{ since: visaOn }}
      >
        <Icon name="compare" small />
        {t('agreements.sinceVisa', { version: number ? formatActNumber(number) : `/${visaOn}` })}
      </Link>
    </p>
  );
}
