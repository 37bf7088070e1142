import { useEffect, useState } from 'react';
import { useSession } from '../../api/session';

/*
 * What is being typed, kept in this tab: a reload, a refusal or a lost session loses nothing. Each person has
 * drafts of his own, because the next one at this computer must not find them.
 */

const PREFIX = 'kelisim.draft';

function read<Value extends object>(key: string, initial: Value): Value | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return typeof stored === 'object' && stored !== null ? { ...initial, ...stored } : null;
  } catch {
    // Spoilt by another program: what was there cannot be shown.
    return null;
  }
}

export interface Draft<Value extends object> {
  value: Value;
  change: (part: Partial<Value> | ((now: Value) => Partial<Value>)) => void;
  /** Something was typed earlier and is shown now. */
  restored: boolean;
  /** Something was typed that is not saved. */
  touched: boolean;
  /** Forgets what was typed, because it was saved or is not wanted. */
  drop: () => void;
  /** Forgets what was typed and shows this instead. */
  restart: (initial: Value) => void;
}

/**
 * A form's content with a copy in the tab's storage.
 * @param name what it is a draft of, with the id of the thing
 * @param initial what the form begins with, where nothing was typed before
 */
export function useDraft<Value extends object>(name: string, initial: Value): Draft<Value> {
  const { employee } = useSession();
  // It stays a draft of what it began as, also where that is changed by another meanwhile.
  const [key] = useState(`${PREFIX}.${employee.id}.${name}`);
  const [state, setState] = useState(() => {
    const kept = read(key, initial);
    return { value: kept ?? initial, touched: kept !== null, restored: kept !== null };
  });

  useEffect(() => {
    if (!state.touched) return;
    try {
      sessionStorage.setItem(key, JSON.stringify(state.value));
    } catch {
      // The storage is full or closed to us: typing goes on without a copy.
    }
  }, [key, state]);

  function restart(value: Value): void {
    sessionStorage.removeItem(key);
    setState({ value, touched: false, restored: false });
  }

  return {
    ...state,
    change: (part) =>
      setState((now) => {
        const changed = typeof part === 'function' ? part(now.value) : part;
        return { ...now, value: { ...now.value, ...changed }, touched: true };
      }),
    drop: () => restart(state.value),
    restart,
  };
}
