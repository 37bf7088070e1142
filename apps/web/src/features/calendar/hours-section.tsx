import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useId, useRef, useState } from 'react';
import type { WorkingHours } from '#contracts';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { TextField } from '../../ui/field';
import { focusLost } from '../../ui/page-head';
import { Fact, Facts, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState, useErrorWords } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { hoursQuery, useChangeHours } from './calendar-queries';
import { HOUR_FIELDS, type HourField, hourFaultsOf, hoursOf } from './hours';

const LABELS: Readonly<Record<HourField, MessageId>> = {
  opens: 'calendar.hoursOpens',
  lunchFrom: 'calendar.hoursLunchFrom',
  lunchTo: 'calendar.hoursLunchTo',
  closes: 'calendar.hoursCloses',
};

/** When the reader's body works; its coordinator says when. */
export function HoursSection() {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  const [editing, setEditing] = useState(false);
  // What is done in the form goes with it; the focus stays here, far down the page.
  const place = useRef<HTMLDivElement>(null);
  const { data, error, refetch } = useQuery(hoursQuery);
  return (
    <Section
      title={t('calendar.hours')}
      aside={
        data?.can.edit &&
        !editing && (
          <Button
            icon="edit"
            onClick={() => {
              setEditing(true);
              place.current?.focus();
            }}
          >
            {t('calendar.hoursEdit')}
          </Button>
        )
      }
    >
      <div className="stack calendar-hours" tabIndex={-1} ref={place}>
        <p className="prose soft">
          {employee.body.name[language]}. {t('calendar.hoursAbout')}
        </p>
        {data && editing && (
          <HoursForm
            hours={data.hours}
            onClose={() => {
              setEditing(false);
              place.current?.focus();
            }}
          />
        )}
        {data && !editing && <Hours hours={data.hours} />}
        {!data && error && (
          <ErrorState error={error} title={t('calendar.hoursFailed')} onRetry={() => void refetch()} />
        )}
        {!data && !error && <Skeleton />}
      </div>
    </Section>
  );
}

function Hours({ hours: { opens, closes, lunchFrom, lunchTo } }: { hours: WorkingHours }) {
  const t = useT();
  return (
    <Facts inline>
      <Fact name={t('calendar.hoursWork')}>
        {opens}–{closes}
      </Fact>
      <Fact name={t('calendar.hoursLunch')}>
        {lunchFrom}–{lunchTo}
      </Fact>
    </Facts>
  );
}

function HoursForm({ hours, onClose }: { hours: WorkingHours; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const errorWords = useErrorWords();
  const change = useChangeHours();
  const [typed, setTyped] = useState(hours);
  /** Grows with each refusal; until the first, nothing is called wrong. */
  const [attempt, setAttempt] = useState(0);
  const faults = attempt > 0 ? hourFaultsOf(hoursOf(typed)) : {};
  const faultAt = (field: HourField) => {
    const fault = faults[field];
    return fault && t(fault);
  };

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (change.isPending) return;
    const kept = hoursOf(typed);
    setTyped(kept);
    if (Object.keys(hourFaultsOf(kept)).length > 0) {
      setAttempt(attempt + 1);
      return;
    }
    change.mutate(kept, {
      onSuccess: () => {
        toast(t('calendar.hoursSaved'));
        onClose();
      },
      onError: (error) => toastFailure(errorWords(error)),
      onSettled: focusLost,
    });
  }

  return (
    <form className="form" noValidate onSubmit={submit}>
      <ErrorSummary
        faults={HOUR_FIELDS.flatMap((field) => {
          const text = faultAt(field);
          return text ? [{ fieldId: `${id}-${field}`, text: `${t(LABELS[field])}: ${text}` }] : [];
        })}
        attempt={attempt}
      />
      {HOUR_FIELDS.map((field) => (
        <TextField
          key={field}
          id={`${id}-${field}`}
          label={t(LABELS[field])}
          error={faultAt(field)}
          className="input input-date"
          inputMode="numeric"
          maxLength={5}
          value={typed[field]}
          onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
        />
      ))}
      <div className="form-foot cluster">
        <Button type="submit" look="main" busy={change.isPending}>
          {t('calendar.hoursSave')}
        </Button>
        <Button onClick={onClose}>{t('calendar.cancel')}</Button>
      </div>
    </form>
  );
}
