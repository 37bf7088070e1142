import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { WorkingHours } from '#contracts';
import { useSession } from '../../api/session';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Fact, Facts, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { hoursQuery } from './calendar-queries';
import { HoursForm } from './hours-form';

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
            view={data}
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
