import { ApiError, type Refusal } from '../../../api/api-error';
import { formatSize } from '../../../i18n/format';
import { useLanguage, useT } from '../../../i18n/i18n';
import { Button, IconButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Progress } from '../../../ui/progress';
import { useRefusalWords } from './refusal-words';
import type { Upload } from './use-uploads';

interface UploadRowProps {
  upload: Upload;
  onCancel: () => void;
  onRetry: () => void;
}

/** Refusals that are not about the file itself. */
const PASSING: readonly Refusal[] = [
  'NETWORK',
  'UNAVAILABLE',
  'INTERNAL',
  'UNAUTHENTICATED',
  'UPLOAD_ABORTED',
  'TOO_MANY_REQUESTS',
  'STORAGE_FULL',
];
const isWorthRetrying = (error: unknown) => !(error instanceof ApiError) || PASSING.includes(error.code);

/** A file on its way: how far it is, or why it was refused. */
export function UploadRow({ upload, onCancel, onRetry }: UploadRowProps) {
  const t = useT();
  const { name } = upload.file;
  const refused = upload.state === 'refused';
  return (
    <li>
      <span className="file-kind" aria-hidden="true">
        <Icon name={refused ? 'alert' : 'upload'} small />
      </span>
      <span className="file-name">
        {name}
        <State upload={upload} />
      </span>
      <span className="file-tools">
        {refused && isWorthRetrying(upload.error) && (
          <Button size="small" icon="refresh" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )}
        <IconButton
          name="close"
          label={refused ? t('ui.remove', { name }) : t('agreements.form.cancelUpload', { name })}
          onClick={onCancel}
        />
      </span>
    </li>
  );
}

function State({ upload }: { upload: Upload }) {
  const t = useT();
  const language = useLanguage();
  const refusalWords = useRefusalWords();
  const { name, size } = upload.file;
  if (upload.state === 'refused') {
    return (
      <small className="file-fault">
        <span>
          {formatSize(language, size)}. {refusalWords(upload.error)}
        </span>
      </small>
    );
  }
  if (upload.state === 'waiting') return <small>{t('agreements.form.waiting')}</small>;
  return <Progress label={t('agreements.form.uploading', { name })} share={upload.share} />;
}
