import { INBOX_VERBS, LANGUAGES } from '#contracts';
import { type LetterItem, letterText } from './letter-text.js';
import { LETTER_WORDS } from './letter-words.js';

const NOW = new Date('2026-03-18T05:00:00Z');
const ID = '0195a000-0000-7000-8000-000000000001';

function item(parts: Partial<LetterItem> = {}): LetterItem {
  return {
    occasion: 'put',
    verb: 'give_visa',
    room: 'agreements',
    subjectId: ID,
    subjectKind: 'government_resolution',
    title: 'Об открытых данных',
    titleLanguage: 'ru',
    titleHidden: false,
    number: null,
    bodyName: { kk: 'Қаржы министрлігі', ru: 'Министерство финансов', en: 'Ministry of Finance' },
    inSteadOf: null,
    dueAt: new Date('2026-03-20T13:00:00Z'),
    createdAt: NOW,
    ...parts,
  };
}

const letter = (parts: Partial<LetterItem> = {}, language: 'kk' | 'ru' | 'en' = 'ru') =>
  letterText([item(parts)], { language, origin: 'https://portal.gov.test', now: NOW, digest: false });

describe('the text of a letter', () => {
  test('has words for every verb in every language, and they differ', () => {
    for (const language of LANGUAGES) {
      const words = LETTER_WORDS[language];
      expect(new Set(INBOX_VERBS.map((verb) => words.verbs[verb])).size).toBe(INBOX_VERBS.length);
    }
    for (const verb of INBOX_VERBS) {
      expect(new Set(LANGUAGES.map((language) => LETTER_WORDS[language].verbs[verb])).size).toBe(3);
    }
  });

  test('names a body that it is about in the language of its receiver', () => {
    const about = { subjectKind: 'state_body', title: 'Қаржы министрлігі', titleLanguage: 'kk' } as const;
    const { subject, html } = letter(about, 'en');
    expect(subject).toContain('«Ministry of Finance»');
    expect(html).toContain('<p lang="en"><bdi>Ministry of Finance</bdi></p>');
    expect(letter(about, 'ru').text).not.toContain('Қаржы');
  });

  test('says what is asked, of what, by whom, until when, and where it is', () => {
    expect(letter().text).toBe(
      [
        'Завизировать',
        'Об открытых данных',
        'Государственный орган: Министерство финансов',
        'Срок: 20 марта 2026 г., 18:00',
        `Открыть в портале: https://portal.gov.test/agreements/${ID}`,
        '',
        '-- ',
        'Письмо отправлено порталом «Келісім» автоматически. Отвечать на него не нужно: ответы никто не читает.',
        'Настройка уведомлений: https://portal.gov.test/account/notices',
        '',
      ].join('\n'),
    );
    expect(letter().subject).toBe('Завизировать: «Об открытых данных»');
    expect(letter({ number: '5/2026-2' }).subject).toBe('Завизировать: № 5/2026-2');
  });

  test("of one's own account says what happened, by whom and when, names no document, and what to do", () => {
    const own = letter({
      verb: 'password_reset',
      room: 'account',
      subjectKind: 'account',
      title: 'Өтегенов\r\nBcc: Қ.',
      dueAt: null,
    });
    expect(own.subject).toBe('Ваш пароль сброшен · Портал «Келісім»');
    expect(own.text).toContain(
      [
        'Ваш пароль сброшен',
        'Если это были не вы или вы этого не ждали, сразу сообщите координатору вашего органа.',
        'Кем сделано: Өтегенов Bcc: Қ.',
        'Время: 18 марта 2026 г., 10:00',
        'Открыть в портале: https://portal.gov.test/account',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['2026-03-18T13:00:00Z', 'Срок сегодня', '18 марта 2026 г., 18:00 (сегодня)'],
    ['2026-03-17T13:00:00Z', 'Срок истёк', '17 марта 2026 г., 18:00 (истёк)'],
    ['2026-03-19T13:00:00Z', 'Срок подходит', '19 марта 2026 г., 18:00'],
  ])('reminds of a term by how it stands when the letter goes: %s', (due, lead, term) => {
    const { subject, text } = letter({ occasion: 'before:2026-03-19', dueAt: new Date(due) });
    expect(subject).toBe(`${lead}: Завизировать: «Об открытых данных»`);
    expect(text).toContain(`Срок: ${term}\n`);
  });

  test('leads to where the documents of the room open', () => {
    const { text } = letter({ room: 'directory', verb: 'confirm_directory' });
    expect(text).toContain(`https://portal.gov.test/directory/bodies/${ID}\n`);
  });

  test('leaves out a term that there is not', () => {
    expect(letter({ dueAt: null }).text).not.toMatch(/Срок/);
  });

  test('names the document by its number alone where the title is hidden', () => {
    const { subject, text, html } = letter({ titleHidden: true, number: '5/2026-2' });
    expect(`${subject}${text}${html}`).not.toMatch(/открытых данных/);
    expect(text).toContain('Название документа видно только в портале.');
    expect(letter({ titleHidden: true }).subject).toBe('Завизировать · Портал «Келісім»');
  });

  test.each([
    ['line breaks', 'А\r\nBcc: all@gov.test\u2028Б', '«А Bcc: all@gov.test Б»'],
    ['control characters', 'А\u0000\u0007\u001BБ', '«А Б»'],
    ['turned writing', 'А\u202Eцене\u2066Б\u200F', '«АценеБ»'],
    ['a lone surrogate', 'А\uD800Б', '«А\uFFFDБ»'],
  ])('keeps the subject on one line, as it is written: %s', (_what, title, named) => {
    expect(letter({ title }).subject).toBe(`Завизировать: ${named}`);
  });

  test('cuts a title between letters as a reader counts them', () => {
    const family = '👨‍👩‍👧';
    const { subject, text } = letter({ title: family.repeat(400) });
    expect(subject).toBe(`Завизировать: «${family.repeat(79)}…»`);
    expect(text).toContain(`${family.repeat(299)}…\n`);
    expect(letter({ title: 'ә'.repeat(1_000_000) }).text.length).toBeLessThan(1000);
  });

  test('fences what is written from right to left', () => {
    expect(letter({ title: 'اتفاقية 12' }).subject).toBe('Завизировать: \u2068«اتفاقية 12»\u2069');
    expect(letter({ title: 'اتفاقية 12' }).html).toContain('<bdi>اتفاقية 12</bdi>');
  });

  test('takes no markup from data into HTML', () => {
    const evil = `<img src=x onerror="alert('1')">&`;
    const { html } = letter({
      title: evil,
      number: evil,
      bodyName: { kk: evil, ru: evil, en: evil },
    });
    expect(html).not.toMatch(/<img|onerror="/);
    expect(html.split('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;')).toHaveLength(5);
  });

  test('is a page in the reader’s language, drawn light or dark, the title in its own', () => {
    const { html } = letter({}, 'en');
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('<p lang="ru"><bdi>Об открытых данных</bdi></p>');
    expect(html).not.toMatch(/(color|background):|<script|<img|src=/);
  });

  test('of many notices says how many, and each with its link', () => {
    const items = [item({ number: '1/1' }), item({ verb: 'body_agreed', number: '1/2', dueAt: null })];
    const { subject, text, html } = letterText(items, {
      language: 'en',
      origin: 'https://portal.gov.test',
      now: NOW,
      digest: true,
    });
    expect(subject).toBe('Notices: 2 · The Kelisim portal');
    expect(text.split('Open in the portal: ')).toHaveLength(3);
    expect(html.match(/<h1/g)).toHaveLength(2);
  });
});
