import { type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/api-error';
import { useLanguage, useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { useErrorWords } from '../../ui/states';
import { lockedWords } from '../session/locked-words';
import { PasswordField } from '../session/password-field';

interface PasswordProofProps {
  /** What follows takes something away */
  danger: boolean;
  onPassword: (password: string) => Promise<void>;
}

/** Asks for one's own password before the second factor is changed. */
export function PasswordProof({ danger, onPassword }: PasswordProofProps) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (password === '') {
      setFault(t('session.passwordMissing'));
      return;
    }
    setBusy(true);
    try {
      await onPassword(password);
    } catch (error) {
      setPassword('');
      const { attemptsLeft } = error instanceof ApiError ? error.params : {};
      setFault(
        typeof attemptsLeft === 'number'
          ? t('account.currentWrong', { count: attemptsLeft })
          : (lockedWords(t, language, error) ?? errorWords(error)),
      );
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <p className="prose">{t(danger ? 'factor.removeText' : 'factor.proofText')}</p>
      <PasswordField
        id="factor-password"
        label={t('account.current')}
        autoComplete="current-password"
        value={password}
        onChange={(typed) => {
          setPassword(typed);
          setFault(undefined);
        }}
        error={fault}
        first
      />
      <div className="form-foot">
        <Button type="submit" look={danger ? 'danger' : 'main'} busy={busy}>
          {t(danger ? 'factor.remove' : 'factor.next')}
        </Button>
      </div>
    </form>
  );
}
