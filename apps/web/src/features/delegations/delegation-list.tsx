import { useInfiniteQuery } from '@tanstack/react-query';
import type { Delegation, DelegationQuery } from '#contracts';
import { formatDate } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { focusLost } from '../../ui/page-head';
import { Fact, Facts, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { Status } from '../../ui/status';
import { toast, toastFailure } from '../../ui/toast';
import { delegationsQuery, useEnd } from './delegations-queries';
import { REASON_WORDS, ROOM_WORDS, refusalWords, STATE_LOOKS } from './words';

interface DelegationsProps {
  of: DelegationQuery['of'];
  title: string;
}

/** Delegations, the newest beginning first; what may be ended has its button. */
export function Delegations({ of, title }: DelegationsProps) {
  const t = useT();
  const list = useInfiniteQuery(delegationsQuery(of));
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={title}>
      {items ? (
        <div className="account-part stack">
          {items.length === 0 && <p className="soft">{t('delegations.none')}</p>}
          <ul className="session-list">
            {items.map((item) => (
              <Row item={item} of={of} key={item.id} />
            ))}
          </ul>
          {list.hasNextPage && (
            <div>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('delegations.more')}
              </Button>
            </div>
          )}
        </div>
      ) : list.isError ? (
        <ErrorState error={list.error} title={t('delegations.failed')} onRetry={() => void list.refetch()} />
      ) : (
        <Skeleton label={t('delegations.loading')} />
      )}
    </Section>
  );
}

function Row({ item, of }: { item: Delegation; of: DelegationsProps['of'] }) {
  const t = useT();
  const language = useLanguage();
  const { principal, standIn, madeBy, rooms } = item;
  const [from, to] = [formatDate(language, item.from), formatDate(language, item.to)];
  const look = STATE_LOOKS[item.state];
  const other = of === 'received' ? principal : standIn;
  const pair = t('delegations.pair', { principal: principal.fullName, standIn: standIn.fullName });
  return (
    <li>
      <div className="session-head">
        <h3>{of === 'body' ? pair : other.fullName}</h3>
        <span className="cluster">
          <Status tone={look.tone} icon={look.icon}>
            {t(look.word)}
          </Status>
          {item.canEnd && <End item={item} name={of === 'body' ? pair : other.fullName} />}
        </span>
      </div>
      <Facts inline>
        <Fact name={t('delegations.days')}>{from === to ? from : t('delegations.span', { from, to })}</Fact>
        <Fact name={t('delegations.reason')}>{t(REASON_WORDS[item.reason])}</Fact>
        <Fact name={t('delegations.rooms')}>
          {rooms ? rooms.map((room) => t(ROOM_WORDS[room])).join(', ') : t('delegations.allRooms')}
        </Fact>
        {madeBy.id !== principal.id && <Fact name={t('delegations.madeBy')}>{madeBy.fullName}</Fact>}
      </Facts>
    </li>
  );
}

function End({ item, name }: { item: Delegation; name: string }) {
  const t = useT();
  const language = useLanguage();
  const end = useEnd();
  return (
    <Button
      size="small"
      busy={end.isPending}
      aria-label={t('delegations.endOf', { name })}
      onClick={() =>
        end.mutate(item, {
          onSuccess: () => toast(t('delegations.ended', { name })),
          onError: (error) => toastFailure(refusalWords(t, language, error)),
          onSettled: focusLost,
        })
      }
    >
      {t('delegations.end')}
    </Button>
  );
}
