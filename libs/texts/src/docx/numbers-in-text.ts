import type { ParagraphKind } from '#contracts';

/** A paragraph's kind and number by its words; the rest is its text. */
export interface Numbered {
  readonly kind: ParagraphKind;
  readonly number: string | null;
  readonly text: string;
}

/*
 * Draft acts type most of their numbers, and a sentence may begin with a reference: "1-тармақ мынадай редакцияда
 * жазылсын". So a number needs the full stop or the bracket that ends it.
 */
const FORMS: readonly { form: RegExp; kind: ParagraphKind }[] = [
  { form: /^\d{1,3}(?:-\d{1,3})*-(?:бөлім|кіші бөлім|тарау|параграф|бап)(?:\.|$)/iu, kind: 'heading' },
  {
    form: /^(?:раздел|подраздел|глава|параграф|статья|chapter|section|article|§)\s*(?:\d{1,3}(?:-\d{1,3})*|[IVXLC]{1,7})(?:\.|$)/iu,
    kind: 'heading',
  },
  { form: /^\d{1,3}(?:-\d{1,3})*-тармақ\./iu, kind: 'point' },
  { form: /^\d{1,3}(?:[-–.]\d{1,3}){0,4}\.(?=\s|\p{Lu}|["«“]|$)/u, kind: 'point' },
  { form: /^\d{1,2}(?:\.\d{1,2}){1,4}(?=\s)/u, kind: 'point' },
  { form: /^\d{1,3}(?:[-–.]\d{1,3}){0,4}\)/u, kind: 'sub_point' },
  { form: /^\p{L}\)/u, kind: 'item' },
  { form: /^[-–—•·*](?=\s)/u, kind: 'item' },
];

/** @param counted the number that the editor shows before the text, where it counts */
export function numbered(text: string, counted: string | null, isHeading: boolean): Numbered {
  if (counted !== null) {
    const { kind } = withTypedNumber(`${counted} `) ?? { kind: 'item' as const };
    return { kind: isHeading ? 'heading' : kind, number: counted, text };
  }
  const typed = withTypedNumber(text);
  if (!typed) return { kind: isHeading ? 'heading' : 'paragraph', number: null, text };
  // Points are put in heading styles too; a heading is no sentence.
  return isHeading && !/[.:;]$/.test(typed.text) ? { ...typed, kind: 'heading' } : typed;
}

function withTypedNumber(text: string): Numbered | undefined {
  for (const { form, kind } of FORMS) {
    const [number] = form.exec(text) ?? [];
    if (number !== undefined) return { kind, number, text: text.slice(number.length).trim() };
  }
  return undefined;
}

const LONGEST_PART_LINE = 400;
const PARTS: readonly { form: RegExp; kind: PartKind }[] = [
  // "... қаулысына 1-қосымша": the word before it stands in the dative.
  { form: /^(?:.*(?:[нғгқк][ае])\s+)?(?:\d{1,3}-)?қосымша$/isu, kind: 'annex' },
  { form: /^приложение(?:\s+№?\s*\d{1,3})?(?:\s+к\s.*)?$/isu, kind: 'annex' },
  { form: /^(?:annex|appendix)(?:\s+(?:\d{1,3}|[A-Z]))?(?:\s+to\s.*)?$/isu, kind: 'annex' },
  { form: /^(?:.*\s)?бекіті(?:лген|лді)$/isu, kind: 'approved' },
  { form: /^утвержд[её]н[аоы]?(?:\s.*)?$/isu, kind: 'approved' },
  { form: /^approved(?:\s+by\s.*)?$/isu, kind: 'approved' },
];
export type PartKind = 'annex' | 'approved';

/** Does this line open an annex or an approved text? */
export function partKind(text: string): PartKind | undefined {
  if (text.length > LONGEST_PART_LINE) return undefined;
  return PARTS.find(({ form }) => form.test(text))?.kind;
}
