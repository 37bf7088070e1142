import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { BodyItem, OwnStructure } from '#contracts';
import { useT } from '../../../i18n/i18n';
import { Skeleton } from '../../../ui/skeleton';
import { ErrorState } from '../../../ui/states';
import { bodiesQuery, ownStructureQuery } from '../agreements-queries';

interface DirectoryDataProps {
  children: (structure: OwnStructure, bodies: readonly BodyItem[]) => ReactNode;
}

/** What a card is filled in from: the structure of one's own body, and all bodies. */
export function DirectoryData({ children }: DirectoryDataProps) {
  const t = useT();
  const structure = useQuery(ownStructureQuery);
  const bodies = useQuery(bodiesQuery);
  const failed = [structure, bodies].find(({ isError, data }) => isError && !data);
  if (failed) {
    return (
      <ErrorState
        title={t('agreements.form.notOpened')}
        error={failed.error}
        onRetry={() => void Promise.all([structure.refetch(), bodies.refetch()])}
      />
    );
  }
  if (!structure.data || !bodies.data) return <Skeleton />;
  return children(structure.data, bodies.data.items);
}
