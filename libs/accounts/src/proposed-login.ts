import { LOGIN, PASSPORT_LETTERS } from '#contracts';

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
  const letters = [...name.normalize('NFC').toLowerCase()].map(
    (letter) => PASSPORT_LETTERS[letter] ?? letter,
  );
  return letters
    .join('')
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
}
