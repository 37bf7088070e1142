import { type KeyboardEvent, type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/api-error';
import { useSignIn } from '../../api/session';
import { formatTime } from '../../i18n/format';
import { type Translate, useLanguage, useT } from '../../i18n/i18n';
import { toTime } from '../../i18n/kazakh';
import type { Language } from '../../i18n/language';
import { Button } from '../../ui/button';
import { ErrorSummary, type Fault } from '../../ui/error-summary';
import { Field, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { useErrorWords } from '../../ui/states';

interface SignInFormProps {
  /** Set where the same person signs in again */
  login?: string;
  onDone: () => void;
}

const LOGIN = 'sign-in-login';
const PASSWORD = 'sign-in-password';

/** Account name and password. A refusal keeps the account name and empties the password. */
export function SignInForm({ login: known = '', onDone }: SignInFormProps) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const signIn = useSignIn();
  const [login, setLogin] = useState(known);
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.text;

  function tell(found: readonly Fault[]): void {
    setFaults(found);
    setAttempt((now) => now + 1);
  }
  /** What was wrong with a field is over as soon as it is changed. */
  const changed = (fieldId: string) => setFaults((now) => now.filter((fault) => fault.fieldId !== fieldId));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (signIn.isPending) return;
    const missing: Fault[] = [];
    if (login.trim() === '') missing.push({ fieldId: LOGIN, text: t('session.loginMissing') });
    if (password === '') missing.push({ fieldId: PASSWORD, text: t('session.passwordMissing') });
    tell(missing);
    if (missing.length > 0) return;
    signIn.mutate(
      { login: login.trim(), password },
      {
        onSuccess: onDone,
        onError: (error) => {
          setPassword('');
          tell([{ fieldId: PASSWORD, text: refusalWords(t, language, error) ?? errorWords(error) }]);
        },
      },
    );
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <ErrorSummary title={t('session.failed')} faults={faults} attempt={attempt} />
      <TextField
        id={LOGIN}
        label={t('session.login')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={known !== ''}
        error={faultOf(LOGIN)}
        value={login}
        onChange={({ target }) => {
          setLogin(target.value);
          changed(LOGIN);
        }}
      />
      <Password
        value={password}
        onChange={(typed) => {
          setPassword(typed);
          changed(PASSWORD);
        }}
        error={faultOf(PASSWORD)}
        first={known !== ''}
      />
      <div className="form-foot">
        <Button type="submit" look="main" size="large" busy={signIn.isPending}>
          {t('session.signIn')}
        </Button>
      </div>
    </form>
  );
}

/** What two refusals of the sign-in say beyond their code: how many attempts are left, until when it is closed. */
function refusalWords(t: Translate, language: Language, error: unknown): string | null {
  if (!(error instanceof ApiError)) return null;
  const { attemptsLeft, until } = error.params;
  if (error.code === 'INVALID_CREDENTIALS' && typeof attemptsLeft === 'number') {
    return t('session.attemptsLeft', { count: attemptsLeft });
  }
  if (error.code === 'ACCOUNT_LOCKED' && typeof until === 'string') {
    const time = formatTime(until);
    return t('session.lockedUntil', { by: language === 'kk' ? toTime(time) : time });
  }
  return null;
}

interface PasswordProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  /** The only thing to fill in */
  first: boolean;
}

function Password({ value, onChange, error, first }: PasswordProps) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <Field id={PASSWORD} label={t('session.password')} error={error}>
      {(control) => (
        <>
          <div className="input-row">
            <input
              className="input"
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              autoCapitalize="none"
              spellCheck={false}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onKeyDown={watch}
              onKeyUp={watch}
              onBlur={() => setCapsLock(false)}
              data-first-focus={first || undefined}
              {...control}
            />
            <Button onClick={() => setShown(!shown)}>{t(shown ? 'session.hide' : 'session.show')}</Button>
          </div>
          <p className="caps-lock note" role="status">
            {capsLock && (
              <>
                <Icon name="info" small />
                {t('session.capsLock')}
              </>
            )}
          </p>
        </>
      )}
    </Field>
  );
}
