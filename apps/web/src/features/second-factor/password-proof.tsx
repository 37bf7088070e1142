import { type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/api-error';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { useErrorWords } from '../../ui/states';
import { lockedWords } from '../session/locked-words';
import { PasswordField } from '../session/password-field';
import { CODE, codeWords } from './code-form';

/** The id of the field. */
const PASSWORD = 'factor-password';

interface PasswordProofProps {
  /** What follows takes something away */
  danger: boolean;
  /** There is a second factor already: a code of it is asked for too */
  withCode: boolean;
  /** @param code empty where none is asked for */
  onProof: (password: string, code: string) => Promise<void>;
}

interface Faults {
  password?: string;
  code?: string;
}

/** Asks for one's own password, and a code where there is one to be had, before the second factor is changed. */
export function PasswordProof({ danger, withCode, onProof }: PasswordProofProps) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Faults>({});

  function missing(): Faults {
    return {
      ...(password === '' ? { password: t('session.passwordMissing') } : {}),
      ...(withCode && code.trim() === '' ? { code: t('factor.codeMissing') } : {}),
    };
  }

  function tell(found: Faults): void {
    setFaults(found);
    const first = found.password !== undefined ? PASSWORD : found.code !== undefined ? CODE : undefined;
    if (first) document.getElementById(first)?.focus();
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const left = missing();
    tell(left);
    if (Object.keys(left).length > 0) return;
    setBusy(true);
    try {
      await onProof(password, code);
    } catch (error) {
      tell(told(error));
    } finally {
      setBusy(false);
    }
  }

  function told(error: unknown): Faults {
    const { code: name, params } = error instanceof ApiError ? error : new ApiError('INTERNAL');
    if (name === 'CODE_WRONG' || name === 'VALIDATION_FAILED') {
      setCode('');
      return { code: codeWords(t, language, error) ?? errorWords(error) };
    }
    setPassword('');
    const { attemptsLeft } = params;
    return {
      password:
        typeof attemptsLeft === 'number'
          ? t('account.currentWrong', { count: attemptsLeft })
          : (lockedWords(t, language, error) ?? errorWords(error)),
    };
  }

  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <p className="prose">{t(danger ? 'factor.removeText' : 'factor.proofText')}</p>
      <PasswordField
        id={PASSWORD}
        label={t('account.current')}
        autoComplete="current-password"
        value={password}
        onChange={(typed) => {
          setPassword(typed);
          setFaults({});
        }}
        error={faults.password}
        first
      />
      {withCode && (
        <TextField
          id={CODE}
          label={t('factor.code')}
          hint={t('factor.codeHint')}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          error={faults.code}
          value={code}
          onChange={({ target }) => {
            setCode(target.value);
            setFaults({});
          }}
        />
      )}
      <div className="form-foot">
        <Button type="submit" look={danger ? 'danger' : 'main'} busy={busy}>
          {t(danger ? 'factor.remove' : 'factor.next')}
        </Button>
      </div>
    </form>
  );
}
