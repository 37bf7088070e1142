import type { Review } from '#contracts';
import { formatDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';

/** Until when a unit that is asked now will have time; null where it has the body's term, as all have. */
export function useUnitsDay(review: Review | undefined): string | null {
  const t = useT();
  const language = useLanguage();
  const until = review?.inner?.unitsUntil;
  return until ? t('agreements.unitsUntil.asked', { day: formatDate(language, until) }) : null;
}
