/** Whether a password is one that guessers try first, also in its usual disguises. */

/** Words of these parts that the lists of the world lack, as they are typed. */
const LOCAL_WORDS = new Set(
  'құпиясөз құпия қазақстан казахстан kazakhstan qazaqstan астана astana алматы almaty нұрсұлтан қазақ пароль доступ'.split(
    ' ',
  ),
);

/** Neighbours on the keyboard and in the alphabet; each is walked forwards and back. */
const RUNS = [
  '12345678901234567890',
  '1234567890-=',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.'],
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
];
const WALKS = RUNS.flatMap((run) => [run, [...run].reverse().join('')]);
const SHORTEST_WALK = 3;

/** A unit of at most this many characters, again and again, needs no list: "abcabcabcabc". */
const LONGEST_DULL_UNIT = 4;

/** Keys of the Russian layout, and what stands on them in the Latin one. */
const CYRILLIC_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбю';
const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

const SIGNS_FOR_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Whether the password is on the list, or is one of it with digits and signs around it or instead of letters, again
 * and again, or typed in the other layout; or is only a walk over the keyboard.
 * @param isListed whether a word, in lower case, is on the list of common passwords
 */
export function isCommonPassword(password: string, isListed: (word: string) => boolean): boolean {
  const typed = password.normalize('NFKC').toLowerCase();
  return [typed, inLatinKeys(typed)].some(
    (text) =>
      isWalk(text) ||
      wordsIn(text).some((word) => word.length > 0 && (isListed(word) || LOCAL_WORDS.has(word))) ||
      unitOf(text).length <= LONGEST_DULL_UNIT,
  );
}

/** The words that may be hidden in the text. */
function wordsIn(text: string): string[] {
  const bare = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const plain = [text, bare, bare.replaceAll(/[\s\-_.]/g, '')];
  const disguised = [bare, text].map(withoutDisguise);
  return [...plain, ...disguised].flatMap((word) => [word, unitOf(word)]);
}

function withoutDisguise(text: string): string {
  return [...text].map((sign) => SIGNS_FOR_LETTERS[sign] ?? sign).join('');
}

function inLatinKeys(text: string): string {
  return [...text].map((letter) => LATIN_KEYS[CYRILLIC_KEYS.indexOf(letter)] ?? letter).join('');
}

/** What the text repeats from end to end; the text itself where it repeats nothing. */
function unitOf(text: string): string {
  const period = `${text}${text}`.indexOf(text, 1);
  return period > 0 ? text.slice(0, period) : text;
}

/** Whether neighbours follow each other all through: "qweasdzxc123"; one or two keys may be left over at the end. */
function isWalk(text: string): boolean {
  let from = 0;
  while (from < text.length) {
    const length = walkAt(text, from);
    if (length < SHORTEST_WALK) return from > 0 && text.length - from < SHORTEST_WALK;
    from += length;
  }
  return from > 0;
}

/** How many characters from here on are neighbours. */
function walkAt(text: string, from: number): number {
  let longest = 0;
  for (const walk of WALKS) {
    let length = 0;
    while (from + length < text.length && walk.includes(text.slice(from, from + length + 1))) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
