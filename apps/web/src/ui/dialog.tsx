import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useT } from '../i18n/i18n';
import { IconButton } from './button';
import './styles/dialog.css';

interface DialogProps {
  title: string;
  /** Asked for by Esc and the cross; without it the dialog can be left only by its own buttons. */
  onClose?: () => void;
  /** Buttons, the main one last */
  foot?: ReactNode;
  children: ReactNode;
}

/**
 * A modal dialog while it is mounted: the browser's own, which keeps the focus inside, hides the page from
 * screen readers and gives the focus back.
 */
export function Dialog({ title, onClose, foot, children }: DialogProps) {
  const t = useT();
  const heading = useId();
  const element = useDialog();
  return (
    <dialog
      className="dialog"
      aria-labelledby={heading}
      ref={element}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header className="dialog-head">
        <h2 id={heading}>{title}</h2>
        {onClose && <IconButton name="close" label={t('ui.close')} onClick={onClose} />}
      </header>
      <div className="dialog-body">{children}</div>
      {foot && <footer className="dialog-foot">{foot}</footer>}
    </dialog>
  );
}

/**
 * Opens the dialog element it is given to, and closes it before it leaves, so that the focus goes back.
 * The focus goes to what carries `data-first-focus`, else to the first control.
 */
export function useDialog() {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => dialog?.close();
  }, []);
  return element;
}
