import type { InboxItem, Language } from '#contracts';

/** What an item is titled by, with the language of that: a task about a body itself by its name, as its reader knows it. */
export function titleOf(
  item: Pick<InboxItem, 'subjectKind' | 'title' | 'titleLanguage' | 'bodyName'>,
  language: Language,
): { text: string; lang: Language } {
  return item.subjectKind === 'state_body'
    ? { text: item.bodyName[language], lang: language }
    : { text: item.title, lang: item.titleLanguage };
}
