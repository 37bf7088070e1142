import { type ReactNode, useState } from 'react';
import { useT } from '../../i18n/i18n';
import { Button } from '../../ui/button';
import { CapsLockNote, useCapsLock } from '../../ui/caps-lock';
import { Field } from '../../ui/field';

interface PasswordFieldProps {
  id: string;
  label: string;
  /** Tells password managers which one belongs here; pasting is never hindered. */
  autoComplete: 'current-password' | 'new-password';
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  hint?: ReactNode;
  /** The only thing to fill in */
  first?: boolean;
  onFocus?: () => void;
}

/** A password that can be shown, with a word where Caps Lock is on. */
export function PasswordField({
  id,
  label,
  autoComplete,
  value,
  onChange,
  error,
  hint,
  first = false,
  onFocus,
}: PasswordFieldProps) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const capsLock = useCapsLock();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <>
          <div className="input-row">
            <input
              className="input"
              name={autoComplete === 'new-password' ? 'new-password' : 'password'}
              type={shown ? 'text' : 'password'}
              autoComplete={autoComplete}
              autoCapitalize="none"
              spellCheck={false}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onFocus={onFocus}
              {...capsLock.watch}
              data-first-focus={first || undefined}
              {...control}
            />
            <Button onClick={() => setShown(!shown)}>{t(shown ? 'session.hide' : 'session.show')}</Button>
          </div>
          <CapsLockNote on={capsLock.on} />
        </>
      )}
    </Field>
  );
}
