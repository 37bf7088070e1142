import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { AccountRequest, ActivationSlip } from '#contracts';
import { ApiError } from '../../api/api-error';
import { api, ask } from '../../api/client';
import { formatDateTime } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import type { MessageId } from '../../i18n/ids';
import { Button } from '../../ui/button';
import { Crumbs, focusLost, PageHead } from '../../ui/page-head';
import { Fact, Facts, Person, Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState, NotFound, useErrorWords } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { requestQuery, useGiveCode, useWithdraw } from './accounts-queries';
import { DecideButtons } from './decide-buttons';
import { Slip } from './slip';
import { RequestStatus } from './state-status';

/** One request: who asks for whom, what became of it, and what the reader may do. */
export function RequestPage() {
  const t = useT();
  const { id } = useParams({ from: '/frame/accounts/$id' });
  const { data, error, refetch } = useQuery(requestQuery(id));
  const isHere = data !== undefined;
  useEffect(() => {
    // New in the inbox no more; nothing hangs on it.
    if (isHere)
      ask(api.POST('/api/account-requests/{id}/opened', { params: { path: { id } } })).catch(() => {});
  }, [id, isHere]);
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} page onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <Crumbs
        trail={[{ label: t('accounts.requests'), to: '/accounts/requests' }]}
        here={data.employee.fullName}
      />
      <PageHead title={data.employee.fullName} line={<RequestStatus state={data.state} />} />
      <p className="prose">{t(nextOf(data))}</p>
      <Wishes request={data} />
      <Told request={data} />
    </>
  );
}

/** What is to be done now, and by whom. */
function nextOf({ state, can }: AccountRequest): MessageId {
  if (state === 'requested') return can.decide ? 'accounts.next.decide' : 'accounts.next.requested';
  if (state === 'approved') return can.giveCode ? 'accounts.next.giveCode' : 'accounts.next.approved';
  return state === 'activated' ? 'accounts.next.activated' : 'accounts.next.over';
}

function Wishes({ request: { id, can } }: { request: AccountRequest }) {
  const t = useT();
  const errorWords = useErrorWords();
  const withdraw = useWithdraw(id);
  const code = useGiveCode(id);
  const [slip, setSlip] = useState<ActivationSlip | null>(null);
  const told = (error: unknown) => toastFailure(errorWords(error));
  if (!can.decide && !can.giveCode && !can.withdraw && !slip) return null;
  return (
    <div className="cluster request-wishes">
      {can.decide && <DecideButtons ids={[id]} />}
      {can.giveCode && (
        <Button
          look="main"
          icon="print"
          busy={code.isPending}
          onClick={() => code.mutate(undefined, { onSuccess: setSlip, onError: told })}
        >
          {t('accounts.giveCode')}
        </Button>
      )}
      {can.withdraw && (
        <Button
          busy={withdraw.isPending}
          onClick={() =>
            withdraw.mutate(undefined, {
              onSuccess: () => toast(t('accounts.withdrawn')),
              onError: told,
              onSettled: focusLost,
            })
          }
        >
          {t('accounts.withdraw')}
        </Button>
      )}
      {slip && <Slip slip={slip} onClose={() => setSlip(null)} />}
    </div>
  );
}

function Told({ request }: { request: AccountRequest }) {
  const t = useT();
  const language = useLanguage();
  const { employee, body, login, reason, requested, decided, expiresAt } = request;
  return (
    <Section title={t('accounts.request')}>
      <Facts inline>
        <Fact name={t('account.post')}>{employee.post[language]}</Fact>
        <Fact name={t('account.unit')}>{employee.unit[language]}</Fact>
        <Fact name={t('account.body')}>{body.name[language]}</Fact>
        <Fact name={t('session.login')}>
          <span className="code">{login}</span>
        </Fact>
        <Fact name={t('accounts.ground')}>{reason}</Fact>
        <Fact name={t('accounts.requestedBy')}>
          <Person name={requested.by.fullName} post={requested.by.post[language]} />{' '}
          {formatDateTime(language, requested.at)}
        </Fact>
        {decided && (
          <Fact name={t('accounts.decidedBy')}>
            <Person name={decided.by.fullName} post={decided.by.post[language]} />{' '}
            {formatDateTime(language, decided.at)}
          </Fact>
        )}
        {decided?.reason && <Fact name={t('ui.reason')}>{decided.reason}</Fact>}
        {expiresAt && <Fact name={t('accounts.until')}>{formatDateTime(language, expiresAt)}</Fact>}
      </Facts>
    </Section>
  );
}
