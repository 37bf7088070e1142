import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { signOut, useSession } from '../api/session';
import { useLanguage, useT } from '../i18n/i18n';
import { Button, buttonClass } from '../ui/button';
import { Checkbox, Segmented } from '../ui/choice';
import { VisuallyHidden } from '../ui/hidden';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import { changePreferences, usePreferences } from '../ui/preferences';

/** Who is signed in, how the portal looks, and the way out. */
export function Account() {
  const t = useT();
  const language = useLanguage();
  const { employee } = useSession();
  return (
    <Popover
      className="account"
      label={
        <>
          <span className="initials" aria-hidden="true">
            {initials(employee.fullName)}
          </span>
          <VisuallyHidden>{t('app.account')} </VisuallyHidden>
          <span className="account-name">{employee.shortName}</span>
          <Icon name="down" small />
        </>
      }
    >
      <p className="account-person">
        <strong>{employee.fullName}</strong>
        <span>{employee.post[language]}</span>
        <span>{employee.unit.name[language]}</span>
        <span>{employee.body.name[language]}</span>
      </p>
      <PlaceLink to="/account">{t('account.title')}</PlaceLink>
      <PlaceLink to="/account/notices">{t('notices.title')}</PlaceLink>
      <Settings />
      <SignOut />
    </Popover>
  );
}

function PlaceLink({ to, children }: { to: '/account' | '/account/notices'; children: ReactNode }) {
  return (
    <Link
      className={buttonClass()}
      to={to}
      // A popover that is left by a link stays open over the next page.
      onClick={({ currentTarget }) => currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
    >
      {children}
    </Link>
  );
}

/** First letters of surname and given name. */
function initials(fullName: string): string {
  return fullName
    .split(' ')
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
}

function Settings() {
  const t = useT();
  const { theme, density, singleKeys } = usePreferences();
  return (
    <div className="account-settings">
      <Segmented
        label={t('app.theme')}
        value={theme}
        onChange={(value) => changePreferences({ theme: value })}
        choices={[
          { value: 'system', label: t('app.themeSystem') },
          { value: 'light', label: t('app.themeLight') },
          { value: 'dark', label: t('app.themeDark') },
        ]}
      />
      <Segmented
        label={t('app.density')}
        value={density}
        onChange={(value) => changePreferences({ density: value })}
        choices={[
          { value: 'comfortable', label: t('app.densityComfortable') },
          { value: 'compact', label: t('app.densityCompact') },
        ]}
      />
      <Checkbox
        label={t('app.singleKeys')}
        checked={singleKeys}
        onChange={(event) => changePreferences({ singleKeys: event.target.checked })}
      />
    </div>
  );
}

function SignOut() {
  const t = useT();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <Button
      onClick={async () => {
        const providerUrl = await signOut(queryClient);
        if (providerUrl !== null) location.assign(providerUrl);
        else await navigate({ to: '/login' });
      }}
    >
      {t('app.signOut')}
    </Button>
  );
}
