import {
  type Duty,
  type InboxVerb,
  isOfSecurity,
  type Language,
  type LocalizedText,
  type Room,
} from '#contracts';
import { dayOf, TIME_ZONE } from '#kernel';
import { LETTER_WORDS, type LetterWords, type OwnFact, type TermState } from './letter-words.js';
import { FIRST_NOTICE, stageOf } from './occasions.js';

/** What a letter tells of one task. */
export interface LetterItem {
  readonly occasion: string;
  readonly verb: InboxVerb;
  readonly room: Room;
  readonly subjectId: string;
  /** `state_body`: the task is about the body itself. */
  readonly subjectKind: string;
  readonly title: string;
  readonly titleLanguage: Language;
  readonly titleHidden: boolean;
  readonly number: string | null;
  readonly bodyName: LocalizedText;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  /** Whose task it is, where the reader stands in for him: "Surname Given Patronymic". */
  readonly inSteadOf: string | null;
}

export interface LetterText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Where the documents of a room open in the web. */
const ADDRESSES: Readonly<Record<Room, (subjectId: string) => string>> = {
  agreements: (id) => `/agreements/${id}`,
  directory: (id) => `/directory/bodies/${id}`,
  accounts: (id) => `/accounts/${id}`,
  delegations: () => '/delegations',
  account: () => '/account',
};
const LONGEST_TITLE = 300;
const LONGEST_IN_SUBJECT = 80;
const LOCALES: Readonly<Record<Language, string>> = { kk: 'kk', ru: 'ru', en: 'en-GB' };
/** Turn the direction of writing around; a letter could read differently from what is stored. */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const WRITTEN_RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const [ISOLATE, END_OF_ISOLATE] = ['\u2068', '\u2069'];

/**
 * A letter of one notice or more: what is asked, of which document, until when, and where to open it; never what stands
 * in the document, and not its title where that is hidden (775:3).
 * @param origin of the portal, without a slash at its end
 */
export function letterText(
  items: readonly LetterItem[],
  options: { language: Language; origin: string; now: Date; digest: boolean },
): LetterText {
  const { language, origin, now, digest } = options;
  const words = LETTER_WORDS[language];
  const parts = items.map((item) => partOf(item, { language, origin, now, words }));
  const [first] = parts;
  const subject = digest || !first ? `${words.digest(parts.length)} · ${words.portal}` : first.subject;
  const settings = `${origin}/account/notices`;
  return {
    subject,
    text: [...parts.map(plainPart), '-- ', words.footer, `${words.settings}: ${settings}`, ''].join('\n'),
    html: page({ language, subject, words, settings, parts }),
  };
}

interface Part {
  readonly subject: string;
  readonly heading: string;
  readonly title: string | null;
  readonly titleLanguage: Language;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly note: string | null;
  readonly open: string;
  readonly link: string;
}

function partOf(
  item: LetterItem,
  { language, origin, now, words }: { language: Language; origin: string; now: Date; words: LetterWords },
): Part {
  const term = item.dueAt && termState(item.dueAt, now);
  const isReminder = stageOf(item.occasion) !== FIRST_NOTICE;
  const verb = words.verbs[item.verb];
  const heading = isReminder && term ? `${words.reminders[term]}: ${verb}` : verb;
  const link = `${origin}${ADDRESSES[item.room](item.subjectId)}`;
  const own = ownFactOf(item, words);
  if (own !== undefined) return ownPart(item, { heading, own, link, language, words });
  // What is asked about a body itself is titled by its name, which is there in every language.
  const isOfBody = item.subjectKind === 'state_body';
  const title = item.titleHidden
    ? null
    : shortened(oneLine(isOfBody ? item.bodyName[language] : item.title), LONGEST_TITLE);
  const number = item.number === null ? null : words.number(oneLine(item.number));
  const named = number ?? (title === null ? null : `«${shortened(title, LONGEST_IN_SUBJECT)}»`);
  const facts: (readonly [string, string])[] = isOfBody
    ? []
    : [[words.body, isolated(oneLine(item.bodyName[language]))]];
  if (item.inSteadOf !== null) facts.unshift([words.inSteadOf, isolated(oneLine(item.inSteadOf))]);
  if (item.dueAt && term) facts.push([words.term, termText(item.dueAt, term, language, words)]);
  return {
    subject: named === null ? `${heading} · ${words.portal}` : `${heading}: ${isolated(named)}`,
    heading: number === null ? heading : `${heading}, ${number}`,
    title,
    titleLanguage: isOfBody ? language : item.titleLanguage,
    facts,
    note: item.titleHidden ? words.hidden : null,
    open: words.open,
    link,
  };
}

