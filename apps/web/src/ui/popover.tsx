import { type ReactNode, type ToggleEvent, useEffect, useId, useRef, useState } from 'react';

interface PopoverProps {
  /** Class of the button that opens it */
  className: string;
  label: ReactNode;
  /** Name of the button where `label` is no word */
  name?: string;
  children: ReactNode;
}

const EDGE_PX = 8;

/**
 * A button with a panel under it, on the browser's popover: Esc and a click elsewhere close it, and so does a focus that
 * moves on, which it would cover (WCAG 2.4.11). What is in the panel are ordinary controls, reached by Tab.
 */
export function Popover({ className, label, name, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  function place(event: ToggleEvent): void {
    const under = button.current?.getBoundingClientRect();
    if (event.newState !== 'open' || !under || !panel.current) return;
    panel.current.style.top = `${under.bottom + 4}px`;
    // Under the end of the button that is nearer to the middle of the page, and never beyond its edges.
    const width = document.documentElement.clientWidth;
    const isLeft = under.left + under.right < width;
    const from = Math.max(EDGE_PX, isLeft ? under.left : width - under.right);
    const gap = `min(${from}px, 100vw - min(22rem, 100vw - 1rem) - ${EDGE_PX}px)`;
    panel.current.style.left = isLeft ? gap : 'auto';
    panel.current.style.right = isLeft ? 'auto' : gap;
  }

  useEffect(() => {
    if (!open) return;
    function follow({ target }: FocusEvent): void {
      const stays = [button, panel].some(
        ({ current }) => target instanceof Node && current?.contains(target),
      );
      if (!stays) panel.current?.hidePopover();
    }
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [open]);

  return (
    <>
      <button
        type="button"
        className={className}
        popoverTarget={id}
        aria-label={name}
        aria-expanded={open}
        aria-controls={id}
        ref={button}
      >
        {label}
      </button>
      <div
        className="popover"
        popover="auto"
        id={id}
        ref={panel}
        onBeforeToggle={place}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && children}
      </div>
    </>
  );
}
