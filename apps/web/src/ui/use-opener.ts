import { useRef } from 'react';
import { focusHeading } from './page-head';

/** The words of a button, and what stands around it, from the nearest on. */
interface Opener {
  element: Element | null;
  words: string | null;
  around: Element[];
}

function openerNow(): Opener {
  const element = document.activeElement;
  const around: Element[] = [];
  for (let up = element?.parentElement; up; up = up.parentElement) around.push(up);
  return { element, words: element?.textContent ?? null, around };
}

/** The button itself; where it went while the form was open, the one that has come in its place. */
function placeOf({ element, words, around }: Opener): HTMLElement | undefined {
  if (element instanceof HTMLElement && element !== document.body && element.isConnected) return element;
  const left = around.find(({ isConnected }) => isConnected);
  if (!words || left === document.body) return undefined;
  return [...(left?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === words);
}

/**
 * Gives the focus back to the button that opened a form of the page, as a dialog does by itself (WCAG 2.4.3); to the
 * heading where it is there no more.
 */
export function useOpener(): { opened: () => void; giveBack: () => void } {
  const opener = useRef<Opener>(null);
  return {
    /** To be told before the form is shown. */
    opened: () => {
      opener.current = openerNow();
    },
    giveBack: () => {
      // The button may come back with the picture in which the form is gone.
      requestAnimationFrame(() => {
        const place = opener.current && placeOf(opener.current);
        if (place) place.focus();
        else focusHeading();
      });
    },
  };
}
