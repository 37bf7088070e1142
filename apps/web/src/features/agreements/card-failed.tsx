import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/api-error';
import { useT } from '../../i18n/i18n';
import { ERROR_WORDS } from '../../i18n/words';
import { buttonClass } from '../../ui/button';
import { Blank, ErrorState } from '../../ui/states';

const NO_SUCH = ['NOT_FOUND', 'VALIDATION_FAILED', 'MALFORMED_REQUEST'];

/** A card that could not be shown: it does not exist for the reader, or something failed. */
export function CardFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  if (error instanceof ApiError && NO_SUCH.includes(error.code)) {
    return (
      <Blank icon="search" title={t('agreements.card.notFound')} text={t(ERROR_WORDS.NOT_FOUND)} page>
        <Link className={buttonClass()} to="/agreements">
          {t('app.room.agreements')}
        </Link>
      </Blank>
    );
  }
  return <ErrorState title={t('agreements.card.failed')} error={error} onRetry={onRetry} page />;
}
