import { ApiError } from '../../../api/api-error';
import { useT } from '../../../i18n/i18n';
import type { MessageId } from '../../../i18n/ids';
import { announce } from '../../../ui/announcer';
import { useErrorWords } from '../../../ui/states';

/** Why a format was refused, where the portal says more than its code. */
const REASONS: Readonly<Record<string, MessageId>> = {
  name_and_content_differ: 'agreements.form.nameDiffers',
  damaged: 'agreements.form.damaged',
};

/** What a refused file is told; said beside it and to screen readers. */
export function useRefusalWords(): (error: unknown) => string {
  const t = useT();
  const errorWords = useErrorWords();
  return (error) => {
    const reason = error instanceof ApiError && error.code === 'FILE_FORMAT_REFUSED' && error.params.reason;
    const word = typeof reason === 'string' ? REASONS[reason] : undefined;
    return word ? t(word) : errorWords(error);
  };
}

/** Says to screen readers what became of a file. */
export function useUploadWords() {
  const t = useT();
  const refusalWords = useRefusalWords();
  return {
    done: (name: string) => announce(t('agreements.form.uploaded', { name })),
    refused: (name: string, error: unknown) =>
      announce(t('agreements.form.notUploaded', { name, why: refusalWords(error) })),
  };
}
