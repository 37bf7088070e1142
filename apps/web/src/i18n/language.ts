import type { Language } from '#contracts';

export type { Language };

/** The portal's languages; Kazakh comes first and is the default. */
export const LANGUAGES = ['kk', 'ru', 'en'] as const satisfies readonly Language[];

/** A text in all three languages, as the data carry it. */
export type Texts = Readonly<Record<Language, string>>;

/** Each language by its own name: never translated. */
export const LANGUAGE_NAMES: Texts = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}
