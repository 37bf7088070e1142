import type { TextParagraph } from '#contracts';

/**
 * How lawyers name a paragraph of a text: "7"; of a sub-point with the point that it belongs to: "12, 2)".
 * @returns null of one without a number
 */
export function pointOf(paragraphs: readonly TextParagraph[], at: TextParagraph): string | null {
  if (!at.number) return null;
  if (at.kind !== 'sub_point') return bare(at.number);
  const above = paragraphs
    .slice(0, paragraphs.indexOf(at))
    .findLast(({ kind }) => kind === 'point' || kind === 'heading' || kind === 'part');
  return above?.kind === 'point' && above.number ? `${bare(above.number)}, ${at.number}` : at.number;
}

const bare = (number: string): string => number.replace(/[.)]$/, '');
