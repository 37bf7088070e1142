import { formatDay } from '../../../i18n/format';
import type { Language } from '../../../i18n/language';

/**
 * Days with their month said once: "19, 20, 23 қараша", "30 қараша, 1 желтоқсан".
 * @param days `YYYY-MM-DD`, in order
 */
export function joinDays(language: Language, days: readonly string[]): string {
  return days
    .map((day, place) => {
      const lastOfMonth = days[place + 1]?.slice(0, 7) !== day.slice(0, 7);
      return lastOfMonth ? formatDay(language, day) : String(Number(day.slice(8)));
    })
    .join(', ');
}
