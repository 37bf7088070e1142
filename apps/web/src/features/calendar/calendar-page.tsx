import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CALENDAR_SPAN, type CalendarYearView } from '#contracts';
import { formatDateTime, formatDay, wall, weekdayName } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button, buttonClass } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Crumbs, PageHead } from '../../ui/page-head';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { useNow } from '../../ui/use-now';
import { calendarQuery } from './calendar-queries';
import { dayOf, monthsOf, withinSpan } from './days';
import { Editor } from './editor';
import { HoursSection } from './hours-section';
import { LOOK_WORDS, MonthTable } from './month-table';
import { TermLengths } from './term-lengths';
import '../../ui/styles/calendar.css';

/** The working calendar of a year: twelve months, what differs from Monday to Friday, and its editor. */
export function CalendarPage() {
  const t = useT();
  const { year: asked } = useSearch({ from: '/frame/calendar' });
  const thisYear = wall(useNow()).year;
  const year = withinSpan(asked ?? thisYear);
  const calendar = useQuery(calendarQuery(year));
  return (
    <div className="calendar-page">
      <Crumbs here={t('calendar.title')} />
      <PageHead title={`${t('calendar.title')}, ${year}`} note={t('calendar.about')} />
      <Years year={year} />
      {calendar.isPending && <Skeleton label={t('calendar.loading')} />}
      {calendar.isError && !calendar.data && (
        <ErrorState
          title={t('calendar.failed')}
          error={calendar.error}
          onRetry={() => void calendar.refetch()}
        />
      )}
      {calendar.data && <Year view={calendar.data} key={year} />}
    </div>
  );
}

function Years({ year }: { year: number }) {
  const t = useT();
  return (
    <nav className="cluster calendar-years" aria-label={t('calendar.years')}>
      {year > CALENDAR_SPAN.first && (
        <Link className={buttonClass({ look: 'quiet' })} to="/calendar" search={{ year: year - 1 }}>
          <Icon name="left" />
          {t('calendar.previous', { year: String(year - 1) })}
        </Link>
      )}
      {year < CALENDAR_SPAN.last && (
        <Link className={buttonClass({ look: 'quiet' })} to="/calendar" search={{ year: year + 1 }}>
          {t('calendar.next', { year: String(year + 1) })}
          <Icon name="right" />
        </Link>
      )}
    </nav>
  );
}

function Year({ view }: { view: CalendarYearView }) {
  const t = useT();
  const language = useLanguage();
  const today = dayOf(useNow());
  const [editing, setEditing] = useState(false);
  const { year, days, changed, can } = view;
  if (editing) return <Editor view={view} onClose={() => setEditing(false)} />;
  const months = monthsOf(year, days);
  const count = months.reduce((sum, { workingDays }) => sum + workingDays, 0);
  return (
    <>
      <Section
        title={t('calendar.months')}
        count={t('calendar.workingDays', { count })}
        aside={
          <Button look="quiet" icon="print" onClick={() => window.print()}>
            {t('calendar.print')}
          </Button>
        }
      >
        <div className="months">
          {months.map((month) => (
            <MonthTable month={month} today={today} key={month.month} />
          ))}
        </div>
        <Legend />
      </Section>
      <Section
        title={t('calendar.days')}
        aside={
          can.edit && (
            <Button icon="edit" onClick={() => setEditing(true)}>
              {t('calendar.edit')}
            </Button>
          )
        }
      >
        {days.length === 0 && <p className="prose soft">{t('calendar.empty')}</p>}
        <ul className="calendar-days">
          {days.map(({ day, kind, name }) => (
            <li key={day}>
              <time dateTime={day}>
                {formatDay(language, day)}, {weekdayName(language, wall(day))}
              </time>
              <span className="calendar-day-name">
                {name[language]}
                <span className="note faint">{t(LOOK_WORDS[kind])}</span>
              </span>
            </li>
          ))}
        </ul>
        {changed && (
          <p className="note faint">
            {t('calendar.changed', {
              time: formatDateTime(language, changed.at),
              name: changed.by.fullName,
            })}
          </p>
        )}
      </Section>
      <HoursSection />
      {/* The printed page is the calendar of the year. */}
      <div className="screen-only">
        <TermLengths />
      </div>
    </>
  );
}

function Legend() {
  const t = useT();
  return (
    <ul className="calendar-legend note" aria-label={t('calendar.legend')}>
      {(['holiday', 'day_off', 'working_day', 'weekend'] as const).map((look) => (
        <li key={look}>
          <span className="calendar-mark" data-look={look} aria-hidden="true">
            1
          </span>
          {t(LOOK_WORDS[look])}
        </li>
      ))}
    </ul>
  );
}
