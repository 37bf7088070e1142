import { type ReactNode, type SubmitEvent, useEffect, useId, useRef } from 'react';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { ErrorSummary } from '../../../ui/error-summary';
import type { IconName } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import type { useFaults } from '../faults';
import '../../../ui/styles/step-form.css';

/** What every form of a step is given by the card. */
export interface StepFormProps {
  /** Closes it; what was typed stays */
  onClose: () => void;
  /** The step was decided. @param words what was done, in the past tense */
  onDone: (words: string) => void;
}

interface FrameProps {
  title: string;
  /** Name of the button that decides: the order's own verb */
  verb: string;
  icon?: IconName;
  faults: ReturnType<typeof useFaults>;
  busy: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A decision as a form in the page, so that the act can be read while it is written. */
export function StepForm({ title, verb, icon, faults, busy, onSubmit, onClose, children }: FrameProps) {
  const t = useT();
  const heading = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!busy) onSubmit();
  }

  return (
    <section className="step-form" aria-labelledby={heading} tabIndex={-1} ref={box}>
      <h2 id={heading}>{title}</h2>
      <form className="form" onSubmit={submit} onBlur={faults.leave} noValidate>
        <ErrorSummary faults={faults.faults} attempt={faults.attempt} />
        {faults.refusal && (
          <Notice tone="late" title={faults.refusal}>
            {t('agreements.typedKept')}
          </Notice>
        )}
        {children}
        <div className="form-foot">
          <Button type="submit" look="main" icon={icon} busy={busy}>
            {verb}
          </Button>
          <Button onClick={onClose}>{t('ui.close')}</Button>
        </div>
      </form>
    </section>
  );
}
