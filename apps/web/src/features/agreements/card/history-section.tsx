import { lazy, Suspense, useState } from 'react';
import { useT } from '../../../i18n/i18n';
import { Disclosure } from '../../../ui/disclosure';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeleton';

const HistoryList = lazy(() => import('./history-list'));

/** What happened so far, asked for when it is opened. */
export function HistorySection({ actId }: { actId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t('agreements.history')}>
      <div className="history">
        <Disclosure
          summary={(shown) => t('agreements.history.show', { open: String(shown) })}
          onOpen={() => setOpen(true)}
        >
          {open && (
            <Suspense fallback={<Skeleton label={t('agreements.history.loading')} />}>
              <HistoryList actId={actId} />
            </Suspense>
          )}
        </Disclosure>
      </div>
    </Section>
  );
}
