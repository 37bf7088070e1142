import { type SubmitEvent, useId, useState } from 'react';
import { useT } from '../i18n/i18n';
import { Button } from './button';
import { Dialog, DialogFoot } from './dialog';
import { TextArea } from './field';
import { useErrorWords } from './states';

interface ReasonDialogProps {
  title: string;
  /** What will happen, in a sentence. */
  text?: string;
  /** On the button that does it. */
  action: string;
  look?: 'main' | 'danger';
  /** Signs that a reason may have, by the contract */
  longest: number;
  busy: boolean;
  /** Why the last try was refused. */
  error: unknown;
  /** @param reason trimmed, not empty */
  onSubmit: (reason: string) => void;
  onClose: () => void;
}

/** Asks for the reason of a deed that must not be done without one; stays open, with what was typed, when it is refused. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, text, action, look = 'danger', longest, busy, error, onSubmit, onClose } = props;
  const t = useT();
  const errorWords = useErrorWords();
  const form = useId();
  const field = useId();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  /** Of a refusal that was read: one types on. */
  const [readError, setReadError] = useState<unknown>(null);
  const refusal = error && error !== readError ? errorWords(error) : undefined;

  const tooLong = ({ length }: string) => (length > longest ? t('ui.reasonTooLong', { longest }) : undefined);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (busy) return;
    const given = reason.trim();
    const found = given === '' ? t('ui.reasonMissing') : tooLong(given);
    setFault(found);
    if (found) document.getElementById(field)?.focus();
    else onSubmit(given);
  }

  return (
    <Dialog title={title} onClose={busy ? undefined : onClose}>
      <form className="form" id={form} onSubmit={submit} noValidate>
        {text && <p className="prose">{text}</p>}
        <TextArea
          id={field}
          label={t('ui.reason')}
          rows={3}
          data-first-focus
          error={fault ?? refusal}
          value={reason}
          onChange={({ target }) => {
            setReason(target.value);
            setFault(undefined);
            setReadError(error);
          }}
        />
      </form>
      <DialogFoot>
        <Button look="quiet" onClick={onClose} disabled={busy}>
          {t('ui.cancel')}
        </Button>
        <Button type="submit" form={form} look={look} busy={busy}>
          {action}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
