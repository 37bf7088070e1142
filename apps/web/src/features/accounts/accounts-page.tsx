import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ACCOUNT_STATES, type AccountItem } from '#contracts';
import { useSession } from '../../api/session';
import { formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { SelectField, TextField } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState } from '../../ui/states';
import { Status } from '../../ui/status';
import { useNow } from '../../ui/use-now';
import { useSearchText } from '../../ui/use-search-text';
import { ACCOUNT_LOOKS, KEEPING_WORDS } from './account-words';
import { accountsQuery, type Keeping } from './accounts-queries';
import type { AccountsSearch } from './accounts-search';
import { AccountsHead } from './accounts-tabs';
import { KeepingDialog } from './keeping-dialog';
import { PolicySection } from './policy-section';
import { AccountStatus } from './state-status';

/** The accounts that the reader keeps: of his body, or of all. */
export function AccountsPage() {
  const search = useSearch({ from: '/frame/accounts' });
  const { employee } = useSession();
  return (
    <>
      <AccountsHead />
      <Filters search={search} />
      <Accounts search={search} />
      <PolicySection bodyId={employee.body.id} />
    </>
  );
}

function Filters({ search }: { search: AccountsSearch }) {
  const t = useT();
  const navigate = useNavigate();
  const narrow = (next: AccountsSearch) => void navigate({ to: '/accounts', search: next, replace: true });
  const [text, setText] = useSearchText(search.q ?? '', (q) => narrow({ ...search, q: q || undefined }));
  return (
    <search className="filters accounts-filters">
      <TextField
        label={t('accounts.search')}
        type="search"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <SelectField
        label={t('accounts.state')}
        value={search.state ?? ''}
        onChange={({ target }) =>
          narrow({ ...search, state: ACCOUNT_STATES.find((state) => state === target.value) })
        }
      >
        <option value="">{t('accounts.anyState')}</option>
        {ACCOUNT_STATES.map((state) => (
          <option key={state} value={state}>
            {t(ACCOUNT_LOOKS[state].words)}
          </option>
        ))}
      </SelectField>
    </search>
  );
}

function Accounts({ search }: { search: AccountsSearch }) {
  const t = useT();
  const list = useInfiniteQuery({ ...accountsQuery(search), placeholderData: keepPreviousData });
  const [asked, setAsked] = useState<{ account: AccountItem; what: Keeping } | null>(null);
  if (list.isPending) return <Skeleton />;
  if (list.isError && !list.data) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0)
    return <Blank icon="search" title={t('accounts.none')} text={t('accounts.noneText')} />;
  return (
    <>
      <ul className="account-rows" aria-busy={list.isPlaceholderData} aria-label={t('accounts.list')}>
        {items.map((account) => (
          <AccountRow account={account} onAsk={(what) => setAsked({ account, what })} key={account.id} />
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="list-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('accounts.more')}
          </Button>
        </p>
      )}
      {asked && <KeepingDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

interface AccountRowProps {
  account: AccountItem;
  onAsk: (what: Keeping) => void;
}

function AccountRow({ account, onAsk }: AccountRowProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { employee, login, state, lastSignInAt, secondFactor, blocked, body, can } = account;
  const wishes: readonly [Keeping, boolean][] = [
    ['block', can.block && state !== 'blocked'],
    ['unblock', can.block && state === 'blocked'],
    ['reset-password', can.resetPassword],
    ['reset-second-factor', can.resetSecondFactor],
  ];
  return (
    <li className="account-row">
      <div>
        <p className="account-name">
          <b>{employee.fullName}</b> <span className="code">{login}</span>
        </p>
        <p className="note soft">
          {employee.post[language]}, {employee.unit[language]}, {body.shortName[language]}
        </p>
        <p className="note soft">
          {lastSignInAt
            ? t('accounts.lastSignIn', { when: formatMoment(language, lastSignInAt, now) })
            : t('accounts.neverSignedIn')}
        </p>
        {blocked && <p className="note">{t('accounts.blockedFor', { reason: blocked.reason })}</p>}
      </div>
      <div className="account-state">
        <AccountStatus state={state} />
        {secondFactor && (
          <Status tone="idle" icon="shield">
            {t('factor.title')}
          </Status>
        )}
      </div>
      <div className="cluster account-wishes">
        {wishes
          .filter(([, may]) => may)
          .map(([what]) => (
            <Button
              size="small"
              key={what}
              aria-label={`${t(KEEPING_WORDS[what].button)}: ${employee.fullName}`}
              onClick={() => onAsk(what)}
            >
              {t(KEEPING_WORDS[what].button)}
            </Button>
          ))}
      </div>
    </li>
  );
}
