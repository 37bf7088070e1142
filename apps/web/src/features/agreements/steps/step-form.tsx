import { type KeyboardEvent, type ReactNode, type SubmitEvent, useEffect, useId, useRef } from 'react';
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
  /** Something was typed in it, now or before */
  touched: boolean;
  busy: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A decision as a form in the page, so that the act can be read while it is written. Esc closes it as it closes a dialog,
 * but not over what was typed.
 */
export function StepForm(props: FrameProps) {
  const { title, verb, icon, faults, touched, busy, onSubmit, onClose, children } = props;
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
  function leave(event: KeyboardEvent): void {
    // A list that was open, or a dialog over the form, has taken the key for itself.
    if (event.key !== 'Escape' || event.defaultPrevented || isInDialog(event.target)) return;
    if (!busy && !touched) onClose();
  }

  return (
    <section className="step-form" aria-labelledby={heading} tabIndex={-1} ref={box} onKeyDown={leave}>
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

const isInDialog = (target: EventTarget): boolean => target instanceof Element && !!target.closest('dialog');
