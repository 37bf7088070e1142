import type { FileText, Language } from '#contracts';

/** Letters that Kazakh has and Russian has not: about one in eight of a Kazakh text. */
const KAZAKH = /[әғқңөұүһі]/giu;
const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LATIN = /\p{Script=Latin}/gu;
const ENOUGH = 20_000;

/** Which of the portal's languages a text is in; null: too few letters to tell. */
export function languageOf({ paragraphs }: FileText): Language | null {
  let sample = '';
  for (const { text } of paragraphs) {
    if (sample.length >= ENOUGH) break;
    sample += text;
  }
  const count = (letters: RegExp) => sample.match(letters)?.length ?? 0;
  const cyrillic = count(CYRILLIC);
  if (cyrillic + count(LATIN) < 20) return null;
  if (cyrillic < count(LATIN)) return 'en';
  return count(KAZAKH) > cyrillic * 0.03 ? 'kk' : 'ru';
}
