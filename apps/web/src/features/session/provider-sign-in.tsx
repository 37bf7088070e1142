import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useErrorWords } from '../../ui/states';
import { leaveForProvider } from './provider-visit';

const waysQuery = queryOptions({
  queryKey: ['session', 'ways'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => ask(api.GET('/api/session/ways')),
});

/** The way in by another's word, where the portal has one: the page is left for the provider's. */
export function ProviderSignIn({ next }: { next: string | undefined }) {
  const t = useT();
  const errorWords = useErrorWords();
  const { data } = useQuery(waysQuery);
  const leave = useMutation({ mutationFn: () => leaveForProvider(next) });
  if (!data?.provider) return null;
  return (
    <div className="login-key stack">
      {leave.isError && (
        <Notice tone="late" title={t('session.failed')}>
          <p>{errorWords(leave.error)}</p>
        </Notice>
      )}
      <Button icon="external" size="large" busy={leave.isPending} onClick={() => leave.mutate()}>
        {t('session.byProvider', { label: data.provider.label })}
      </Button>
    </div>
  );
}
