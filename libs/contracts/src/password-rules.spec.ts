import { passwordFaults, passwordLength } from './password-rules.js';

const OWNER = {
  login: 'a.bekenov',
  fullName: 'Бекенов Али Нұрланұлы',
  iin: '890101300123',
  bodyNames: ['Қаржы министрлігі', 'Министерство финансов', 'Ministry of Finance'],
};
const LIST = new Set(['password', 'qwerty', 'iloveyou', 'gfhjkm', 'dragon', 'password1234', 'letmein']);

const faultsOf = (password: string, current = 'алма мен алмұрт ағашы') =>
  passwordFaults(password, current, OWNER, (word) => LIST.has(word));

test.each([
  'тауда қар ерте еріді',
  'correct horse battery staple',
  'k7#Wv2!pQz9r',
  'жаңбырлы сейсенбі',
  ' пробелы тоже знаки ',
  '𝒳🐎🐎 жылқы мінген бала',
  'moҚң9-бөрі-тас',
])('%j may be used: no letters, digits or signs are demanded', (password) => {
  expect(faultsOf(password)).toEqual([]);
});

test('twelve characters are enough, eleven are not; a character that is written in two is one', () => {
  expect(faultsOf('тау мен өзен')).toEqual([]);
  expect(faultsOf('тау мен өзе')).toEqual(['PASSWORD_TOO_SHORT']);
  expect(passwordLength('\u0438\u0306'.repeat(12))).toBe(12);
  expect(passwordLength('🐎'.repeat(12))).toBe(12);
});

test('128 characters may be used, 129 are refused', () => {
  const long = 'ағаш тас су өрт жел '.repeat(7);
  expect(faultsOf(long.slice(0, 127).concat('!'))).toEqual([]);
  expect(faultsOf(long.slice(0, 128).concat('!'))).toEqual(['PASSWORD_TOO_LONG']);
});

test.each([
  ['as it is on the list', 'password1234'],
  ['in capitals', 'PASSWORD1234'],
  ['in the wide letters of another keyboard', 'ｐａｓｓｗｏｒｄ1234'],
  ['with a year and a sign', '!Password2026!'],
  ['with signs for letters', 'P@$$w0rd-2026'],
  ['twice', 'iloveyouiloveyou'],
  ['three times with a figure', 'qwertyqwertyqwerty'],
  ['spaced out', 'pass word 2026'],
  ['typed in the other layout', 'йцукенйцукен'],
  ['a Russian word on Latin keys', 'gfhjkm123456'],
  ['a word of these parts', 'Қазақстан2026!'],
  ['the word for a password', 'құпиясөз-2026'],
  ['one sign again and again', 'aaaaaaaaaaaaaaaa'],
  ['a few signs again and again', 'ab1!ab1!ab1!ab1!'],
  ['a row of keys', 'qwertyuiop[]'],
  ['rows of keys one after another', '123qweasdzxc'],
  ['columns of keys', '1qaz2wsx3edc'],
  ['the alphabet backwards', 'ponmlkjihgfedcba'],
  ['the figures in order', '123456789012'],
])('a common one is refused %s: %s', (_how, password) => {
  expect(faultsOf(password)).toEqual(['PASSWORD_COMMON']);
});

test.each([
  ['the login', 'Менің A.Bekenov логинім'],
  ['its main part', 'bekenov-жазғы-тау'],
  ['the surname', 'жазда бекенов таста'],
  ['the patronymic', 'нұрланұлы тас қала'],
  ['the IIN', 'tau 890101300123'],
  ['the name of the body', 'қаржыминистрлігі-тас'],
  ['its name in another language', 'ministry of FINANCE tau'],
  ['the name of the portal', 'kelisim тауда қар'],
])('one that holds %s is refused', (_what, password) => {
  expect(faultsOf(password)).toEqual(['PASSWORD_PERSONAL']);
});

test('a name of three letters may stand in another word', () => {
  expect(faultsOf('специалист по травам')).toEqual([]);
});

test('the present one is refused, however it is composed', () => {
  const present = 'қой \u0439 ешкі тауда';
  expect(faultsOf('қой \u0438\u0306 ешкі тауда', present)).toEqual(['PASSWORD_UNCHANGED']);
});

test('all that is wrong is told, the gravest first', () => {
  expect(faultsOf('bekenov', 'bekenov')).toEqual([
    'PASSWORD_TOO_SHORT',
    'PASSWORD_PERSONAL',
    'PASSWORD_UNCHANGED',
  ]);
});
