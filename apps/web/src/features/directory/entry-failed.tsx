import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/api-error';
import { useT } from '../../i18n/i18n';
import { ERROR_WORDS } from '../../i18n/words';
import { buttonClass } from '../../ui/button';
import { Blank, ErrorState } from '../../ui/states';

const NO_SUCH = ['NOT_FOUND', 'VALIDATION_FAILED', 'MALFORMED_REQUEST'];

/** A person or a body that could not be shown: the directory has none such, or something failed. */
export function EntryFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  if (error instanceof ApiError && NO_SUCH.includes(error.code)) {
    return (
      <Blank icon="search" title={t('directory.notFound')} text={t(ERROR_WORDS.NOT_FOUND)} page>
        <Link className={buttonClass()} to="/directory">
          {t('app.room.directory')}
        </Link>
      </Blank>
    );
  }
  return <ErrorState title={t('directory.failed')} error={error} onRetry={onRetry} page />;
}
