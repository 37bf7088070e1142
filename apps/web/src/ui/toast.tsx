import { useEffect, useRef } from 'react';
import { useT } from '../i18n/i18n';
import { Store, useStore } from '../store';
import { Button, IconButton } from './button';
import { Icon } from './icon';
import { useKeys } from './use-keys';

interface Toast {
  id: number;
  text: string;
  /** It was not done */
  failed: boolean;
  undo: (() => void) | undefined;
}

/** Long enough to read and to reach Undo; with an undo it waits longer (WCAG 2.2.1). */
const PLAIN_MS = 8000;
const UNDO_MS = 20_000;

const toasts = new Store<readonly Toast[]>([]);
let lastId = 0;

/**
 * Says what was done, in the past tense; `undo` where the act allows it.
 * @returns takes the words away, for when there is nothing left to undo
 */
export function toast(text: string, undo?: () => void): () => void {
  return show({ text, failed: false, undo });
}

/** Says why something was not done, where no form is there to say it beside. */
export function toastFailure(text: string): void {
  show({ text, failed: true, undo: undefined });
}

function show(said: Omit<Toast, 'id'>): () => void {
  lastId += 1;
  const id = lastId;
  toasts.set([...toasts.get().slice(-2), { id, ...said }]);
  setTimeout(() => dismiss(id), said.undo ? UNDO_MS : PLAIN_MS);
  return () => dismiss(id);
}

function dismiss(id: number): void {
  toasts.set(toasts.get().filter((one) => one.id !== id));
}

/** Stands over the end of the page, and never over its foot: at the end of the page it lies above it. */
export function Toasts() {
  const shown = useStore(toasts);
  const undoable = shown.findLast((one) => one.undo);
  useKeys({ KeyZ: undoable && (() => takeBack(undoable)) });
  // What was said to one person is not for who signs in next.
  useEffect(() => () => toasts.set([]), []);
  return (
    <div className="toasts" role="status">
      {shown.map((one) => (
        <ToastRow key={one.id} toast={one} />
      ))}
    </div>
  );
}

function takeBack({ id, undo }: Toast): void {
  dismiss(id);
  undo?.();
}

function ToastRow({ toast: one }: { toast: Toast }) {
  const t = useT();
  // Where the focus came from: there it goes back to when the words go with their button.
  const came = useRef<HTMLElement | null>(null);
  function close(): void {
    dismiss(one.id);
    const back = came.current?.isConnected ? came.current : document.querySelector<HTMLElement>('main h1');
    back?.focus({ preventScroll: true });
  }
  return (
    <div className="toast">
      <Icon name={one.failed ? 'alert' : 'done'} />
      <span>{one.text}</span>
      {one.undo ? (
        <Button size="small" icon="undo" onClick={() => takeBack(one)}>
          {t('ui.undo')} <kbd>Z</kbd>
        </Button>
      ) : (
        <IconButton
          name="close"
          label={t('ui.close')}
          onClick={close}
          onFocus={({ relatedTarget }) => {
            came.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
          }}
        />
      )}
    </div>
  );
}
