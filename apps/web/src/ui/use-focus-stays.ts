import { useEffect } from 'react';
import { focusHeading } from './page-head';

/**
 * Keeps the focus on a page whose controls go away with what was done by them: it goes to what stood around the control
 * and can hold it, such as a row of a list, else to the heading. Who has moved on meanwhile is left alone (WCAG 2.4.3).
 */
export function useFocusStays(): void {
  useEffect(() => {
    const main = document.querySelector('main');
    if (!main) return;
    let held: HTMLElement | null = null;
    let around: HTMLElement[] = [];

    function take({ target }: FocusEvent): void {
      if (!(target instanceof HTMLElement)) return;
      held = target;
      around = [];
      for (let up = target.parentElement; up && up !== main; up = up.parentElement) {
        if (up.hasAttribute('tabindex')) around.push(up);
      }
    }
    // A control that is taken off the page loses the focus too, but is gone by the next picture.
    function leave({ target }: FocusEvent): void {
      requestAnimationFrame(() => {
        if (held === target && held?.isConnected && document.activeElement !== held) held = null;
      });
    }
    function giveOn(places: readonly HTMLElement[]): void {
      if (document.activeElement !== document.body) return;
      const place = places.find(({ isConnected }) => isConnected);
      if (place) place.focus({ preventScroll: true });
      else focusHeading();
    }
    const changes = new MutationObserver(() => {
      if (!held || held.isConnected) return;
      const places = around;
      held = null;
      // Whoever took the control away may give the focus on himself.
      requestAnimationFrame(() => requestAnimationFrame(() => giveOn(places)));
    });

    main.addEventListener('focusin', take);
    main.addEventListener('focusout', leave);
    changes.observe(main, { childList: true, subtree: true });
    return () => {
      main.removeEventListener('focusin', take);
      main.removeEventListener('focusout', leave);
      changes.disconnect();
    };
  }, []);
}
