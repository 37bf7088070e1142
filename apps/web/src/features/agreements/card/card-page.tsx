import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { ActCard } from '#contracts';
import { usePageTitle } from '../../../app/arrival';
import { formatActNumber } from '../../../i18n/format';
import { useT } from '../../../i18n/i18n';
import { ACT_KIND_WORDS } from '../../../i18n/words';
import { Notice } from '../../../ui/notice';
import { Crumbs } from '../../../ui/page-head';
import { Skeleton } from '../../../ui/skeleton';
import { useFocusStays } from '../../../ui/use-focus-stays';
import { aboutQuery, cardQuery } from '../agreements-queries';
import { CardFailed } from '../card-failed';
import { EndedNotice } from '../office/ended-notice';
import { ActionPanels } from './action-panels';
import { CardFiles } from './card-files';
import { CardHead } from './card-head';
import { CardRoute } from './card-route';
import { HistorySection } from './history-section';
import { RemarksSection } from './remarks-section';
import { Requisites } from './requisites';
import { SheetPanel } from './sheet-panel';
import { SignatureAlarm } from './signature-checks';
import { SinceVisa } from './since-visa';
import { useChangesSaid } from './use-changes-said';
import { useOpened } from './use-opened';
import { VersionsSection } from './versions-section';
import '../../../ui/styles/card.css';

const SubmissionSection = lazy(() => import('../office/submission-section'));
const OfficialUseSection = lazy(() => import('../official-use/official-use-section'));
const ProtocolsSection = lazy(() => import('../protocol/protocols-section'));

/** A draft act: what is awaited, files, route, remarks, versions, requisites (775:14). */
export function CardPage() {
  const t = useT();
  const { id } = useParams({ from: '/frame/agreements/$id' });
  const { version = null } = useSearch({ from: '/frame/agreements/$id' });
  const query = useQuery(cardQuery(id, version));
  // Asked for beside the card, and waited for: what it tells stands at the top, and would push buttons down. It is short, and
  // where it can't be had, the card does without.
  const { isLoading, failureCount } = useQuery(aboutQuery(id));
  const isTold = !isLoading || failureCount > 0;
  usePageTitle(query.data ? titleOf(query.data) : null);
  useVersionArrival(query.data);
  if (query.data && isTold) return <Card card={query.data} key={query.data.id} />;
  if (query.isError && !query.data)
    return <CardFailed error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton label={t('agreements.card.loading')} />;
}

function titleOf({ title, version }: ActCard): string {
  return version.number ? formatActNumber(version.number) : title;
}

/** Another version of the same act is another page to its reader: the focus goes to its heading. */
function useVersionArrival(card: ActCard | undefined): void {
  const shown = useRef(card);
  useEffect(() => {
    // Until it is there, nothing of it is shown, and the focus has gone with the link that led to it.
    if (!card) return;
    const before = shown.current;
    shown.current = card;
    if (before?.id === card.id && before.version.id !== card.version.id) {
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
  }, [card]);
}

function Card({ card }: { card: ActCard }) {
  const t = useT();
  useOpened(card);
  useChangesSaid(card);
  useFocusStays();
  const newest = card.versions[0];
  const current = newest === undefined || newest.ordinal === card.version.ordinal;
  const here = card.version.number ? formatActNumber(card.version.number) : t(ACT_KIND_WORDS[card.kind]);
  return (
    <>
      <Crumbs trail={[{ label: t('app.room.agreements'), to: '/agreements' }]} here={here} />
      <CardHead card={card} current={current} />
      {!current && (
        <Notice tone="soon" icon="versions" title={t('agreements.version.old')}>
          <Link to="/agreements/$id" params={{ id: card.id }}>
            {t('agreements.version.toCurrent')}
          </Link>
        </Notice>
      )}
      <SignatureAlarm actId={card.id} signed={card.can.exportContainer} />
      <EndedNotice card={card} />
      <SheetPanel card={card} />
      {current && <SinceVisa card={card} />}
      <ActionPanels card={card} current={current} key={card.version.id} />
      <div className="card-layout">
        <div>
          <CardFiles card={card} />
          <Suspense>{card.officialUse && <OfficialUseSection card={card} current={current} />}</Suspense>
          <CardRoute card={card} current={current} />
          <Suspense>
            {card.version.submission && (
              <SubmissionSection card={card} submission={card.version.submission} />
            )}
          </Suspense>
          <RemarksSection card={card} />
          <Suspense>{card.version.number && <ProtocolsSection card={card} />}</Suspense>
          <VersionsSection card={card} />
          <HistorySection card={card} />
        </div>
        <Requisites card={card} />
      </div>
    </>
  );
}
