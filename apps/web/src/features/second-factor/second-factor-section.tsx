import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Enrolment, OwnSecondFactor } from '#contracts';
import { api, ask } from '../../api/client';
import { useSession } from '../../api/session';
import { formatDateTime } from '../../i18n/format';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { focusLost } from '../../ui/page-head';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState } from '../../ui/states';
import { Status } from '../../ui/status';
import { toast } from '../../ui/toast';
import { PasswordProof } from './password-proof';
import { RecoveryCodes } from './recovery-codes';

const EnrolmentSteps = lazy(() => import('./enrolment-steps'));

const factorQuery = queryOptions({
  queryKey: ['account', 'second-factor'],
  staleTime: 0,
  queryFn: ({ signal }) => ask(api.GET('/api/account/second-factor', { signal })),
});

/** Something is being done to the second factor. */
type Doing =
  | { what: 'begin' | 'renew' | 'remove' }
  | { what: 'confirm'; enrolment: Enrolment }
  | { what: 'codes'; codes: readonly string[] };

/** One's own second factor: whether there is one, setting it up, new recovery codes, taking it away. */
export function SecondFactorSection() {
  const t = useT();
  const { data, error, refetch } = useQuery(factorQuery);
  const [doing, setDoing] = useState<Doing | null>(null);
  return (
    <Section title={t('factor.title')}>
      <div className="account-part stack">
        {data ? (
          <State state={data} onDo={(what) => setDoing({ what })} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton />
        )}
        {doing && <Doing doing={doing} onNext={setDoing} />}
      </div>
    </Section>
  );
}

interface StateProps {
  state: OwnSecondFactor;
  onDo: (what: 'begin' | 'renew' | 'remove') => void;
}

function State({ state: { policy, since, recoveryCodesLeft }, onDo }: StateProps) {
  const t = useT();
  const language = useLanguage();
  if (since === null) {
    return (
      <>
        <p className="prose soft">{t(policy === 'off' ? 'factor.off' : 'factor.about')}</p>
        {policy !== 'off' && (
          <div>
            <Button onClick={() => onDo('begin')}>{t('factor.begin')}</Button>
          </div>
        )}
      </>
    );
  }
  return (
    <>
      <p>
        <Status tone="done" icon="check">
          {t('factor.since', { when: formatDateTime(language, since) })}
        </Status>
      </p>
      <p className="prose soft">{t('factor.codesLeft', { count: recoveryCodesLeft })}</p>
      <div className="cluster">
        <Button onClick={() => onDo('renew')}>{t('factor.renew')}</Button>
        {policy !== 'required' && (
          <Button look="quiet" onClick={() => onDo('remove')}>
            {t('factor.remove')}
          </Button>
        )}
      </div>
    </>
  );
}

interface DoingProps {
  doing: Doing;
  onNext: (doing: Doing | null) => void;
}

function Doing({ doing, onNext }: DoingProps) {
  const t = useT();
  const queryClient = useQueryClient();
  const { employee } = useSession();
  function close(): void {
    onNext(null);
    // The button that opened the dialog may have given way to others.
    focusLost();
  }
  const refresh = () => queryClient.invalidateQueries({ queryKey: factorQuery.queryKey });

  async function prove(what: 'begin' | 'renew' | 'remove', password: string, code: string): Promise<void> {
    const body = { password, code };
    if (what === 'begin') {
      const enrolment = await ask(api.POST('/api/account/second-factor', { body: { password } }));
      onNext({ what: 'confirm', enrolment });
      return;
    }
    if (what === 'renew') {
      const { codes } = await ask(api.POST('/api/account/second-factor/recovery-codes', { body }));
      onNext({ what: 'codes', codes });
    } else {
      await ask(api.POST('/api/account/second-factor/remove', { body }));
      toast(t('factor.removed'));
      close();
    }
    await refresh();
  }

  async function confirm(code: string): Promise<void> {
    const { codes } = await ask(api.POST('/api/account/second-factor/confirm', { body: { code } }));
    onNext({ what: 'codes', codes });
    await refresh();
  }

  return (
    <Dialog title={t('factor.title')} onClose={doing.what === 'codes' ? undefined : close} step={doing.what}>
      {doing.what === 'codes' ? (
        <RecoveryCodes codes={doing.codes} owner={employee} onDone={close} />
      ) : doing.what === 'confirm' ? (
        <Suspense fallback={<Skeleton />}>
          <EnrolmentSteps enrolment={doing.enrolment} onCode={confirm} onBack={close} />
        </Suspense>
      ) : (
        <PasswordProof
          danger={doing.what === 'remove'}
          withCode={doing.what !== 'begin'}
          onProof={(password, code) => prove(doing.what, password, code)}
        />
      )}
    </Dialog>
  );
}
