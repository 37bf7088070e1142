import { wall, weekdayName } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { VisuallyHidden } from '../../ui/hidden';
import type { DayLook, Month, MonthDay } from './days';
import { MONTHS, WEEKDAYS } from './names';

export const LOOK_WORDS: Readonly<Record<Exclude<DayLook, 'plain'>, MessageId>> = {
  holiday: 'calendar.kind.holiday',
  day_off: 'calendar.kind.day_off',
  working_day: 'calendar.kind.working_day',
  weekend: 'calendar.kind.weekend',
};

/**
 * One month as a table of weeks; what a day is stands in its look and, for screen readers, in words.
 * @param today `YYYY-MM-DD`
 */
export function MonthTable({ month, today }: { month: Month; today: string }) {
  const t = useT();
  const language = useLanguage();
  return (
    <table className="month">
      <caption>
        <span>{MONTHS[language][month.month]}</span>{' '}
        <span className="note faint month-count">
          {t('calendar.workingDays', { count: month.workingDays })}
        </span>
      </caption>
      <thead>
        <tr>
          {WEEKDAYS[language].map((short, weekday) => (
            <th scope="col" key={short}>
              <span aria-hidden="true">{short}</span>
              <VisuallyHidden>
                {/* 1 January 2024 was a Monday. */}
                {weekdayName(language, wall(`2024-01-0${weekday + 1}T07:00:00Z`))}
              </VisuallyHidden>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week) => (
          <tr key={week.find((place) => place)?.day}>
            {week.map((place, weekday) => (
              <td
                key={WEEKDAYS.en[weekday]}
                data-look={place?.look}
                aria-current={place?.day === today ? 'date' : undefined}
              >
                {place && <DayNumber day={place} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayNumber({ day: { day, look, entry } }: { day: MonthDay }) {
  const t = useT();
  const language = useLanguage();
  const number = Number(day.slice(8));
  if (look === 'plain') return <time dateTime={day}>{number}</time>;
  const words = entry ? `${t(LOOK_WORDS[look])}, ${entry.name[language]}` : t(LOOK_WORDS[look]);
  return (
    <time dateTime={day} title={entry && words}>
      {number}
      <VisuallyHidden>, {words}</VisuallyHidden>
    </time>
  );
}
