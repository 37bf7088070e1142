import { z } from 'zod';
import { freeText, id, instant, language } from '../common.js';
import { checkedFile } from '../files.js';
import { textNotes, textParagraph, textRefusal } from '../texts.js';
import { decider } from './remarks.js';

/** The texts of an act: what of its versions can be read and compared (775:19). */

export const actText = checkedFile
  .extend({
    /** waiting: not read yet; asking for it reads it. */
    text: z.enum(['read', 'refused', 'waiting']),
    refusal: textRefusal.nullable(),
    /** Of the text; null: not read, or not to be told. */
    language: language.nullable(),
    /** The file of the version before that it takes the place of. */
    before: id.nullable(),
  })
  .meta({ id: 'ActText' });
export type ActText = z.infer<typeof actText>;

export const versionTexts = z
  .object({
    ordinal: z.number().int(),
    /** "12-3/1"; null: none given yet. */
    number: z.string().nullable(),
    createdAt: instant,
    files: z.array(actText),
  })
  .meta({ id: 'VersionTexts' });
export type VersionTexts = z.infer<typeof versionTexts>;

export const actTexts = z
  .object({
    /** Of the act: a comparison that is printed says what it is of. */
    title: z.string(),
    language: language.extract(['kk', 'ru']),
    /** All that the reader may see, newest first. */
    versions: z.array(versionTexts),
    /** The newest version that the reader agreed, put a visa on or signed, by its ordinal; null: none. */
    agreed: z.number().int().nullable(),
    can: z.object({ explain: z.boolean() }),
  })
  .meta({ id: 'ActTexts' });
export type ActTexts = z.infer<typeof actTexts>;

export const fileText = z
  .object({ paragraphs: z.array(textParagraph), notes: textNotes })
  .meta({ id: 'FileText' });

/** In which of the two languages of acts a comparison table is written. */
export const tableLanguage = language.extract(['kk', 'ru']);

const anchor = z.string().min(1).max(120);

/** Characters of the reason of a change. */
export const LONGEST_CHANGE_REASON = 3000;

/** Why a paragraph was changed: the "reason" of the comparison table. Empty: taken back. */
export const explainBody = z
  .object({ old: anchor.nullable(), new: anchor.nullable(), reason: freeText(LONGEST_CHANGE_REASON) })
  .refine((body) => body.old !== null || body.new !== null, { error: 'NOTHING_NAMED' });
export type ExplainBody = z.infer<typeof explainBody>;

export const changeReason = z
  .object({
    old: z.string().nullable(),
    new: z.string().nullable(),
    reason: z.string(),
    by: decider,
    at: instant,
  })
  .meta({ id: 'ChangeReason' });
export type ChangeReason = z.infer<typeof changeReason>;
export const changeReasons = z.object({ items: z.array(changeReason) });
export type ChangeReasons = z.infer<typeof changeReasons>;
