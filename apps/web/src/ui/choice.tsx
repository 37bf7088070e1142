import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react';
import { FieldError } from './field';

/** With Shift a press selects text, and a browser then takes the click for no click on the label. */
function selectNothing(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}

export function Checkbox({ label, className = '', ...rest }: ComponentProps<'input'> & { label: ReactNode }) {
  return (
    <label className={`check ${className}`} onMouseDown={selectNothing}>
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  /** What choosing it means */
  hint?: ReactNode;
  /** Its state: a Status */
  status?: ReactNode;
}

interface RadioCardsProps<Value extends string> {
  legend: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The first card carries it, so that an ErrorSummary leads there. */
  id?: string;
  choices: readonly Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
}

/** One of few, each with its meaning beside it. */
export function RadioCards<Value extends string>({
  legend,
  hint,
  error,
  id,
  choices,
  value,
  onChange,
}: RadioCardsProps<Value>) {
  const made = useId();
  const own = id ?? made;
  return (
    <fieldset
      className="field"
      data-invalid={error ? '' : undefined}
      aria-describedby={error ? `${own}-error` : undefined}
    >
      <legend>{legend}</legend>
      {hint && <span className="field-hint">{hint}</span>}
      <FieldError id={`${own}-error`} error={error} />
      {choices.map((choice, place) => (
        <label className="option" key={choice.value}>
          <input
            id={place === 0 ? own : undefined}
            type="radio"
            name={own}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span className="option-text">
            {choice.label}
            {choice.hint && <span>{choice.hint}</span>}
          </span>
          {choice.status}
        </label>
      ))}
    </fieldset>
  );
}

interface SegmentedProps<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of two or three short words, in effect at once. */
export function Segmented<Value extends string>({ label, choices, value, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className="segmented-field">
      <legend className="note faint">{label}</legend>
      <span className="segmented">
        {choices.map((choice) => (
          <label className="btn" key={choice.value}>
            <input
              className="visually-hidden"
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
