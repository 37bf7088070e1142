import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiError, valuesIn } from '../api/api-error';
import { useT } from '../i18n/i18n';
import { ERROR_WORDS } from '../i18n/words';
import { Button, buttonClass } from './button';
import { Icon, type IconName } from './icon';

interface BlankProps {
  icon: IconName;
  title: string;
  text: string;
  /** The next sensible step */
  children?: ReactNode;
  /** Set where the state is the whole page, which then has no other heading */
  page?: boolean;
}

/** A place with nothing to show: why, and what to do next. */
export function Blank({ icon, title, text, children, page = false }: BlankProps) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div className="blank">
      <Icon name={icon} />
      <Heading className="blank-title" tabIndex={page ? -1 : undefined}>
        {title}
      </Heading>
      <p>{text}</p>
      {children && <div className="cluster">{children}</div>}
    </div>
  );
}

/** What a refusal or a failure says to the reader. */
export function useErrorWords(): (error: unknown) => string {
  const t = useT();
  return (error) =>
    error instanceof ApiError ? t(ERROR_WORDS[error.code], valuesIn(error)) : t(ERROR_WORDS.INTERNAL);
}

interface ErrorStateProps {
  error: unknown;
  title?: string;
  onRetry: () => void;
  page?: boolean;
}

/** Something could not be shown. A thing that is missing or not allowed says so instead. */
export function ErrorState({ error, title, onRetry, page = false }: ErrorStateProps) {
  const t = useT();
  const words = useErrorWords();
  if (error instanceof ApiError && error.code === 'FORBIDDEN') return <NoAccess page={page} />;
  return (
    <Blank icon="alert" title={title ?? t('ui.failedTitle')} text={words(error)} page={page}>
      <Button look="main" onClick={onRetry}>
        {t('ui.retry')}
      </Button>
      {error instanceof ApiError && error.traceId && (
        <span className="note soft">
          {t('ui.traceId')}: <span className="code">{error.traceId}</span>
        </span>
      )}
    </Blank>
  );
}

export function NoAccess({ page = true }: { page?: boolean }) {
  const t = useT();
  return (
    <Blank icon="lock" title={t('ui.noAccessTitle')} text={t('ui.noAccessText')} page={page}>
      <Link className={buttonClass()} to="/inbox">
        {t('ui.backToInbox')}
      </Link>
    </Blank>
  );
}

export function NotFound() {
  const t = useT();
  return (
    <Blank icon="search" title={t('ui.notFoundTitle')} text={t('ui.notFoundText')} page>
      <Link className={buttonClass()} to="/map">
        {t('ui.map')}
      </Link>
      <Link className={buttonClass({ look: 'quiet' })} to="/inbox">
        {t('ui.backToInbox')}
      </Link>
    </Blank>
  );
}
