import type { ReactNode } from 'react';
import { useT } from '../../../i18n/i18n';
import { Button } from '../../../ui/button';
import { Dialog, DialogFoot } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';
import { useErrorWords } from '../../../ui/states';

interface ConfirmProps {
  title: string;
  /** What comes of it */
  text: string;
  /** What else comes of it */
  children?: ReactNode;
  /** Name of the button that does it */
  verb: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({
  title,
  text,
  children,
  verb,
  danger = false,
  busy,
  error,
  onClose,
  onConfirm,
}: ConfirmProps) {
  const t = useT();
  const errorWords = useErrorWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        <p>{text}</p>
        {children}
        {error !== null && <Notice tone="late" title={errorWords(error)} />}
      </div>
      <DialogFoot>
        <Button data-first-focus onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <span className="push" />
        <Button look={danger ? 'danger' : 'main'} busy={busy} onClick={onConfirm}>
          {verb}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
