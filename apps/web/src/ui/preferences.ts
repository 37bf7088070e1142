import { Store, useStore } from '../store';

export const THEMES = ['system', 'light', 'dark'] as const;
export const SIGNING_WAYS = ['key-file', 'ncalayer'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;

/** How this person likes the portal on this computer. */
export interface Preferences {
  theme: (typeof THEMES)[number];
  density: (typeof DENSITIES)[number];
  singleKeys: boolean;
  /** With what one signed last: offered first */
  signingWay: (typeof SIGNING_WAYS)[number];
}

const STORED = 'kelisim.preferences';
const preferences = new Store(stored());

/** Whatever was stored, only known values are taken. */
function stored(): Preferences {
  let found: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    found = JSON.parse(localStorage.getItem(STORED) ?? '{}') ?? {};
  } catch {
    // Spoilt by hand or by another program: the defaults serve.
  }
  return {
    theme: THEMES.find((theme) => theme === found.theme) ?? 'system',
    density: DENSITIES.find((density) => density === found.density) ?? 'comfortable',
    singleKeys: found.singleKeys !== false,
    signingWay: SIGNING_WAYS.find((way) => way === found.signingWay) ?? 'key-file',
  };
}

/** Shows the page as preferred; called once at the start and after each change. */
export function applyPreferences(): void {
  const { theme, density } = preferences.get();
  const root = document.documentElement.dataset;
  if (theme === 'system') delete root.theme;
  else root.theme = theme;
  root.density = density;
}

export const readPreferences = preferences.get;

export function changePreferences(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  localStorage.setItem(STORED, JSON.stringify(next));
  preferences.set(next);
  applyPreferences();
}

export const usePreferences = (): Preferences => useStore(preferences);
