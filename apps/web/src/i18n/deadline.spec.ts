import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupI18n } from '@lingui/core';
import { compileMessage } from '../../build/messages';
import { describeDeadline, nearness } from './deadline';
import type { Translate } from './i18n';
import type { Language } from './language';

function translator(language: Language): Translate {
  const file = join(process.cwd(), `apps/web/src/i18n/i18n/${language}.json`);
  const messages: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  const compiled = Object.entries(messages).map(([id, text]) => [id, compileMessage(text)]);
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
  ['2026-11-15T18:00', '3_күн бұрын өтті', 'Истёк 3_дня назад', '3_days overdue'],
  ['2026-11-17T18:00', 'Кеше өтті', 'Истёк вчера', 'Overdue since yesterday'],
  ['2026-11-18T09:30', 'Бүгін 09:30‑да өтті', 'Истёк сегодня в 09:30', 'Overdue since 09:30 today'],
  ['2026-11-18T18:00', 'Бүгін, 18:00‑ге дейін', 'Сегодня, до 18:00', 'Today by 18:00'],
  ['2026-11-18T17:30', 'Бүгін, 17:30‑ға дейін', 'Сегодня, до 17:30', 'Today by 17:30'],
  ['2026-11-18T23:59', 'Бүгін', 'Сегодня', 'Today'],
  ['2026-11-19T12:00', 'Ертең, 12:00‑ге дейін', 'Завтра, до 12:00', 'Tomorrow by 12:00'],
  ['2026-11-20T18:00', 'Жұмаға дейін, 2_күн қалды', 'До пятницы, осталось 2_дня', 'By Friday, 2_days left'],
  [
    '2026-11-27T18:00',
    '27_қарашаға дейін, 9_күн қалды',
    'До 27_ноября, осталось 9_дней',
    'By 27_November, 9_days left',
  ],
  ['2027-01-15T18:00', '15_қаңтарға дейін', 'До 15_января', 'By 15_January'],
])('a term at %s in words, no figure parted (_) from its unit', (moment, kk, ru, en) => {
  const words = (['kk', 'ru', 'en'] as const).map((language) =>
    describeDeadline(translator(language), language, astana(moment), now).words.replaceAll('\u00a0', '_'),
  );
  expect(words).toEqual([kk, ru, en]);
});
