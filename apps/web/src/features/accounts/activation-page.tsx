import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useState } from 'react';
import { PASSWORD_FAULTS, PASSWORD_LENGTH, passwordLength } from '#contracts';
import { ApiError } from '../../api/api-error';
import { api, ask } from '../../api/client';
import { useT } from '../../i18n/i18n';
import { Button, buttonClass } from '../../ui/button';
import { ErrorSummary, type Fault } from '../../ui/error-summary';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useErrorWords } from '../../ui/states';
import { LoginFrame } from '../session/login-frame';
import { PasswordField } from '../session/password-field';

const CODE = 'activation-code';
const PASSWORD = 'activation-password';

/** Where the owner of an account sets his password by the code on his slip; nobody is signed in here. */
export function ActivationPage() {
  const t = useT();
  const [login, setLogin] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [done, setDone] = useState(false);
  return (
    <LoginFrame title={t('session.activation')}>
      {done ? (
        <div className="stack">
          <Notice tone="live" title={t('accounts.activated')} alert />
          <Link className={buttonClass({ look: 'main' })} to="/login">
            {t('session.signIn')}
          </Link>
        </div>
      ) : login === null ? (
        <CodeStep code={code} onCode={setCode} onKnown={setLogin} />
      ) : (
        <PasswordStep code={code} login={login} onDone={() => setDone(true)} onBack={() => setLogin(null)} />
      )}
    </LoginFrame>
  );
}

interface CodeStepProps {
  code: string;
  onCode: (code: string) => void;
  onKnown: (login: string) => void;
}

function CodeStep({ code, onCode, onKnown }: CodeStepProps) {
  const t = useT();
  const errorWords = useErrorWords();
  const check = useMutation({ mutationFn: () => ask(api.POST('/api/activation/check', { body: { code } })) });
  const [missing, setMissing] = useState(false);
  const error = missing ? t('factor.codeMissing') : check.error ? errorWords(check.error) : undefined;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (check.isPending) return;
    setMissing(code.trim() === '');
    if (code.trim() !== '') check.mutate(undefined, { onSuccess: ({ login }) => onKnown(login) });
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <p className="soft">{t('accounts.activationText')}</p>
      <TextField
        id={CODE}
        label={t('accounts.code')}
        autoCapitalize="characters"
        spellCheck={false}
        error={error}
        value={code}
        onChange={({ target }) => {
          onCode(target.value);
          setMissing(false);
          check.reset();
        }}
      />
      <div className="form-foot">
        <Button type="submit" look="main" busy={check.isPending}>
          {t('factor.next')}
        </Button>
      </div>
    </form>
  );
}

interface PasswordStepProps {
  code: string;
  login: string;
  onDone: () => void;
  onBack: () => void;
}

function PasswordStep({ code, login, onDone, onBack }: PasswordStepProps) {
  const t = useT();
  const errorWords = useErrorWords();
  // The focus went with the field of the code.
  useEffect(() => document.getElementById(PASSWORD)?.focus(), []);
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const activate = useMutation({
    mutationFn: () => ask(api.POST('/api/activation', { body: { code, password } })),
  });

  function tell(text: string): void {
    setFaults([{ fieldId: PASSWORD, text }]);
    setAttempt((now) => now + 1);
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (activate.isPending) return;
    if (password === '') {
      tell(t('account.nextMissing'));
      return;
    }
    activate.mutate(undefined, {
      onSuccess: onDone,
      onError: (error) => {
        const isPassword = error instanceof ApiError && PASSWORD_FAULTS.some((fault) => fault === error.code);
        tell(errorWords(error));
        if (!isPassword) setPassword('');
      },
    });
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <ErrorSummary title={t('accounts.notActivated')} faults={faults} attempt={attempt} />
      <TextField
        id="activation-login"
        label={t('session.login')}
        name="username"
        autoComplete="username"
        readOnly
        value={login}
      />
      <PasswordField
        id={PASSWORD}
        label={t('account.next')}
        hint={t('account.nextHint')}
        autoComplete="new-password"
        value={password}
        onChange={(typed) => {
          setPassword(typed);
          setFaults([]);
        }}
        error={faults[0]?.text}
      />
      <p className="note soft">
        {t('account.ruleLength', { ...PASSWORD_LENGTH, count: passwordLength(password) })}
      </p>
      <div className="form-foot cluster">
        <Button type="submit" look="main" busy={activate.isPending}>
          {t('accounts.activate')}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {t('accounts.otherCode')}
        </Button>
      </div>
    </form>
  );
}
