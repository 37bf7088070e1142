import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../i18n/i18n';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { MenuLists, WaitingCount } from './menu';
import { ROOMS } from './rooms';

/** The menu of a narrow screen: the rooms under the thumb, the rest in a dialog. */
export function TabBar() {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <nav className="tabbar" aria-label={t('app.sections')}>
        {ROOMS.map(({ to, icon, short }) => (
          <Link key={to} to={to}>
            <Icon name={icon} />
            {t(short)}
            {to === '/inbox' && <WaitingCount />}
          </Link>
        ))}
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="menu" />
          {t('app.menuShort')}
        </button>
      </nav>
      {open && (
        <Dialog title={t('app.menu')} onClose={() => setOpen(false)}>
          <div className="menu-in-dialog">
            <MenuLists onLeave={() => setOpen(false)} />
          </div>
        </Dialog>
      )}
    </>
  );
}
