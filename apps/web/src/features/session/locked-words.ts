import { ApiError } from '../../api/api-error';
import { formatTime } from '../../i18n/format';
import type { Translate } from '../../i18n/i18n';
import { toTime } from '../../i18n/kazakh';
import type { Language } from '../../i18n/language';

/** Until when passwords are not looked at, after too many wrong ones; null for any other refusal. */
export function lockedWords(t: Translate, language: Language, error: unknown): string | null {
  if (!(error instanceof ApiError) || error.code !== 'ACCOUNT_LOCKED') return null;
  const { until } = error.params;
  if (typeof until !== 'string') return null;
  const time = formatTime(until);
  return t('session.lockedUntil', { by: language === 'kk' ? toTime(time) : time });
}
