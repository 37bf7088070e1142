import { PASSPORT_LETTERS } from './passport-letters.js';

/**
 * How names are compared in search, the same at the server, which finds, and in the browser, which marks what was
 * found. Kazakh and Russian letters, both ways to write them in Latin letters (the Qazaq alphabet and the
 * transliteration of passports) and the plain letters typed for the Kazakh ones all fold to one Latin spelling.
 */

const LETTERS: Readonly<Record<string, string>> = {
  ...PASSPORT_LETTERS,
  // Latin letters that are more than a letter with a mark
  ş: 'sh',
  ç: 'ch',
  ý: 'u',
  ı: 'i',
  "'": '',
  '’': '',
  ʼ: '',
};

/** Spellings of one sound, in this order: those of Latin letters first, then what both scripts have come to. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/([bdfgklmnprstvz])yo/g, '$1e'], // Semyonov, Семёнов
  [/y/g, 'i'],
  [/j/g, 'zh'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/q/g, 'k'],
  [/w/g, 'v'],
  [/x/g, 'ks'],
  [/shch?|sch/g, 'sh'],
  [/c(?=[ei])/g, 'ts'],
  [/c(?!h)/g, 'k'],
  [/ng/g, 'n'], // Zhanga, Жаңа
  [/(\p{L})\1+/gu, '$1'], // Kassym, Қасым; Dmitriy, Дмитрий, Dmitri
  [/(^|[aeou])ie/g, '$1e'], // Yerlan, Zhumabayev: Ерлан, Жұмабаев
  [/(\p{L})\1+/gu, '$1'],
];

/** Letters, their marks, figures, and the apostrophes that stand for a soft sign. */
const WORD = /[\p{L}\p{M}\p{N}'’ʼ]+/gu;
/** More words than this narrow nothing. */
const MOST_WORDS = 8;
/** What a telephone number is written with. */
const PHONE = /^[\d\s()+\-–.]+$/;
/** Fewer figures are a number of something else. */
const LEAST_FIGURES = 3;
/** Of a number without the code of its place. */
const LOCAL_FIGURES = 7;

/**
 * One word as it is compared: Latin letters and figures, no marks, no doubled letters.
 * `Қасымұлы`, `Касымулы`, `Kassymuly` and `Qasymūly` are all `kasimuli`. Empty where nothing is left.
 */
export function foldWord(word: string): string {
  const letters = word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ъь](?=[аәеёиоөуұүыіэюя])/g, 'i') // Васильев, Vasilyev
    .replace(/./gsu, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return SPELLINGS.reduce((folded, [sound, letter]) => folded.replace(sound, letter), letters);
}

/** The folded words of a text, in its order. */
export function foldedWords(text: string): string[] {
  return (text.match(WORD) ?? []).map(foldWord).filter(Boolean);
}

/** The figures of a telephone number, without the 8 or +7 before those of the whole country. */
export function phoneFigures(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^[78](?=\d{10}$)/, '');
}

/**
 * What a question asks for: beginnings of words, folded, in any order. What looks like a telephone number, or like a
 * piece of one, is taken as its figures. Empty where nothing is asked.
 */
export function wantedWords(question: string): string[] {
  const chunks = PHONE.test(question) ? [question] : question.split(/\s+/);
  const words = chunks.flatMap((chunk) => (PHONE.test(chunk) ? phoneFigures(chunk) : wantedOf(chunk)));
  return [...new Set(words.filter(Boolean))].slice(0, MOST_WORDS);
}

function wantedOf(chunk: string): string[] {
  // While a word is being typed its last letter may be half of a sound: Franc(e), Zhumabay(ev).
  return (chunk.match(WORD) ?? []).map((word) =>
    foldWord(word.replace(/(?<=.)c$/i, '')).replace(/(?<=..[aeou])i$/, ''),
  );
}

/** The same keys on two layouts: letters that the Russian one has too; then shifted ones; then Kazakh letters. */
const KEYS = [
  ["`qwertyuiop[]asdfghjkl;'zxcvbnm,.", 'ёйцукенгшщзхъфывапролджэячсмитьбю'],
  ['~{}:"<>', 'ёхъжэбю'],
  ['2345890-=', 'әіңғүұқөһ'],
] as const;
const TO_KAZAKH = new Map(KEYS.flatMap(([latin, kazakh]) => pairs(latin, kazakh)));
const TO_LATIN = new Map(pairs(KEYS[0][1], KEYS[0][0]));

function pairs(from: string, to: string): (readonly [string, string])[] {
  return [...from].map((key, place) => [key, to[place] ?? key] as const);
}
const CYRILLIC = /\p{Script=Cyrillic}/u;

/**
 * What may have been meant, likeliest first: the question as it was typed; then as the same keys give it on the other
 * layout of the keyboard. `jhfp,ftd` is also `оразбаев`, `0fhs` and `0ары` are `қары`, `щкфяифум` is `orazbaev`.
 */
export function readingsOf(question: string): string[] {
  const typed = question.toLowerCase();
  const cyrillic = CYRILLIC.test(typed);
  const readings = [question];
  // Figures of the upper row are Kazakh letters, but those of a number stay.
  const kazakh = typed.replace(/\S+/g, (chunk) => (/\p{L}/u.test(chunk) ? byKeys(chunk, TO_KAZAKH) : chunk));
  if (kazakh !== typed) readings.push(kazakh);
  if (cyrillic) readings.push(byKeys(typed, TO_LATIN));
  return readings;
}

function byKeys(text: string, keys: ReadonlyMap<string, string>): string {
  return [...text].map((key) => keys.get(key) ?? key).join('');
}

/** A piece of a text: from the place `from` up to, and without, `to`. */
export interface Mark {
  readonly from: number;
  readonly to: number;
}

/** The pieces of a text that answer to the words: beginnings of its words, or figures in a row of a telephone number. */
export function marksOf(text: string, words: readonly string[]): Mark[] {
  if (PHONE.test(text)) return words.flatMap((word) => markOfFigures(text, word));
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const folded = foldWord(word);
    const found = words
      .filter((one) => folded.startsWith(one))
      .sort((one, other) => other.length - one.length);
    return found[0] === undefined ? [] : { from: index, to: index + lengthOf(word, found[0]) };
  });
}

/** How much of the word the folded beginning takes. */
function lengthOf(word: string, beginning: string): number {
  for (let length = 1; length < word.length; length += 1) {
    if (foldWord(word.slice(0, length)).startsWith(beginning)) return length;
  }
  return word.length;
}

function markOfFigures(phone: string, wanted: string): Mark[] {
  if (!/^\d+$/.test(wanted) || wanted.length < LEAST_FIGURES) return [];
  const places = [...phone.matchAll(/\d/g)].map(({ index }) => index);
  const at = phone.replace(/\D/g, '').indexOf(wanted);
  const from = places[at];
  const last = places[at + wanted.length - 1];
  return from === undefined || last === undefined ? [] : [{ from, to: last + 1 }];
}

/** The endings of a telephone number by which it may be asked for, of a local number's length: `742311`, ... `311`. */
export function phoneEndings(phone: string): string[] {
  const figures = phoneFigures(phone).slice(-LOCAL_FIGURES);
  return Array.from({ length: Math.max(0, figures.length - LEAST_FIGURES + 1) }, (_, from) =>
    figures.slice(from),
  );
}
