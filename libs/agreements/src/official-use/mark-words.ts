import type { Language } from '#contracts';
import { type Actor, TIME_ZONE } from '#kernel';

/** The mark as 775:3 calls it, in the languages of acts. */
export const MARK_WORDS: Record<'kk' | 'ru', string> = {
  kk: 'Қызмет бабында пайдалану үшін',
  ru: 'Для служебного пользования',
};

/**
 * What stands across each page of a preview: the mark, who reads, of which body, when.
 * @param language of the act
 */
export function markLines(actor: Actor, language: Language, at: Date): string[] {
  const text = language === 'ru' ? 'ru' : 'kk';
  const day = new Intl.DateTimeFormat('ru-KZ', { timeZone: TIME_ZONE, dateStyle: 'short' });
  const time = new Intl.DateTimeFormat('ru-KZ', { timeZone: TIME_ZONE, timeStyle: 'medium' });
  return [MARK_WORDS[text], actor.fullName, actor.body.name[text], `${day.format(at)} ${time.format(at)}`];
}

/** To whoever has opened a tab in which nothing can be shown. */
export const NO_PREVIEW = `Бұл файлды порталда көрсету мүмкін емес: оны карточкадан жүктеп алыңыз.

Этот файл нельзя показать в портале: скачайте его из карточки.

This file can't be shown in the portal: download it from the card.
`;
