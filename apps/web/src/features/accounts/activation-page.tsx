import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useMemo, useState } from 'react';
import { type ActivationView, PASSWORD_FAULTS } from '#contracts';
import { ApiError } from '../../api/api-error';
import { api, ask } from '../../api/client';
import { useT } from '../../i18n/i18n';
import { ERROR_WORDS } from '../../i18n/words';
import { Button, buttonClass } from '../../ui/button';
import { ErrorSummary, type Fault } from '../../ui/error-summary';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useErrorWords } from '../../ui/states';
import { PasswordCheck, usePasswordFaults, usePasswordKnowledge } from '../account/password-check';
import { LoginFrame } from '../session/login-frame';
import { PasswordField } from '../session/password-field';

const CODE = 'activation-code';
const PASSWORD = 'activation-password';

/** Where the owner of an account sets his password by the code on his slip; nobody is signed in here. */
export function ActivationPage() {
  const t = useT();
  const [known, setKnown] = useState<ActivationView | null>(null);
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
      ) : known === null ? (
        <CodeStep code={code} onCode={setCode} onKnown={setKnown} />
      ) : (
        <PasswordStep code={code} known={known} onDone={() => setDone(true)} onBack={() => setKnown(null)} />
      )}
    </LoginFrame>
  );
}

interface CodeStepProps {
  code: string;
  onCode: (code: string) => void;
  onKnown: (known: ActivationView) => void;
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
    if (code.trim() !== '') check.mutate(undefined, { onSuccess: onKnown });
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
  known: ActivationView;
  onDone: () => void;
  onBack: () => void;
}

function PasswordStep({ code, known, onDone, onBack }: PasswordStepProps) {
  const t = useT();
  const errorWords = useErrorWords();
  // The focus went with the field of the code.
  useEffect(() => document.getElementById(PASSWORD)?.focus(), []);
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [knowledge, learn] = usePasswordKnowledge();
  // His IIN is told to nobody here; that the server judges.
  const owner = useMemo(
    () => ({
      login: known.login,
      fullName: known.fullName,
      iin: '',
      bodyNames: [known.body.name, known.body.shortName].flatMap((name) => Object.values(name)),
    }),
    [known],
  );
  const broken = usePasswordFaults(password, null, owner, knowledge);
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
    const [fault] = broken;
    if (fault) {
      tell(t(ERROR_WORDS[fault]));
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
        value={known.login}
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
        onFocus={learn}
        error={faults[0]?.text}
      />
      <PasswordCheck next={password} faults={broken} owner={owner} knowledge={knowledge} isFirst />
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
