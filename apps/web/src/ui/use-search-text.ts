import { useEffect, useRef, useState } from 'react';

/** Long enough not to ask at each letter, short enough to feel at once. */
const PAUSE_MS = 250;

/**
 * What is typed into a search box, put into the address after a pause; an address that changed by itself is shown.
 * @param onPause gets the text, trimmed
 */
export function useSearchText(inAddress: string, onPause: (text: string) => void) {
  const [text, setText] = useState(inAddress);
  const sent = useRef(inAddress);
  const latest = useRef(onPause);
  useEffect(() => {
    latest.current = onPause;
  });
  useEffect(() => {
    if (inAddress === sent.current) return;
    sent.current = inAddress;
    setText(inAddress);
  }, [inAddress]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      latest.current(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText] as const;
}
