import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { TermPreviewBody } from '#contracts';
import { api, ask } from '../../../api/client';
import { formatTime, formatWeekdayDate } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { useErrorWords } from '../../../ui/states';
import { TermArithmetic } from '../card/term-arithmetic';

/** How a term ends; asked for while typing. @param body null while nothing that could be counted is typed */
function usePreview(body: TermPreviewBody | null) {
  return useQuery({
    queryKey: ['term-preview', body],
    queryFn: body
      ? ({ signal }) => ask(api.POST('/api/agreements/term-preview', { body, signal }))
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

interface DaysProps {
  days: number;
  range: { min: number; max: number };
}

/** The days that are typed, once they could be counted; null until then. */
function useTyped({ days, range }: DaysProps): number | null {
  const workingDays = useDeferredValue(days);
  const known = Number.isInteger(workingDays) && workingDays >= range.min && workingDays <= range.max;
  return known ? workingDays : null;
}

/** Until when so many working days last, and how it was counted. */
export function TermPreview(props: DaysProps) {
  const workingDays = useTyped(props);
  return <Counted preview={usePreview(workingDays === null ? null : { workingDays })} />;
}

/** Until when the term of a body would last with so many working days more. */
export function ProlongedTerm({
  actId,
  reviewId,
  ...props
}: DaysProps & { actId: string; reviewId: string }) {
  const workingDays = useTyped(props);
  const preview = useQuery({
    queryKey: ['agreements', 'one', actId, 'prolonged-term', reviewId, workingDays],
    queryFn:
      workingDays === null
        ? skipToken
        : ({ signal }) =>
            ask(
              api.POST('/api/agreements/{id}/prolonged-term', {
                params: { path: { id: actId } },
                body: { reviewId, workingDays },
                signal,
              }),
            ),
    placeholderData: keepPreviousData,
  });
  return <Counted preview={preview} />;
}

interface CountedProps {
  preview: Pick<ReturnType<typeof usePreview>, 'data' | 'isError' | 'error' | 'isEnabled'>;
}

function Counted({ preview }: CountedProps) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const known = preview.isEnabled;
  return (
    <div className="term-preview" role="status">
      {known && preview.isError && <p className="note soft">{errorWords(preview.error)}</p>}
      {known && preview.data && (
        <>
          <p>{t('agreements.register.dueAt', { day: formatWeekdayDate(language, preview.data.dueAt) })}</p>
          {preview.data.term && <TermArithmetic term={preview.data.term} />}
        </>
      )}
    </div>
  );
}

/** The weekday that was named, and the hour at which it ends as a term. @param until `YYYY-MM-DD`; null: none */
export function DayPreview({ until }: { until: string | null }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const preview = usePreview(until === null ? null : { until });
  if (until === null) return <div role="status" />;
  const words = (dueAt: string) => `${formatWeekdayDate(language, dueAt)}, ${formatTime(dueAt)}`;
  return (
    <div className="term-preview" role="status">
      {preview.isError && <p className="note soft">{errorWords(preview.error)}</p>}
      {preview.data && <p>{t('agreements.term.namedDay', { moment: words(preview.data.dueAt) })}</p>}
    </div>
  );
}
