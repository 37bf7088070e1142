import { type ComponentProps, type ReactNode, useId } from 'react';
import { useT } from '../i18n/i18n';
import { Icon } from './icon';

export interface FieldFrame {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value, in words; the field is marked while it is there. */
  error?: string | undefined;
  optional?: boolean;
  /** Also the address that an ErrorSummary leads to. */
  id?: string;
}

interface Control {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label, hint and error of one control; the control itself is drawn by `children` with the given props. */
export function Field({
  label,
  hint,
  error,
  optional = false,
  id,
  children,
}: FieldFrame & { children: (control: Control) => ReactNode }) {
  const t = useT();
  const made = useId();
  const own = id ?? made;
  const described = [hint && `${own}-hint`, error && `${own}-error`].filter(Boolean).join(' ');
  return (
    <div className="field" data-invalid={error ? '' : undefined}>
      <label htmlFor={own}>
        {label} {optional && <span className="field-optional">{t('ui.optional')}</span>}
      </label>
      {hint && (
        <span className="field-hint" id={`${own}-hint`}>
          {hint}
        </span>
      )}
      <FieldError id={`${own}-error`} error={error} />
      {children({
        id: own,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  );
}

/** What is wrong, next to the thing it is about. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p className="field-error" id={id}>
      <Icon name="alert" small />
      {error}
    </p>
  );
}

export function TextField({
  label,
  hint,
  error,
  optional,
  id,
  ...rest
}: FieldFrame & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} id={id}>
      {(control) => <input className="input" autoComplete="off" {...rest} {...control} />}
    </Field>
  );
}

interface NumberFieldProps extends FieldFrame {
  min?: number;
  max?: number;
  /** As typed: what is no whole number stays to be seen and is named as a fault. */
  value: string;
  onChange: (typed: string) => void;
}

/** A whole number, in a field as narrow as it; `min` and `max` are for the arrows, the form says what is wrong. */
export function NumberField({ min, max, value, onChange, ...frame }: NumberFieldProps) {
  return (
    <TextField
      {...frame}
      className="input input-number"
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  id,
  ...rest
}: FieldFrame & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} id={id}>
      {(control) => <textarea className="textarea" {...rest} {...control} />}
    </Field>
  );
}

/** A short list, all of it known: the browser's own control. `children` are its options. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  id,
  ...rest
}: FieldFrame & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} id={id}>
      {(control) => <select className="select" {...rest} {...control} />}
    </Field>
  );
}