/** What the title of news of one's own is; undefined for a document. */
function ownFactOf({ room, subjectKind }: LetterItem, { duties, own }: LetterWords): OwnFact | undefined {
  if (room !== 'account' && room !== 'delegations') return undefined;
  return subjectKind in duties ? 'duty' : subjectKind in own ? (subjectKind as OwnFact) : 'account';
}

/** It names no document: what happened, to what, by whom or from where, and when. */
function ownPart(
  { verb, subjectKind, title, titleLanguage, createdAt }: LetterItem,
  {
    heading,
    own,
    link,
    language,
    words,
  }: {
    heading: string;
    own: OwnFact;
    link: string;
    language: Language;
    words: LetterWords;
  },
): Part {
  const duty = own === 'duty' ? [[words.duty, words.duties[subjectKind as Duty]] as const] : [];
  return {
    subject: `${heading} · ${words.portal}`,
    heading,
    title: null,
    titleLanguage,
    facts: [
      ...duty,
      [words.own[own], isolated(shortened(oneLine(title), LONGEST_TITLE))],
      [words.happened, momentText(createdAt, language)],
    ],
    note: isOfSecurity(verb) ? words.notYou : null,
    open: words.open,
    link,
  };
}

function termState(dueAt: Date, now: Date): TermState {
  if (dueAt <= now) return 'passed';
  return dayOf(dueAt) === dayOf(now) ? 'today' : 'ahead';
}

function termText(dueAt: Date, state: TermState, language: Language, words: LetterWords): string {
  const moment = momentText(dueAt, language);
  return words.termStates[state] === '' ? moment : `${moment} (${words.termStates[state]})`;
}

function momentText(moment: Date, language: Language): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: TIME_ZONE, ...options }).format(moment);
  return `${part({ dateStyle: 'long' })}, ${part({ timeStyle: 'short' })}`;
}

/** On one line, without what could break out of it. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(BIDI_CONTROLS, '')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}

/** At most `longest` letters as a reader counts them, cut with an ellipsis. */
function shortened(text: string, longest: number): string {
  const letters: string[] = [];
  for (const { segment } of new Intl.Segmenter('kk').segment(text)) {
    if (letters.push(segment) > longest)
      return `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
  }
  return text;
}

/** What is written from right to left stays where it stands, and turns nothing around it. */
function isolated(text: string): string {
  return WRITTEN_RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text;
}

function plainPart({ heading, title, facts, note, open, link }: Part): string {
  return [
    heading,
    ...(title === null ? [] : [isolated(title)]),
    ...(note === null ? [] : [note]),
    ...facts.map(([name, value]) => `${name}: ${value}`),
    `${open}: ${link}`,
    '',
  ].join('\n');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

/** No colours of its own: the reader's program draws it light or dark, and any size of letters fits. */
function page(letter: {
  language: Language;
  subject: string;
  words: LetterWords;
  settings: string;
  parts: readonly Part[];
}): string {
  const { language, subject, words, settings, parts } = letter;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="font-family: 'Noto Sans', 'Segoe UI', Arial, sans-serif; font-size: 16px; line-height: 1.5;">
<main style="max-width: 600px;">
${parts.map(htmlPart).join('\n<hr>\n')}
</main>
<hr>
<p><small>${escaped(words.footer)}<br><a href="${escaped(settings)}">${escaped(words.settings)}</a></small></p>
</body>
</html>
`;
}

function htmlPart({ heading, title, titleLanguage, facts, note, open, link }: Part): string {
  const lines = [
    ...(title === null ? [] : [`<p lang="${titleLanguage}"><bdi>${escaped(title)}</bdi></p>`]),
    ...(note === null ? [] : [`<p>${escaped(note)}</p>`]),
    `<p>${facts.map(([name, value]) => `${escaped(name)}: <strong>${escaped(value)}</strong>`).join('<br>')}</p>`,
    `<p><a href="${escaped(link)}">${escaped(open)}</a></p>`,
  ];
  return `<h1 style="font-size: 20px;">${escaped(heading)}</h1>\n${lines.join('\n')}`;
}
