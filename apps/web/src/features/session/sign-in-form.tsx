import { lazy, type SubmitEvent, Suspense, useState } from 'react';
import type { PendingSignIn } from '#contracts';
import { ApiError } from '../../api/api-error';
import { isPending, useSignIn } from '../../api/session';
import { type Translate, useLanguage, useT } from '../../i18n/i18n';
import type { Language } from '../../i18n/language';
import { Button } from '../../ui/button';
import { ErrorSummary, type Fault } from '../../ui/error-summary';
import { TextField } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { useErrorWords } from '../../ui/states';
import { lockedWords } from './locked-words';
import { PasswordField } from './password-field';

interface SignInFormProps {
  /** Set where the same person signs in again */
  login?: string;
  onDone: () => void;
}

const SecondStep = lazy(() => import('../second-factor/second-step'));

const LOGIN = 'sign-in-login';
const PASSWORD = 'sign-in-password';

/** Account name and password, then the second step where one is asked for. A refusal keeps the account name and empties the password. */
export function SignInForm({ login: known = '', onDone }: SignInFormProps) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const signIn = useSignIn();
  const [login, setLogin] = useState(known);
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [pending, setPending] = useState<PendingSignIn | null>(null);
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
        onSuccess: (answer) => {
          if (!isPending(answer)) return onDone();
          setPassword('');
          setPending(answer);
        },
        onError: (error) => {
          setPassword('');
          tell([{ fieldId: PASSWORD, text: refusalWords(t, language, error) ?? errorWords(error) }]);
        },
      },
    );
  }

  if (pending) {
    return (
      <Suspense fallback={<Skeleton />}>
        <SecondStep pending={pending} onDone={onDone} onRestart={() => setPending(null)} />
      </Suspense>
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
      <PasswordField
        id={PASSWORD}
        label={t('session.password')}
        autoComplete="current-password"
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
  const { attemptsLeft } = error.params;
  if (error.code === 'INVALID_CREDENTIALS' && typeof attemptsLeft === 'number') {
    return t('session.attemptsLeft', { count: attemptsLeft });
  }
  return lockedWords(t, language, error);
}
