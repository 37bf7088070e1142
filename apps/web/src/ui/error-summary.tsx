import { type MouseEvent, useEffect, useId, useRef } from 'react';
import { useT } from '../i18n/i18n';

export interface Fault {
  /** id of the control it is about */
  fieldId: string;
  text: string;
}

/**
 * All that is wrong with a form, at its top; each line leads to its field. Takes the focus when it appears
 * and whenever `faults` is a new list, so that a second refusal is heard too.
 */
export function ErrorSummary({ title, faults }: { title?: string; faults: readonly Fault[] }) {
  const t = useT();
  const heading = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [faults]);
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
