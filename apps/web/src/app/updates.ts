/*
 * Parts of the web come with the page that needs them. After an update of the portal a page that was opened before
 * asks for parts that are gone: loaded anew, it has the new ones. What was typed is in the tab's storage.
 */

const RELOADED = 'kelisim.reloaded';
/** A part that is missing for another reason must not load the page anew for ever. */
const PAUSE_MS = 60_000;

/** Loads the page anew when a part of it is gone and the portal answers. Called once at the start. */
export function reloadAfterUpdates(): void {
  window.addEventListener('vite:preloadError', () => void reloadOnce());
}

async function reloadOnce(): Promise<void> {
  if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < PAUSE_MS) return;
  const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  if (!answer?.ok) return;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
}
