import { setupI18n } from '@lingui/core';
import { compileMessage } from '../../build/messages';

/** What the browser says of a message; no-break spaces shown, so that a test can be read. */
function said(message: string, values: Record<string, string | number> = {}): string {
  const i18n = setupI18n({ locale: 'ru', messages: { ru: { message: compileMessage(message) } } });
  return i18n._('message', values).replaceAll('\u00a0', '_');
}

describe('a count and its unit stay on one line', () => {
  test.each([
    ['{n, plural, one {остался # день} few {осталось # дня} other {осталось # дня}}', 'осталось 3_дня'],
    ['{n, select, 3 {{n, plural, other {в графе # строки}}} other {}}', 'в графе 3_строки'],
    ['{days} күн қалды', '3_күн қалды'],
    ['до 60 МБ, не больше {count} файлов', 'до 60_МБ, не больше 3_файлов'],
  ])('%s', (message, words) => {
    expect(said(message, { n: 3, days: 3, count: 3 })).toBe(words);
  });

  test('what is no count parts as words do', () => {
    expect(said('{name} подписал {date} на бумаге', { name: 'Асан', date: '3 мая' })).toBe(
      'Асан подписал 3 мая на бумаге',
    );
    expect(said('{count}, с {days}', { count: 3, days: 4 })).toBe('3, с 4');
  });
});
