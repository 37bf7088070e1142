import { useQuery } from '@tanstack/react-query';
import { SECOND_FACTOR_POLICIES } from '#contracts';
import { useT } from '../../i18n/i18n';
import { RadioCards } from '../../ui/choice';
import { Section } from '../../ui/section';
import { Skeleton } from '../../ui/skeleton';
import { ErrorState, useErrorWords } from '../../ui/states';
import { toast, toastFailure } from '../../ui/toast';
import { POLICY_WORDS } from './account-words';
import { policyQuery, useSetPolicy } from './accounts-queries';

const HINTS = {
  off: undefined,
  optional: undefined,
  required: 'accounts.policy.requiredHint',
} as const;

/** Whether the people of the body may, or must, have a second factor. */
export function PolicySection({ bodyId }: { bodyId: string }) {
  const t = useT();
  const errorWords = useErrorWords();
  const { data, error, refetch } = useQuery(policyQuery(bodyId));
  const set = useSetPolicy(bodyId);
  return (
    <Section title={t('factor.title')}>
      {data ? (
        <RadioCards
          legend={t('accounts.policy', { enrolled: data.enrolled, accounts: data.accounts })}
          choices={SECOND_FACTOR_POLICIES.map((policy) => ({
            value: policy,
            label: t(POLICY_WORDS[policy]),
            hint: HINTS[policy] && t(HINTS[policy]),
          }))}
          value={set.isPending ? set.variables : data.policy}
          onChange={(policy) =>
            set.mutate(policy, {
              onSuccess: () => toast(t('accounts.policySet')),
              onError: (failure) => toastFailure(errorWords(failure)),
            })
          }
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton />
      )}
    </Section>
  );
}
