import {
  type Language,
  type LocalizedText,
  RECORD_DEEDS,
  RECORD_THINGS,
  type RecordEntry,
  type RecordExportBody,
} from '#contracts';
import { TIME_ZONE } from '#kernel';

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  kk: [
    'Уақыты (Астана)',
    'Кім',
    'Лауазымы',
    'Кімнің орнына',
    'Орган',
    'Не болды',
    'Әрекет коды',
    'Неге қатысты',
    'Атауы',
    'Идентификаторы',
    'Нұсқа',
    'Реті',
    'Себеп коды',
  ],
  ru: [
    'Время (Астана)',
    'Кто',
    'Должность',
    'За кого',
    'Орган',
    'Что произошло',
    'Код действия',
    'С чем',
    'Наименование',
    'Идентификатор',
    'Версия',
    'Место',
    'Код причины',
  ],
  en: [
    'Time (Astana)',
    'Who',
    'Post',
    'In whose stead',
    'Body',
    'What happened',
    'Code of the deed',
    'To what',
    'Name',
    'Identifier',
    'Version',
    'Place',
    'Code of the reason',
  ],
};
/** As the page is called where it is taken out. */
const NAME: LocalizedText = { kk: 'Әрекеттер журналы', ru: 'Журнал действий', en: 'The record' };
const PORTAL: Readonly<Record<Language, string>> = { kk: 'Портал', ru: 'Портал', en: 'The portal' };

/** What the file of an export is called. @param day on which it was taken out, as `2026-11-21` */
export const recordFileName = (day: string, language: Language, format: RecordExportBody['format']): string =>
  `${NAME[language]}, ${day}.${format}`;

/** The headings of an export. */
export const headingsIn = (language: Language): readonly string[] => HEADS[language];

/** An entry as a row of an export, in the reader's language; codes stay as they are. */
export function rowOf(entry: RecordEntry, language: Language): string[] {
  const { at, by, onBehalfOf, body, action, thing, versionMark, seq, code } = entry;
  return [
    wallClock(at),
    by?.fullName ?? PORTAL[language],
    by?.post[language] ?? '',
    onBehalfOf?.fullName ?? '',
    body?.name[language] ?? '',
    RECORD_DEEDS[action]?.[language] ?? action,
    action,
    RECORD_THINGS[thing.kind]?.[language] ?? thing.kind,
    typeof thing.name === 'string' ? thing.name : (thing.name?.[language] ?? ''),
    thing.id,
    versionMark,
    String(seq),
    code ?? '',
  ];
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-03-14 10:00:05` */
function wallClock(instant: string): string {
  return clock.format(new Date(instant));
}
