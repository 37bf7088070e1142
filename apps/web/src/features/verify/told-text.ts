/** Controls, marks that turn the direction of text, line separators, private and unassigned characters, selectors. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\p{DI}]/gu;

/** Letters: a longer text is folded. Names and posts are shorter. */
export const FOLDED_LENGTH = 240;

/** What somebody else wrote, with every character that is not seen named in its place: nothing in it can act on the page. */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `[U+${code}]`;
  });

/** The same as a piece of a sentence: its direction is its own (Unicode 9, 2.7: FSI and PDI), and it is cut where it is long. */
export const isolated = (text: string): string => `\u2068${folded(visible(text))}\u2069`;

/** The beginning of a long text. */
export function folded(text: string): string {
  const letters = [...text];
  return letters.length > FOLDED_LENGTH ? `${letters.slice(0, FOLDED_LENGTH).join('')}…` : text;
}
