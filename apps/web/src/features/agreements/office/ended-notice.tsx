import type { ActCard } from '#contracts';
import { formatDate, formatMoment } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { deciderName } from '../../../i18n/person';
import { Notice } from '../../../ui/notice';
import { useNow } from '../../../ui/use-now';

/** Why an act goes on no more, and where it lies. */
export function EndedNotice({ card }: { card: ActCard }) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { withdrawn, archivedAt } = card;
  return (
    <>
      {withdrawn && (
        <Notice tone="wait" icon="close" title={t('agreements.withdrawn')}>
          <p className="said">{withdrawn.reason}</p>
          <p className="note soft">
            {t('agreements.withdrawn.by', {
              name: deciderName(t, withdrawn.by),
              moment: formatMoment(language, withdrawn.at, now),
            })}
          </p>
        </Notice>
      )}
      {archivedAt && (
        <Notice
          tone="live"
          icon="lock"
          title={t('agreements.archivedSince', { date: formatDate(language, archivedAt) })}
        />
      )}
    </>
  );
}
