import { type SubmitEvent, useState } from 'react';
import { ApiError } from '../../api/api-error';
import { type Translate, useLanguage, useT } from '../../i18n/i18n';
import type { Language } from '../../i18n/language';
import { Button } from '../../ui/button';
import { ErrorSummary, type Fault } from '../../ui/error-summary';
import { TextField } from '../../ui/field';
import { useErrorWords } from '../../ui/states';
import { lockedWords } from '../session/locked-words';

interface CodeFormProps {
  label: string;
  hint?: string;
  button: string;
  /** Sends the code; what it throws is told at the field */
  onCode: (code: string) => Promise<void>;
  onBack: () => void;
  back: string;
}

/** The id of the field. */
export const CODE = 'second-factor-code';

/** One field for a code. */
export function CodeForm({ label, hint, button, onCode, onBack, back }: CodeFormProps) {
  const t = useT();
  const language = useLanguage();
  const errorWords = useErrorWords();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);

  function tell(text: string): void {
    setFaults([{ fieldId: CODE, text }]);
    setAttempt((now) => now + 1);
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (code.trim() === '') {
      tell(t('factor.codeMissing'));
      return;
    }
    setBusy(true);
    try {
      await onCode(code);
    } catch (error) {
      setCode('');
      tell(codeWords(t, language, error) ?? errorWords(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="form" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary title={t('factor.failed')} faults={faults} attempt={attempt} />
      <TextField
        id={CODE}
        label={label}
        hint={hint}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        data-first-focus
        error={faults[0]?.text}
        value={code}
        onChange={({ target }) => {
          setCode(target.value);
          setFaults([]);
        }}
      />
      <div className="form-foot cluster">
        <Button type="submit" look="main" busy={busy}>
          {button}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {back}
        </Button>
      </div>
    </form>
  );
}

/** What is said of a wrong code beyond its name: how many attempts are left, until when none is taken. */
export function codeWords(t: Translate, language: Language, error: unknown): string | null {
  if (!(error instanceof ApiError)) return null;
  const { attemptsLeft } = error.params;
  if (error.code === 'VALIDATION_FAILED') return t('factor.codeForm');
  if (error.code === 'CODE_WRONG' && typeof attemptsLeft === 'number') {
    return t('factor.codeWrong', { count: attemptsLeft });
  }
  return lockedWords(t, language, error);
}
