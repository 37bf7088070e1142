import type { CountedTerm } from '#contracts';
import { useLanguage, useT } from '../../../i18n/i18n';
import { joinDays } from './join-days';

const REASONS = {
  weekend: 'agreements.term.weekend',
  holiday: 'agreements.term.holiday',
  transfer: 'agreements.term.transfer',
} as const;

/** How a term was counted: the days taken, those passed over with the reason, and the hour at which it ends. */
export function TermArithmetic({ term }: { term: CountedTerm }) {
  const t = useT();
  const language = useLanguage();
  const groups = Map.groupBy(term.daysOff, ({ reason }) => reason);
  return (
    <p className="note soft">
      {t('agreements.term.counted', { days: joinDays(language, term.counted) })}{' '}
      {[...groups].map(([reason, days]) => (
        <span key={reason}>
          {t(REASONS[reason], {
            days: withNames(
              joinDays(
                language,
                days.map(({ day }) => day),
              ),
              days.flatMap(({ name }) => name?.[language] ?? []),
            ),
          })}{' '}
        </span>
      ))}
      {t('agreements.term.closes', { closes: term.closes })}
    </p>
  );
}

/** "21, 22, 23 March (Nauryz)": each name once. */
function withNames(days: string, names: readonly string[]): string {
  return names.length > 0 ? `${days} (${[...new Set(names)].join('; ')})` : days;
}
