import { useState } from 'react';
import { isStale } from './deeds';

/**
 * What a form began with. What others change while it is open does not pass for seen: the portal refuses the deed (STALE).
 * Whoever was told so may send it again, over what the page shows now.
 */
export function useBegun<Value extends object>(
  now: Value,
): {
  begun: Value;
  /** To be told of each refusal. */
  refused: (error: unknown) => void;
} {
  const [kept, setKept] = useState<Value | null>(now);
  return {
    begun: kept ?? now,
    refused: (error) => {
      if (isStale(error)) setKept(null);
    },
  };
}
