import { setupI18n } from '@lingui/core';
import { Store, useStore } from '../store';
import type { MessageId } from './ids';
import { isLanguage, type Language, type Texts } from './language';

export type Values = Readonly<Record<string, string | number>>;
/** Says a message in the current language. `t` is a new function after each change of language. */
export type Translate = (id: MessageId, values?: Values) => string;

const STORED = 'kelisim.language';
/** Of each language the words of the first page, and those of the rooms, which come after it. */
const catalogues = {
  kk: {
    first: () => import('virtual:catalogue/kk/first'),
    rooms: () => import('virtual:catalogue/kk/rooms'),
  },
  ru: {
    first: () => import('virtual:catalogue/ru/first'),
    rooms: () => import('virtual:catalogue/ru/rooms'),
  },
  en: {
    first: () => import('virtual:catalogue/en/first'),
    rooms: () => import('virtual:catalogue/en/rooms'),
  },
};
/** Chromium has no Kazakh number data, so figures in Kazakh are written as in ru-KZ, which is the same. */
const NUMBERS: Texts = { kk: 'ru-KZ', ru: 'ru-KZ', en: 'en-GB' };

const i18n = setupI18n();
/** Languages whose words are all there. */
const complete = new Set<Language>();
const spoken = new Store<{ language: Language; t: Translate }>({ language: 'kk', t: (id) => id });

/** The language chosen on this computer before, or Kazakh. */
export function storedLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  return isLanguage(stored) ? stored : 'kk';
}

/** Shows the portal in a language, as soon as the words of the first page are there; those of the rooms follow. */
export async function beginLanguage(language: Language): Promise<void> {
  const { messages } = await catalogues[language].first();
  i18n.load(language, messages);
  speak(language);
}

/** Lets the words of the rooms come beside those of the first page. Where they do not, `roomWords` asks again. */
export function askForRoomWords(language: Language): void {
  catalogues[language].rooms().catch(() => undefined);
}

/** The words of the rooms, in the language that is spoken: whatever is no first page waits for them. */
export async function roomWords(): Promise<void> {
  const { language } = spoken.get();
  if (complete.has(language)) return;
  const { messages } = await catalogues[language].rooms();
  i18n.load(language, messages);
  complete.add(language);
  if (spoken.get().language === language) speak(language);
}

/** Shows the portal in another language, where one is, and remembers the choice. */
export async function showLanguage(language: Language): Promise<void> {
  const parts = await Promise.all([catalogues[language].first(), catalogues[language].rooms()]);
  for (const { messages } of parts) i18n.load(language, messages);
  complete.add(language);
  speak(language);
}

function speak(language: Language): void {
  i18n.activate(language, [NUMBERS[language]]);
  document.documentElement.lang = language;
  localStorage.setItem(STORED, language);
  spoken.set({ language, t: (id, values) => i18n._(id, values) });
}

export const useT = (): Translate => useStore(spoken).t;

export const useLanguage = (): Language => useStore(spoken).language;
