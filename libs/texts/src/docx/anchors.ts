import { createHash } from 'node:crypto';
import type { ParagraphKind, TextParagraph } from '#contracts';

/** Names each paragraph of a text by where it stands and what it says. */
export class Anchors {
  private readonly taken = new Map<string, number>();
  private part = 0;
  private point = '';
  private subPoint = '';

  /** @returns unique among all that were named before */
  next({ kind, number, text }: Omit<TextParagraph, 'anchor'>): string {
    this.move(kind, number);
    const path = [String(this.part), this.point, this.subPoint].filter((step) => step !== '').join('.');
    const name = `${path}~${hashOfWords(text)}`;
    const before = this.taken.get(name) ?? 0;
    this.taken.set(name, before + 1);
    return before === 0 ? name : `${name}~${before + 1}`;
  }

  private move(kind: ParagraphKind, number: string | null): void {
    const step = (number ?? '').replace(/[^\p{L}\d-]/gu, '').toLowerCase();
    if (kind === 'part') Object.assign(this, { part: this.part + 1, point: '', subPoint: '' });
    else if (kind === 'heading') Object.assign(this, { point: '', subPoint: '' });
    else if (kind === 'point') Object.assign(this, { point: step, subPoint: '' });
    else if (kind === 'sub_point') this.subPoint = step;
  }
}

/** The words alone: a comma more leaves it as it is. */
function hashOfWords(text: string): string {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? text;
  return createHash('sha256').update(words).digest('hex').slice(0, 10);
}
