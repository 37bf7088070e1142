import { freeText, typedText } from './index.js';

describe('texts that people type', () => {
  it.each([
    ['half a character', '\ud800'],
    ['NUL', 'a\u0000b'],
    ['an escape character', 'a\u001bb'],
    ['a turned direction of writing', 'a\u202eb'],
  ])('refuses %s, which could not be stored or signed as it reads', (_, text) => {
    expect(freeText(100).safeParse(text).error?.issues[0]?.message).toBe('CONTROL_CHARACTER');
    expect(typedText(100).safeParse(text).success).toBe(false);
  });

  it('takes Kazakh letters, line breaks and whole characters beyond the basic plane, trimmed', () => {
    expect(typedText(100).parse('  Ескерту:\n\tұсыныс 𐐷 ')).toBe('Ескерту:\n\tұсыныс 𐐷');
  });

  it('may be empty only where nothing must be typed', () => {
    expect(freeText(5).parse('  ')).toBe('');
    expect(typedText(5).safeParse('  ').success).toBe(false);
  });

  it.each([
    ['zero-width spaces', '\u200b\u200b'],
    ['a joiner', '\u200d'],
    ['a filler', '\u3164'],
    ['a soft hyphen', '\u00ad'],
    ['a blank of Braille', '\u2800'],
  ])('takes %s alone for nothing typed', (_, text) => {
    expect(
      typedText(5)
        .safeParse(text)
        .error?.issues.map(({ message }) => message),
    ).toEqual(['TOO_SMALL']);
    expect(typedText(9).parse(`a${text}b`)).toBe(`a${text}b`);
  });
});
