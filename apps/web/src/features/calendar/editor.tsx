import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CalendarDay, CalendarYearView, MovedTerms } from '#contracts';
import { ApiError } from '../../api/api-error';
import { formatDay, wall, weekdayName } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button, IconButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { focusHeading } from '../../ui/page-head';
import { Section } from '../../ui/section';
import { useErrorWords } from '../../ui/states';
import { toast } from '../../ui/toast';
import { AddDay } from './add-day';
import { calendarQuery, useChange, usePreview } from './calendar-queries';
import { byDay } from './days';
import { LOOK_WORDS } from './month-table';
import { MovedDialog } from './moved-dialog';
import { StaleNotice } from './stale-notice';

interface EditorProps {
  view: CalendarYearView;
  onClose: () => void;
}

/** The administrator's own: days of the year are added and taken out, and nothing changes before he has seen what moves. */
export function Editor({ view, onClose }: EditorProps) {
  const t = useT();
  const errorWords = useErrorWords();
  const queryClient = useQueryClient();
  const { year } = view;
  // Kept apart from the view: that may be asked for anew meanwhile, and what is typed stays.
  const [draft, setDraft] = useState({ revision: view.revision, days: view.days });
  const [foretold, setForetold] = useState<MovedTerms | null>(null);
  const preview = usePreview(year);
  const change = useChange(year);
  const refusal = change.error ?? preview.error;
  const unchanged = JSON.stringify(draft.days) === JSON.stringify(view.days);

  function setDays(days: readonly CalendarDay[]): void {
    preview.reset();
    change.reset();
    setDraft({ ...draft, days: [...days].sort(byDay) });
  }

  function fill(lawful: readonly CalendarDay[]): void {
    const missing = lawful.filter(({ day }) => draft.days.every((known) => known.day !== day));
    setDays([...draft.days, ...missing]);
    toast(t('calendar.filled', { count: missing.length }));
  }

  function confirm(): void {
    change.mutate(draft, {
      onSuccess: ({ moved }) => {
        toast(t('calendar.done', { count: moved.total }));
        onClose();
        focusHeading();
      },
      onError: () => setForetold(null),
    });
  }

  async function takeNewer(): Promise<void> {
    await queryClient.invalidateQueries({ queryKey: calendarQuery(year).queryKey });
    onClose();
  }

  return (
    <>
      <Section title={t('calendar.editing', { year: String(year) })}>
        {refusal instanceof ApiError && refusal.code === 'STALE' ? (
          <StaleNotice title={t('calendar.stale')} onTakeNewer={() => void takeNewer()} />
        ) : (
          refusal && (
            <Notice tone="late" title={t('calendar.refused')}>
              <p>{errorWords(refusal)}</p>
            </Notice>
          )
        )}
        <DayRows days={draft.days} onRemove={(entry) => setDays(draft.days.filter((day) => day !== entry))} />
        {view.byLaw && (
          <div className="calendar-fill">
            <Button icon="plus" onClick={() => fill(view.byLaw ?? [])}>
              {t('calendar.fill')}
            </Button>
            <p className="note soft">{t('calendar.fillHint')}</p>
          </div>
        )}
      </Section>
      <AddDay year={year} days={draft.days} onAdd={(entry) => setDays([...draft.days, entry])} />
      <div className="cluster calendar-foot">
        <Button
          look="main"
          busy={preview.isPending}
          disabled={unchanged}
          onClick={() => preview.mutate(draft, { onSuccess: setForetold })}
        >
          {t('calendar.check')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        {unchanged && <span className="note faint">{t('calendar.unchanged')}</span>}
      </div>
      {foretold && (
        <MovedDialog
          moved={foretold}
          by="calendar"
          busy={change.isPending}
          onConfirm={confirm}
          onClose={() => setForetold(null)}
        />
      )}
    </>
  );
}

interface DayRowsProps {
  days: readonly CalendarDay[];
  onRemove: (entry: CalendarDay) => void;
}

function DayRows({ days, onRemove }: DayRowsProps) {
  const t = useT();
  const language = useLanguage();
  const list = useRef<HTMLUListElement>(null);

  function remove(entry: CalendarDay, place: number): void {
    onRemove(entry);
    // The focus goes on to the row that takes the place of this one, or to the last.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll('button');
      buttons?.[Math.min(place, buttons.length - 1)]?.focus();
    });
  }

  return (
    <ul className="calendar-days" ref={list}>
      {days.map((entry, place) => {
        const name = `${formatDay(language, entry.day)}, ${entry.name[language]}`;
        return (
          <li key={entry.day}>
            <time dateTime={entry.day}>
              {formatDay(language, entry.day)}, {weekdayName(language, wall(entry.day))}
            </time>
            <span className="calendar-day-name">
              {entry.name[language]}
              <span className="note faint">{t(LOOK_WORDS[entry.kind])}</span>
            </span>
            <IconButton name="trash" label={t('ui.remove', { name })} onClick={() => remove(entry, place)} />
          </li>
        );
      })}
    </ul>
  );
}
