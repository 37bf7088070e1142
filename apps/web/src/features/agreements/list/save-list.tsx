import { useMutation } from '@tanstack/react-query';
import type { Language } from '#contracts';
import { api, ask } from '../../../api/client';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import { nameOf } from './file-name';
import type { ActFilters } from './filters';

/** Takes the list, as it is narrowed, out of the portal as a table. */
export function SaveList({ filters }: { filters: ActFilters }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const save = useMutation({
    mutationFn: () => saveList(filters, language),
    onSuccess: () => toast(t('agreements.list.exported')),
    onError: (error) => toastFailure(errorWords(error)),
  });
  return (
    <Button
      look="quiet"
      icon="download"
      busy={save.isPending}
      onClick={() => !save.isPending && save.mutate()}
    >
      {t('agreements.list.export')}
    </Button>
  );
}

/** @throws ApiError */
async function saveList(filters: ActFilters, language: Language): Promise<void> {
  const answer = api.POST('/api/agreement-views/export', {
    body: { ...filters, language },
    parseAs: 'blob',
  });
  const table: unknown = await ask(answer);
  if (!(table instanceof Blob)) return;
  const { response } = await answer;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(table);
  link.download = nameOf(response.headers.get('content-disposition') ?? '');
  link.click();
  URL.revokeObjectURL(link.href);
}
