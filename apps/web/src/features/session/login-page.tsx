import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { SkipLink } from '../../app/frame';
import { Languages } from '../../app/languages';
import { formatTime } from '../../i18n/format';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Icon, Mark } from '../../ui/icon';
import { useNow } from '../../ui/use-now';
import { Frieze } from './frieze';
import { SignInForm } from './sign-in-form';
import '../../ui/styles/login.css';

const KeySignInDialog = lazy(() => import('./key-sign-in-dialog'));

export function LoginPage() {
  const t = useT();
  const router = useRouter();
  const { next } = useSearch({ from: '/login' });
  const enter = () => router.history.replace(next ?? '/inbox');
  return (
    <>
      <SkipLink />
      <div className="login">
        <header className="login-head">
          <span className="mark">
            <Mark />
            {t('app.name')}
          </span>
          <Languages className="push" />
        </header>
        <main id="main" tabIndex={-1}>
          <div className="login-panel">
            <h1 tabIndex={-1}>{t('session.title')}</h1>
            <p className="login-portal soft">{t('session.portal')}</p>
            <SignInForm onDone={enter} />
            <KeySignIn onDone={enter} />
            <div className="login-forgot">
              <Disclosure summary={t('session.forgot')}>
                <p className="note soft">{t('session.forgotText')}</p>
              </Disclosure>
            </div>
            <p className="login-verify note">
              <Link to="/verify">{t('verify.title')}</Link>
            </p>
          </div>
          <BeforeSignIn />
        </main>
        <Frieze />
      </div>
    </>
  );
}

/** The other way in: a key instead of the password. */
function KeySignIn({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className="login-key">
      <Button icon="key" size="large" onClick={() => setOpen(true)}>
        {t('session.byKey')}
      </Button>
      {open && (
        <Suspense>
          <KeySignInDialog onDone={onDone} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function BeforeSignIn() {
  const t = useT();
  const time = formatTime(useNow());
  return (
    <aside className="login-side" aria-labelledby="before-sign-in">
      <h2 id="before-sign-in">{t('session.before')}</h2>
      <ul>
        <li>
          <Icon name="lock" />
          <span>{t('session.noSecrets')}</span>
        </li>
        <li>
          <Icon name="clock" />
          <span>{t('session.clock', { time })}</span>
        </li>
        <li>
          <Icon name="shield" />
          <span>{t('session.keepKey')}</span>
        </li>
      </ul>
    </aside>
  );
}
