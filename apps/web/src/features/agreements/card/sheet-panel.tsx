import { useId } from 'react';
import type { ActCard } from '#contracts';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { buttonClass } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Status } from '../../../ui/status';

/** The end of the way: everybody has agreed, and here is the agreement sheet, in the act's language (775:17.1, 22). */
export function SheetPanel({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const heading = useId();
  const { sheet, ordinal, settledAt } = card.version;
  if (sheet === 'none' || (sheet === 'ready' && !card.can.readSheet)) return null;
  return (
    <section className="end-state" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{t('agreements.sheet.title')}</h2>
        {settledAt && (
          <p className="soft">{t('agreements.sheet.settled', { date: formatDate(language, settledAt) })}</p>
        )}
      </div>
      <p role="status">
        {sheet === 'ready' ? (
          <a
            className={buttonClass({ look: 'main', size: 'large' })}
            href={`/api/agreements/${card.id}/sheet?version=${ordinal}`}
          >
            <Icon name="print" />
            {t('agreements.sheet.ready')}
          </a>
        ) : (
          <Status tone="idle" icon="wait">
            {t('agreements.sheet.inPreparation')}
          </Status>
        )}
      </p>
    </section>
  );
}
