import { type KeyboardEvent, useRef } from 'react';

const STOPS = 'input[type=search], .subject a';

/** Arrows between the box and the rows under it; Enter in the box opens the first row, as on the row itself. */
export function useArrows() {
  const area = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const stops = [...(area.current?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
    const at = stops.indexOf(event.currentTarget);
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      stops[at + move]?.focus();
    } else if (event.key === 'Enter' && at === 0) {
      event.preventDefault();
      stops[1]?.click();
    }
  }
  return { area, onKeyDown };
}
