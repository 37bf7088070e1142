import { Link, useLocation } from '@tanstack/react-router';
import { useSession } from '../api/session';
import { useInboxCounts } from '../features/inbox/inbox-queries';
import { useT } from '../i18n/i18n';
import { VisuallyHidden } from '../ui/hidden';
import { Icon, Mark } from '../ui/icon';
import { isSupport, ROOMS, supportFor } from './rooms';

export function Menu() {
  const t = useT();
  return (
    <nav className="menu" aria-label={t('app.menu')}>
      <MarkLink />
      <MenuLists />
    </nav>
  );
}

export function MarkLink() {
  const t = useT();
  return (
    <Link className="mark" to="/inbox" aria-label={t('app.markLabel')}>
      <Mark />
      {t('app.name')}
    </Link>
  );
}

/** All rooms and pages; in the menu, and in the dialog that stands for it on a narrow screen. */
export function MenuLists({ onLeave }: { onLeave?: () => void }) {
  const t = useT();
  const session = useSession();
  // One item of the menu is the page that is open.
  const exact = useLocation({ select: ({ pathname }) => isSupport(pathname) });
  return (
    <>
      <ul>
        {ROOMS.map(({ to, icon, label }) => (
          <li key={to}>
            <Link className="menu-item" to={to} activeOptions={{ exact }} onClick={onLeave}>
              <Icon name={icon} />
              <span>{t(label)}</span>
              {to === '/inbox' && <WaitingCount />}
            </Link>
          </li>
        ))}
      </ul>
      <div className="menu-foot">
        <ul>
          {supportFor(session).map(({ to, icon, label }) => (
            <li key={to}>
              <Link className="menu-item" to={to} onClick={onLeave}>
                <Icon name={icon} />
                <span>{t(label)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** How much waits for the reader; nothing when nothing does. */
export function WaitingCount() {
  const t = useT();
  const count = useInboxCounts().data?.action ?? 0;
  if (count === 0) return null;
  return (
    <>
      <span className="count count-turn" aria-hidden="true">
        {count}
      </span>
      <VisuallyHidden>{t('app.waiting', { count })}</VisuallyHidden>
    </>
  );
}
