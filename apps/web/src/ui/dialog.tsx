import { createContext, type ReactNode, use, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useT } from '../i18n/i18n';
import { IconButton } from './button';
import './styles/dialog.css';

interface DialogProps {
  title: string;
  /** Asked for by Esc and the cross; without it the dialog can be left only by its own buttons. */
  onClose?: (() => void) | undefined;
  /** Name of what is shown now, where one thing follows another: a focus that its change leaves homeless is led on. */
  step?: string;
  children: ReactNode;
}

/**
 * A modal dialog while it is mounted: the browser's own, which keeps the focus inside, hides the page from
 * screen readers and gives the focus back. Head and foot stand still, what is between them scrolls.
 * The focus goes to what carries `data-first-focus`, else to the heading: never to the cross, which Enter would press.
 */
export function Dialog({ title, onClose, step, children }: DialogProps) {
  const t = useT();
  const headingId = useId();
  const element = useDialog();
  const heading = useRef<HTMLHeadingElement>(null);
  const [foot, setFoot] = useState<HTMLElement | null>(null);
  // Once more with the foot, whose buttons come after it.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    const isHomeless = !foot || focused === heading.current || !element.current?.contains(focused);
    if (!isHomeless) return;
    const first = element.current?.querySelector<HTMLElement>('[data-first-focus]');
    (first ?? heading.current)?.focus();
  }, [foot, step, element]);
  return (
    <dialog
      className="dialog"
      aria-labelledby={headingId}
      ref={element}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header className="dialog-head">
        <h2 id={headingId} tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {onClose && <IconButton name="close" label={t('ui.close')} onClick={onClose} />}
      </header>
      <div className="dialog-body">
        <FootPlace value={foot}>{children}</FootPlace>
      </div>
      <footer className="dialog-foot" ref={setFoot} />
    </dialog>
  );
}

const FootPlace = createContext<HTMLElement | null>(null);

/**
 * Buttons of the dialog around it, the main one last. They stand in its foot wherever they are written, so one that
 * sends a form names it by `form`.
 */
export function DialogFoot({ children }: { children: ReactNode }) {
  const place = use(FootPlace);
  return place && createPortal(children, place);
}

/** Opens the dialog element it is given to, and closes it before it leaves, so that the focus goes back. */
export function useDialog() {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return element;
}
