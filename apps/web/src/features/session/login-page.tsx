import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { sessionState } from '../../api/session-state';
import { formatTime } from '../../i18n/format';
import { useT } from '../../i18n/i18n';
import { ERROR_WORDS } from '../../i18n/words';
import { useStore } from '../../store';
import { Disclosure } from '../../ui/disclosure';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { useNow } from '../../ui/use-now';
import { Frieze } from './frieze';
import { KeySignIn } from './key-sign-in';
import { LoginFrame } from './login-frame';
import { ProviderSignIn } from './provider-sign-in';
import { SignInForm } from './sign-in-form';

export function LoginPage() {
  const t = useT();
  const router = useRouter();
  const { next, refused } = useSearch({ from: '/login' });
  const ended = useStore(sessionState.ended);
  const enter = () => router.history.replace(next ?? '/inbox');
  return (
    <LoginFrame title={t('session.title')} beside={<BeforeSignIn />} below={<Frieze />}>
      <p className="login-portal soft">{t('session.portal')}</p>
      {ended && (
        <Notice tone="live" title={t('session.endedTitle')} alert>
          <p>{t('session.endedText')}</p>
        </Notice>
      )}
      {refused && (
        <Notice tone="late" title={t('session.failed')}>
          <p>{t(ERROR_WORDS[refused])}</p>
        </Notice>
      )}
      <SignInForm onDone={enter} />
      <KeySignIn onDone={enter} />
      <ProviderSignIn next={next} />
      <div className="login-forgot">
        <Disclosure summary={t('session.forgot')}>
          <p className="note soft">{t('session.forgotText')}</p>
        </Disclosure>
      </div>
      <p className="login-verify note">
        <Link to="/activate">{t('session.activation')}</Link>
      </p>
      <p className="login-verify note">
        <Link to="/verify">{t('verify.title')}</Link>
      </p>
    </LoginFrame>
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
