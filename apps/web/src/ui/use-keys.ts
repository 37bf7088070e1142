import { useEffect, useRef } from 'react';
import { readPreferences } from './preferences';

/** What each key does, by its place on the keyboard (`KeyJ` is also О), with Shift as `Shift+KeyJ`; undefined: nothing now. */
export type Keys = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

/** Nothing is typed into a choice. */
const TYPING = 'input:not([type="radio"]), select, textarea, [contenteditable], dialog, [popover]';

/**
 * Single-key commands while the component is mounted: not while typing, not in a dialog, not with a modifier,
 * and not where the person has turned them off (WCAG 2.1.4).
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const act = latest.current[event.shiftKey ? `Shift+${event.code}` : event.code];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!readPreferences().singleKeys) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      event.preventDefault();
      act(event);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
