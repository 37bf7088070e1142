import { seeded } from './compare.fixture.js';
import { compareWords, countWords } from './words.js';

const said = (old: string, fresh: string) =>
  compareWords(old, fresh)
    .map(([sign, text]) => (sign === '=' ? text : `[${sign}${text}]`))
    .join('');

test('words are compared whole, with their Kazakh endings and what holds them together', () => {
  expect(said('күн ішінде', 'күні ішінде')).toBe('[-күн][+күні] ішінде');
  expect(said('сағат 9.00-де', 'сағат 9.30-де')).toBe('сағат [-9.00-де][+9.30-де]');
  expect(said('бюджет-қаржы', 'бюджет-салық')).toBe('[-бюджет-қаржы][+бюджет-салық]');
});

test('a full stop that came is a full stop, not another word', () => {
  expect(said('бекітілсін', 'бекітілсін.')).toBe('бекітілсін[+.]');
});

test('a sentence that was written anew is not broken up by a word that both have', () => {
  expect(said('республикалық және жергілікті бюджеттер', 'тиісті қаржы жылына және көзделген қаражат')).toBe(
    '[-республикалық және жергілікті бюджеттер][+тиісті қаржы жылына және көзделген қаражат]',
  );
});

test('a letter of another alphabet that looks the same is a change', () => {
  expect(said('акт', 'aкт')).toBe('[-акт][+aкт]');
});

test('two paragraphs that fill pages and share nothing are compared in no time', () => {
  const random = seeded(3);
  const words = () => Array.from({ length: 60_000 }, () => String(Math.floor(random() * 1e6))).join(' ');
  const [old, fresh] = [words(), words()];
  const began = performance.now();
  const runs = compareWords(old, fresh);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(
    runs
      .filter(([sign]) => sign !== '+')
      .map(([, text]) => text)
      .join(''),
  ).toBe(old);
});

test('white space, signs and letters of any kind: the runs make both texts', () => {
  const random = seeded(5);
  const signs = ['а', 'ә ', ' ', '\n', '.', '—', 'e\u0301', '😀', '1,5', 'қа-қа', '\u00a0'];
  const make = () =>
    Array.from({ length: Math.floor(random() * 30) }, () => signs[Math.floor(random() * signs.length)]).join(
      '',
    );
  for (let round = 0; round < 500; round += 1) {
    const [old, fresh] = [make(), make()];
    const runs = compareWords(old, fresh);
    const without = (left: string) =>
      runs
        .filter(([sign]) => sign !== left)
        .map(([, text]) => text)
        .join('');
    expect([without('+'), without('-')]).toEqual([old, fresh]);
  }
});

test('words are counted as a reader counts them', () => {
  expect(countWords('15-1) «Ашық деректер» — 9.00-ден, 20 Мб')).toBe(6);
});
