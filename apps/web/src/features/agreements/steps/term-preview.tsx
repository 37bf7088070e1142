import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { api, ask } from '../../../api/client';
import { formatWeekdayDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { useErrorWords } from '../../../ui/states';
import { TermArithmetic } from '../card/term-arithmetic';

/** Until when so many working days last, and how it was counted; asked for while typing. */
export function TermPreview({ days, range }: { days: number; range: { min: number; max: number } }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const workingDays = useDeferredValue(days);
  const known = Number.isInteger(workingDays) && workingDays >= range.min && workingDays <= range.max;
  const preview = useQuery({
    queryKey: ['term-preview', workingDays],
    queryFn: ({ signal }) => ask(api.POST('/api/agreements/term-preview', { body: { workingDays }, signal })),
    enabled: known,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="term-preview" role="status">
      {known && preview.isError && <p className="note soft">{errorWords(preview.error)}</p>}
      {known && preview.data && (
        <>
          <p>{t('agreements.register.dueAt', { day: formatWeekdayDate(language, preview.data.dueAt) })}</p>
          <TermArithmetic term={preview.data.term} />
        </>
      )}
    </div>
  );
}
