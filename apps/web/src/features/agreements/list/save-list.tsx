import { useMutation } from '@tanstack/react-query';
import { api } from '../../../api/client';
import { saveFile } from '../../../api/save-file';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { useErrorWords } from '../../../ui/states';
import { toast, toastFailure } from '../../../ui/toast';
import type { ActFilters } from './filters';

/** Takes the list, as it is narrowed, out of the portal as a table. */
export function SaveList({ filters }: { filters: ActFilters }) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const save = useMutation({
    mutationFn: () =>
      saveFile(api.POST('/api/agreement-views/export', { body: { ...filters, language }, parseAs: 'blob' })),
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
