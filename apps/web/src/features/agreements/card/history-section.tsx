import { lazy, Suspense, useState } from 'react';
import type { ActCard } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Disclosure } from '../../../ui/disclosure';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeleton';
import { OpeningsList } from './openings-list';

const HistoryList = lazy(() => import('./history-list'));

/** What happened so far, and who has opened the card; each is asked for when it is unfolded. */
export function HistorySection({ card }: { card: ActCard }) {
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
              <HistoryList actId={card.id} />
            </Suspense>
          )}
        </Disclosure>
      </div>
      <OpeningsList card={card} key={card.version.id} />
    </Section>
  );
}
