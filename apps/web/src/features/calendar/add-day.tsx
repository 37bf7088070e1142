import { type FormEvent, useId, useState } from 'react';
import { CALENDAR_DAY_KINDS, type CalendarDay } from '#contracts';
import { formatWeekdayDate } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Button } from '../../ui/button';
import { ErrorSummary } from '../../ui/error-summary';
import { SelectField, TextField } from '../../ui/field';
import { Section } from '../../ui/section';
import { type DayField, faultsOf } from './days';
import { LOOK_WORDS } from './month-table';

const EMPTY: CalendarDay = { day: '', kind: 'holiday', name: { kk: '', ru: '', en: '' } };

const NAMES = {
  kk: 'calendar.nameKk',
  ru: 'calendar.nameRu',
  en: 'calendar.nameEn',
} as const satisfies Record<string, MessageId>;

interface AddDayProps {
  year: number;
  days: readonly CalendarDay[];
  onAdd: (entry: CalendarDay) => void;
}

/** One more day that differs from the plain week, with its name in all three languages. */
export function AddDay({ year, days, onAdd }: AddDayProps) {
  const t = useT();
  const language = useLanguage();
  const id = useId();
  const [entry, setEntry] = useState(EMPTY);
  /** Grows with each refusal; until the first, nothing is called wrong. */
  const [attempt, setAttempt] = useState(0);
  const faults = attempt > 0 ? faultsOf(entry, year, days) : {};
  const faultAt = (field: DayField) => {
    const fault = faults[field];
    return fault && t(fault, { year: String(year), label: field === 'day' ? '' : t(NAMES[field]) });
  };

  function add(event: FormEvent): void {
    event.preventDefault();
    if (Object.keys(faultsOf(entry, year, days)).length > 0) {
      setAttempt(attempt + 1);
      return;
    }
    const { kk, ru, en } = entry.name;
    onAdd({ ...entry, name: { kk: kk.trim(), ru: ru.trim(), en: en.trim() } });
    setEntry(EMPTY);
    setAttempt(0);
    document.getElementById(`${id}-day`)?.focus();
  }

  return (
    <Section title={t('calendar.add')}>
      <form className="form-page calendar-add" noValidate onSubmit={add}>
        <ErrorSummary
          faults={(['day', 'kk', 'ru', 'en'] as const).flatMap((field) => {
            const text = faultAt(field);
            return text ? [{ fieldId: `${id}-${field}`, text }] : [];
          })}
          attempt={attempt}
        />
        <TextField
          id={`${id}-day`}
          label={t('calendar.date')}
          error={faultAt('day')}
          hint={entry.day && formatWeekdayDate(language, entry.day)}
          type="date"
          className="input input-date"
          min={`${year}-01-01`}
          max={`${year}-12-31`}
          value={entry.day}
          onChange={({ target }) => setEntry({ ...entry, day: target.value })}
        />
        <SelectField
          label={t('calendar.kind')}
          value={entry.kind}
          onChange={({ target }) => {
            const kind = CALENDAR_DAY_KINDS.find((one) => one === target.value);
            if (kind) setEntry({ ...entry, kind });
          }}
        >
          {CALENDAR_DAY_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(LOOK_WORDS[kind])}
            </option>
          ))}
        </SelectField>
        {(['kk', 'ru', 'en'] as const).map((spoken) => (
          <TextField
            key={spoken}
            id={`${id}-${spoken}`}
            label={t(NAMES[spoken])}
            error={faultAt(spoken)}
            lang={spoken}
            maxLength={200}
            value={entry.name[spoken]}
            onChange={({ target }) => setEntry({ ...entry, name: { ...entry.name, [spoken]: target.value } })}
          />
        ))}
        <p>
          <Button type="submit" icon="plus">
            {t('calendar.add')}
          </Button>
        </p>
      </form>
    </Section>
  );
}
