import { type Language, RECORD_DEEDS, RECORD_THINGS, type RecordEntry } from '#contracts';
import { TIME_ZONE } from '#kernel';

/** Excel takes a file for UTF-8 only by this. */
const BYTE_ORDER_MARK = '\ufeff';

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
const PORTAL: Readonly<Record<Language, string>> = { kk: 'Портал', ru: 'Портал', en: 'The portal' };

/** The first line of an export. */
export function csvHead(language: Language): string {
  return BYTE_ORDER_MARK + line(HEADS[language]);
}

/** Entries as lines of an export (RFC 4180). */
export function csvLines(entries: readonly RecordEntry[], language: Language): string {
  return entries
    .map(({ at, by, onBehalfOf, body, action, thing, versionMark, seq, code }) =>
      line([
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
      ]),
    )
    .join('');
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * Always in quotes. What a spreadsheet would take for a formula is marked as text (OWASP, CSV Injection): a title or a
 * name is typed by people.
 */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
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
