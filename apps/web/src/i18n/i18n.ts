import { setupI18n } from '@lingui/core';
import { Store, useStore } from '../store';
import type { MessageId } from './ids';
import { isLanguage, type Language, type Texts } from './language';

export type Values = Readonly<Record<string, string | number>>;
/** Says a message in the current language. `t` is a new function after each change of language. */
export type Translate = (id: MessageId, values?: Values) => string;

const STORED = 'kelisim.language';
const catalogues = {
  kk: () => import('virtual:catalogue/kk'),
  ru: () => import('virtual:catalogue/ru'),
  en: () => import('virtual:catalogue/en'),
};
/** Chromium has no Kazakh number data, so figures in Kazakh are written as in ru-KZ, which is the same. */
const NUMBERS: Texts = { kk: 'ru-KZ', ru: 'ru-KZ', en: 'en-GB' };

const i18n = setupI18n();
const spoken = new Store<{ language: Language; t: Translate }>({ language: 'kk', t: (id) => id });

/** The language chosen on this computer before, or Kazakh. */
export function storedLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  return isLanguage(stored) ? stored : 'kk';
}

/** Loads a language's words, shows the portal in it where one is, and remembers the choice. */
export async function showLanguage(language: Language): Promise<void> {
  const { messages } = await catalogues[language]();
  i18n.load(language, messages);
  i18n.activate(language, [NUMBERS[language]]);
  document.documentElement.lang = language;
  localStorage.setItem(STORED, language);
  spoken.set({ language, t: (id, values) => i18n._(id, values) });
}

export const useT = (): Translate => useStore(spoken).t;

export const useLanguage = (): Language => useStore(spoken).language;
