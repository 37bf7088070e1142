import { Store } from '../store';
import type { Refusal } from './api-error';

let token: string | null = null;

/** What every request must know of the session: the token that guards against forged requests, and its loss. */
export const sessionState = {
  /** True while the server no longer knows a session that had begun here. */
  lost: new Store(false),

  /** True once the server said that the session was ended by its owner from elsewhere, until another begins. */
  ended: new Store(false),

  csrfToken: (): string | null => token,

  /** A session began or was confirmed. */
  begin(csrfToken: string): void {
    token = csrfToken;
    sessionState.lost.set(false);
    sessionState.ended.set(false);
  },

  /** The session was ended by its owner: nothing to ask again. */
  end(): void {
    token = null;
    sessionState.lost.set(false);
  },

  /** Grows when the server takes a request for another session's: who is signed in now has to be asked. */
  doubts: new Store(0),

  /** Heeds what a refusal tells of the session itself, whatever was asked. */
  heed(code: Refusal): void {
    if (code === 'UNAUTHENTICATED') sessionState.lost.set(token !== null);
    if (code === 'CSRF_REJECTED') sessionState.doubts.set(sessionState.doubts.get() + 1);
    if (code === 'SESSION_ENDED') {
      sessionState.end();
      sessionState.ended.set(true);
    }
  },
};
