import { type MouseEvent, useEffect, useId, useRef } from 'react';
import { useT } from '../i18n/i18n';

export interface Fault {
  /** id of the control it is about */
  fieldId: string;
  text: string;
}

interface ErrorSummaryProps {
  title?: string;
  /** What is still wrong: a corrected field leaves the list */
  faults: readonly Fault[];
  /** Grows each time the form is refused: the summary then takes the focus, so that a second refusal is heard too */
  attempt: number;
}

/** All that is wrong with a form, at its top; each line leads to its field. */
export function ErrorSummary({ title, faults, attempt }: ErrorSummaryProps) {
  const t = useT();
  const heading = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (faults.length === 0) return null;

  function lead(event: MouseEvent, fieldId: string): void {
    event.preventDefault();
    const field = document.getElementById(fieldId);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }

  return (
    <div className="error-summary" role="alert" aria-labelledby={heading} tabIndex={-1} ref={box}>
      <h2 id={heading}>{title ?? t('ui.problems')}</h2>
      <ul>
        {faults.map(({ fieldId, text }) => (
          <li key={fieldId + text}>
            <a href={`#${fieldId}`} onClick={(event) => lead(event, fieldId)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
