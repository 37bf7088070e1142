import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupI18n } from '@lingui/core';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describeDeadline, nearness } from './deadline';
import type { Translate } from './i18n';
import type { Language } from './language';

function translator(language: Language): Translate {
  const file = join(process.cwd(), `apps/web/src/i18n/i18n/${language}.json`);
  const messages: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  const compiled = Object.entries(messages).map(([id, text]) => [id, compileMessageOrThrow(text)]);
  const i18n = setupI18n({ locale: language, messages: { [language]: Object.fromEntries(compiled) } });
  return (id, values) => i18n._(id, values);
}

/** Wednesday, 18 November 2026, 10:24 in Astana. */
const now = new Date('2026-11-18T05:24:00Z');
const astana = (moment: string) => new Date(`${moment}+05:00`).toISOString();

test.each([
  ['2026-11-18T10:23', 'late'],
  ['2026-11-18T10:25', 'today'],
  ['2026-11-18T23:59', 'today'],
  ['2026-11-19T00:00', 'soon'],
  ['2026-11-22T23:59', 'soon'],
  ['2026-11-23T00:00', 'later'],
])('at %s the term is %s: a week ends on Sunday', (moment, near) => {
  expect(nearness(astana(moment), now)).toBe(near);
});

test('a thing without a term is not late', () => {
  expect(nearness(null, now)).toBe('none');
});

test.each([
  ['2026-11-15T18:00', '3 күн бұрын өтті', 'Истёк 3 дня назад', '3 days overdue'],
  ['2026-11-17T18:00', 'Кеше өтті', 'Истёк вчера', 'Overdue since yesterday'],
  ['2026-11-18T09:30', 'Бүгін 09:30‑да өтті', 'Истёк сегодня в 09:30', 'Overdue since 09:30 today'],
  ['2026-11-18T18:00', 'Бүгін, 18:00‑ге дейін', 'Сегодня, до 18:00', 'Today by 18:00'],
  ['2026-11-18T17:30', 'Бүгін, 17:30‑ға дейін', 'Сегодня, до 17:30', 'Today by 17:30'],
  ['2026-11-18T23:59', 'Бүгін', 'Сегодня', 'Today'],
  ['2026-11-19T12:00', 'Ертең, 12:00‑ге дейін', 'Завтра, до 12:00', 'Tomorrow by 12:00'],
  ['2026-11-20T18:00', 'Жұмаға дейін, 2 күн қалды', 'До пятницы, осталось 2 дня', 'By Friday, 2 days left'],
  [
    '2026-11-27T18:00',
    '27 қарашаға дейін, 9 күн қалды',
    'До 27 ноября, осталось 9 дней',
    'By 27 November, 9 days left',
  ],
  ['2027-01-15T18:00', '15 қаңтарға дейін', 'До 15 января', 'By 15 January'],
])('a term at %s in words', (moment, kk, ru, en) => {
  const words = (['kk', 'ru', 'en'] as const).map((language) =>
    describeDeadline(translator(language), language, astana(moment), now).words.replaceAll('\u00a0', ' '),
  );
  expect(words).toEqual([kk, ru, en]);
});
