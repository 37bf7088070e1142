import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import type { MovedTerms, WorkingHoursBody, WorkingHoursView } from '#contracts';
import { ApiError } from '../../api/api-error';
import { useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { focusLost } from '../../ui/page-head';
import { useErrorWords } from '../../ui/states';
import { toast } from '../../ui/toast';
import { hoursQuery, useChangeHours, usePreviewHours } from './calendar-queries';
import { HOUR_FIELDS, type HourField, hourFaultsOf, hoursOf } from './hours';
import { MovedDialog } from './moved-dialog';
import { StaleNotice } from './stale-notice';

const LABELS: Readonly<Record<HourField, MessageId>> = {
  opens: 'calendar.hoursOpens',
  lunchFrom: 'calendar.hoursLunchFrom',
  lunchTo: 'calendar.hoursLunchTo',
  closes: 'calendar.hoursCloses',
};

/** The coordinator's own: where other hours would move open terms, he is shown which before anything changes. */
export function HoursForm({ view, onClose }: { view: WorkingHoursView; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const errorWords = useErrorWords();
  const queryClient = useQueryClient();
  const preview = usePreviewHours();
  const change = useChangeHours();
  // Kept apart from the view: that may be asked for anew meanwhile, and what is typed stays.
  const [{ revision, typed }, setDraft] = useState({ revision: view.revision, typed: view.hours });
  const [foretold, setForetold] = useState<MovedTerms | null>(null);
  /** Grows with each refusal; until the first, nothing is called wrong. */
  const [attempt, setAttempt] = useState(0);
  const faults = attempt > 0 ? hourFaultsOf(hoursOf(typed)) : {};
  const refusal = change.error ?? preview.error;
  const faultAt = (field: HourField) => {
    const fault = faults[field];
    return fault && t(fault);
  };

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (preview.isPending || change.isPending) return;
    const hours = hoursOf(typed);
    setDraft({ revision, typed: hours });
    if (Object.keys(hourFaultsOf(hours)).length > 0) {
      setAttempt(attempt + 1);
      return;
    }
    const body = { revision, hours };
    change.reset();
    preview.mutate(body, {
      onSuccess: (moved) => (moved.total > 0 ? setForetold(moved) : save(body)),
      onError: focusLost,
    });
  }

  function save(body: WorkingHoursBody): void {
    change.mutate(body, {
      onSuccess: ({ moved }) => {
        toast(t('calendar.hoursSaved', { count: moved.total }));
        onClose();
      },
      onError: () => setForetold(null),
      onSettled: focusLost,
    });
  }

  async function takeNewer(): Promise<void> {
    await queryClient.invalidateQueries({ queryKey: hoursQuery.queryKey });
    onClose();
  }

  return (
    <form className="form" noValidate onSubmit={submit}>
      {refusal instanceof ApiError && refusal.code === 'STALE' ? (
        <StaleNotice title={t('calendar.hoursStale')} onTakeNewer={() => void takeNewer()} />
      ) : (
        refusal && (
          <Notice tone="late" title={t('calendar.hoursRefused')} alert>
            <p>{errorWords(refusal)}</p>
          </Notice>
        )
      )}
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
          onChange={({ target }) => setDraft({ revision, typed: { ...typed, [field]: target.value } })}
        />
      ))}
      <div className="form-foot cluster">
        <Button type="submit" look="main" busy={preview.isPending || (change.isPending && !foretold)}>
          {t('calendar.hoursSave')}
        </Button>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </div>
      {foretold && (
        <MovedDialog
          moved={foretold}
          by="hours"
          busy={change.isPending}
          onConfirm={() => save({ revision, hours: typed })}
          onClose={() => setForetold(null)}
        />
      )}
    </form>
  );
}
