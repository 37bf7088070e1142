import { Link } from '@tanstack/react-router';
import { useInboxCounts } from '../features/inbox/inbox-queries';
import { useT } from '../i18n/i18n';
import { Icon } from '../ui/icon';
import { Account } from './account';
import { Languages } from './languages';
import { MarkLink } from './menu';

export function Masthead({ onSearch }: { onSearch: () => void }) {
  const t = useT();
  return (
    <header className="masthead">
      <MarkLink />
      <button className="search-box" type="button" onClick={onSearch} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <b className="visually-hidden">{t('app.search')} </b>
        <span>{t('app.searchHint')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Languages className="languages-wide push" />
      <Notices />
      <Account />
    </header>
  );
}

/** What came for information; the count is of what has not been read. */
function Notices() {
  const t = useT();
  const count = useInboxCounts().data?.information ?? 0;
  return (
    <Link
      className="btn btn-quiet btn-icon notices"
      to="/inbox"
      search={{ needs: 'information' }}
      aria-label={t('app.notices', { count })}
      title={t('app.notices', { count })}
    >
      <Icon name="bell" />
      {count > 0 && (
        <span className="notices-count" aria-hidden="true">
          {count}
        </span>
      )}
    </Link>
  );
}
