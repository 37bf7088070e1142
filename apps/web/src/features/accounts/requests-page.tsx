import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ACCOUNT_REQUEST_STATES, type AccountRequest } from '#contracts';
import { formatMoment } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { SelectField } from '../../ui/field';
import { VisuallyHidden } from '../../ui/hidden';
import { Skeleton } from '../../ui/skeleton';
import { Blank, ErrorState } from '../../ui/states';
import { useNow } from '../../ui/use-now';
import { REQUEST_LOOKS } from './account-words';
import { requestsQuery } from './accounts-queries';
import type { RequestsSearch } from './accounts-search';
import { AccountsHead } from './accounts-tabs';
import { DecideBar } from './decide-bar';
import { RequestStatus } from './state-status';

/** Requests for accounts: the body's own, or those that the authorised body decides, alone or many at once. */
export function RequestsPage() {
  const t = useT();
  const search = useSearch({ from: '/frame/accounts/requests' });
  const navigate = useNavigate();
  return (
    <>
      <AccountsHead />
      <search className="filters accounts-filters">
        <SelectField
          label={t('accounts.state')}
          value={search.state ?? ''}
          onChange={({ target }) =>
            void navigate({
              to: '/accounts/requests',
              search: { state: ACCOUNT_REQUEST_STATES.find((state) => state === target.value) },
              replace: true,
            })
          }
        >
          <option value="">{t('accounts.anyState')}</option>
          {ACCOUNT_REQUEST_STATES.map((state) => (
            <option key={state} value={state}>
              {t(REQUEST_LOOKS[state].words)}
            </option>
          ))}
        </SelectField>
      </search>
      <Requests search={search} />
    </>
  );
}

function Requests({ search }: { search: RequestsSearch }) {
  const t = useT();
  const list = useInfiniteQuery({ ...requestsQuery(search), placeholderData: keepPreviousData });
  const [ever, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (list.isPending) return <Skeleton />;
  if (list.isError && !list.data) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) {
    return <Blank icon="work" title={t('accounts.noRequests')} text={t('accounts.noRequestsText')} />;
  }
  const open = items.filter(({ can }) => can.decide).map(({ id }) => id);
  // What has been decided since is no choice any more.
  const chosen = open.filter((id) => ever.has(id));
  const toggle = (id: string) =>
    setChosen(new Set(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]));
  return (
    <>
      {open.length > 0 && <DecideBar ids={chosen} all={open} onChoose={(ids) => setChosen(new Set(ids))} />}
      <ul aria-busy={list.isPlaceholderData} aria-label={t('accounts.requests')}>
        {items.map((request) => (
          <RequestRow
            request={request}
            chosen={chosen.includes(request.id)}
            onToggle={() => toggle(request.id)}
            key={request.id}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="list-more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('accounts.more')}
          </Button>
        </p>
      )}
    </>
  );
}

interface RequestRowProps {
  request: AccountRequest;
  chosen: boolean;
  onToggle: () => void;
}

function RequestRow({ request, chosen, onToggle }: RequestRowProps) {
  const t = useT();
  const language = useLanguage();
  const now = useNow();
  const { id, employee, login, body, state, requested, can } = request;
  return (
    <li className="work-row act-row">
      <span className="verb">
        {can.decide ? (
          <Checkbox
            className="choice"
            checked={chosen}
            onChange={onToggle}
            label={
              <>
                <VisuallyHidden>{t('accounts.choose', { name: employee.fullName })}</VisuallyHidden>
                <RequestStatus state={state} />
              </>
            }
          />
        ) : (
          <RequestStatus state={state} />
        )}
      </span>
      <div className="subject">
        <Link to="/accounts/$id" params={{ id }}>
          {employee.fullName}
        </Link>
        <p className="meta">
          <span className="code">{login}</span>
          <span>{employee.post[language]}</span>
          <span>{body.shortName[language]}</span>
        </p>
      </div>
      <span className="due soft">
        <time dateTime={requested.at}>{formatMoment(language, requested.at, now)}</time>
      </span>
    </li>
  );
}
