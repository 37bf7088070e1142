import { LOGIN } from '#contracts';

/**
 * Kazakh and Russian letters as passports write them, without marks above letters. Latin ones stay.
 * "ь" and "ъ" are silent.
 */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'kh',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** How many of one name there may be before somebody has to think of a login himself. */
const MOST_NAMESAKES = 99;
/** For the figure after a namesake's login. */
const ROOM_FOR_FIGURES = 2;

/** "Әліасқаров Нұрлан" -> "n.aliaskarov"; empty where the name has no letter that can be written in Latin. */
export function loginOf({ surname, givenName }: { surname: string; givenName: string }): string {
  const first = latin(givenName.slice(0, 1));
  const last = latin(surname);
  const whole = [first, last].filter(Boolean).join('.');
  return whole.slice(0, LOGIN.most - ROOM_FOR_FIGURES).padEnd(whole === '' ? 0 : LOGIN.least, '0');
}

/** The login and what it becomes for namesakes, in the order in which they are tried: "n.aliaskarov2". */
export function loginsFor(base: string): string[] {
  return [base, ...Array.from({ length: MOST_NAMESAKES - 1 }, (_, place) => `${base}${place + 2}`)];
}

function latin(name: string): string {
  const letters = [...name.normalize('NFC').toLowerCase()].map((letter) => LATIN[letter] ?? letter);
  return letters
    .join('')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
}
