import { useState } from 'react';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/field';
import { useNow } from '../../../ui/use-now';
import { daysOf, isPeriod, lastDays, thisYear } from './period';
import '../../../ui/styles/filters.css';

interface PeriodFieldsProps {
  period: string;
  onChange: (period: string) => void;
}

/** First and last day of the period; it takes effect at once where it is one. */
export function PeriodFields({ period, onChange }: PeriodFieldsProps) {
  const t = useT();
  const now = useNow();
  const [typed, setTyped] = useState(period);
  const [told, setTold] = useState(period);
  if (told !== period) {
    // Chosen otherwise: by a button, or by going back.
    setTold(period);
    setTyped(period);
  }
  const [from, until] = daysOf(typed);
  function change(next: string): void {
    setTyped(next);
    if (isPeriod(next)) onChange(next);
  }
  return (
    <search className="filters board-period" aria-label={t('board.period')}>
      <TextField
        label={t('board.from')}
        type="date"
        value={from}
        error={isPeriod(typed) ? undefined : t('board.periodWrong')}
        onChange={({ target }) => change(`${target.value}/${until}`)}
      />
      <TextField
        label={t('board.until')}
        type="date"
        value={until}
        onChange={({ target }) => change(`${from}/${target.value}`)}
      />
      <div className="cluster">
        {[30, 90].map((days) => (
          <Button
            key={days}
            size="small"
            aria-pressed={typed === lastDays(days, now)}
            onClick={() => change(lastDays(days, now))}
          >
            {t('board.lastDays', { days })}
          </Button>
        ))}
        <Button size="small" aria-pressed={typed === thisYear(now)} onClick={() => change(thisYear(now))}>
          {t('board.thisYear')}
        </Button>
      </div>
    </search>
  );
}
