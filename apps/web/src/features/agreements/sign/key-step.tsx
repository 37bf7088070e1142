import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { useT } from '../../../i18n/i18n';
import { KeyFileError, type KeyPurpose } from '../../../signing';
import { Button } from '../../../ui/button';
import { CapsLockNote, useCapsLock } from '../../../ui/caps-lock';
import { DialogFoot } from '../../../ui/dialog';
import { ErrorSummary, type Fault } from '../../../ui/error-summary';
import { Field } from '../../../ui/field';

interface KeyStepProps {
  purpose: KeyPurpose;
  /** @throws KeyFileError */
  onOpen: (file: File, password: string) => Promise<void>;
  onFail: (error: unknown) => void;
  onClose: () => void;
}

const FILE = 'sign-key-file';
const PASSWORD = 'sign-key-password';
/** A key that opens sooner needs no words about it. */
const PATIENCE_MS = 1_000;

/** The key file and its password. Both stay in the browser; the password is forgotten as soon as it was used. */
export function KeyStep({ purpose, onOpen, onFail, onClose }: KeyStepProps) {
  const t = useT();
  const form = useId();
  const [file, setFile] = useState<File | null>(null);
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.text;

  function tell(found: readonly Fault[]): void {
    setFaults(found);
    setAttempt((now) => now + 1);
  }
  /** What was wrong with a field is over as soon as it is changed. */
  const changed = (fieldId: string) => setFaults((now) => now.filter((fault) => fault.fieldId !== fieldId));

  async function open(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const missing: Fault[] = [];
    if (!file) missing.push({ fieldId: FILE, text: t('sign.keyMissing') });
    if (password === '') missing.push({ fieldId: PASSWORD, text: t('sign.passwordMissing') });
    tell(missing);
    if (!file || missing.length > 0) return;
    setBusy(true);
    try {
      await onOpen(file, password);
    } catch (error) {
      if (error instanceof KeyFileError && error.code === 'KEY_FILE_WRONG_PASSWORD') {
        tell([{ fieldId: PASSWORD, text: t('signCode.KEY_FILE_WRONG_PASSWORD') }]);
      } else onFail(error);
    } finally {
      setPassword('');
      setBusy(false);
    }
  }

  return (
    <form className="form" id={form} onSubmit={(event) => void open(event)} noValidate>
      <ErrorSummary faults={faults} attempt={attempt} />
      <KeyFileField
        file={file}
        onFile={(chosen) => {
          setFile(chosen);
          changed(FILE);
        }}
        error={faultOf(FILE)}
      />
      <Password
        value={password}
        onChange={(typed) => {
          setPassword(typed);
          changed(PASSWORD);
        }}
        error={faultOf(PASSWORD)}
      />
      <Opening busy={busy} />
      <DialogFoot>
        <Button onClick={onClose}>{t(purpose === 'signing' ? 'sign.closeUnsigned' : 'ui.close')}</Button>
        <span className="push" />
        <Button type="submit" form={form} look="main" busy={busy}>
          {t('sign.continue')}
        </Button>
      </DialogFoot>
    </form>
  );
}

/** Says why it takes a while: a strongly protected key is hard to open for its owner too. */
function Opening({ busy }: { busy: boolean }) {
  const t = useT();
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [busy]);
  return (
    <p className="note soft" role="status">
      {long && t('sign.opening')}
    </p>
  );
}

interface KeyFileFieldProps {
  file: File | null;
  onFile: (file: File) => void;
  error: string | undefined;
}

function KeyFileField({ file, onFile, error }: KeyFileFieldProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  return (
    <Field id={FILE} label={t('sign.keyFile')} hint={t('sign.keyHint')} error={error}>
      {(control) => (
        <div className="input-row">
          <input
            className="input"
            readOnly
            placeholder={t('sign.keyNone')}
            value={file?.name ?? ''}
            onClick={choose}
            {...control}
          />
          <Button onClick={choose} data-first-focus>
            {t('sign.choose')}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".p12,.pfx"
            aria-label={t('sign.keyFile')}
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen) onFile(chosen);
              target.value = '';
              document.getElementById(PASSWORD)?.focus();
            }}
          />
        </div>
      )}
    </Field>
  );
}

interface PasswordProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

function Password({ value, onChange, error }: PasswordProps) {
  const t = useT();
  const capsLock = useCapsLock();
  return (
    <Field id={PASSWORD} label={t('sign.password')} error={error}>
      {(control) => (
        <>
          <input
            className="input"
            type="password"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={({ target }) => onChange(target.value)}
            {...capsLock.watch}
            {...control}
          />
          <CapsLockNote on={capsLock.on} />
        </>
      )}
    </Field>
  );
}
