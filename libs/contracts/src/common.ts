import { z } from 'zod';

/** Contracts shared by every room: identifiers, texts in three languages, lists and references. */

export const LANGUAGES = ['kk', 'ru', 'en'] as const;
export const language = z.enum(LANGUAGES);
export type Language = z.infer<typeof language>;

/** A UUID; ids made by the portal are version 7, so they sort by time of creation. */
export const id = z.uuid();

/** A text kept in all three languages of the portal. */
export const localizedText = z
  .object({ kk: z.string(), ru: z.string(), en: z.string() })
  .meta({ id: 'LocalizedText' });
export type LocalizedText = z.infer<typeof localizedText>;

/** Instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** Calendar day in Astana, `YYYY-MM-DD`. */
export const day = z.iso.date();
/** A time of day in Astana, `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/**
 * A text that a person types and that may be left empty: trimmed, at most `max` characters, whole characters only, no
 * control characters but tab and line breaks, and none that turn the direction of writing around.
 */
export function freeText(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => text.isWellFormed() && !CONTROL_CHARACTERS.test(text), { error: 'CONTROL_CHARACTER' });
}

/** The same where something must be typed: something that is seen. */
export function typedText(max: number) {
  return freeText(max)
    .min(1)
    .refine((text) => text === '' || SEEN.test(text), { error: 'TOO_SMALL' });
}
/** Blanks, joiners and fillers alone read as nothing (Unicode 16, Default_Ignorable_Code_Point; U+2800 is drawn as a blank). */
const SEEN = /[^\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;
// U+0000 cannot be stored by PostgreSQL; the rest of C0 (save tab and line breaks) and the bidirectional
// overrides have no place in a requisite and could make a card read differently from what is stored.
const CONTROL_CHARACTERS = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069]/u;

/** The longest reason of a deed, and the longest comment on a decision. */
export const LONGEST_REASON = 5000;

export const bodyRef = z
  .object({ id, name: localizedText, shortName: localizedText })
  .meta({ id: 'BodyRef' });
export type BodyRef = z.infer<typeof bodyRef>;

export const unitRef = z.object({ id, name: localizedText }).meta({ id: 'UnitRef' });
export type UnitRef = z.infer<typeof unitRef>;

/** A person as shown on a card: what colleagues may see of him (775:59.6). */
export const personRef = z
  .object({
    id,
    /** "Surname Given Patronymic". */
    fullName: z.string(),
    post: localizedText,
    unit: localizedText,
  })
  .meta({ id: 'PersonRef' });
export type PersonRef = z.infer<typeof personRef>;

/** Rows of a page where nothing else is asked for. */
export const USUAL_PAGE = 25;

/** Question of a keyset list: `cursor` is opaque and comes from the previous page. */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(USUAL_PAGE),
});
export type PageQuery = z.infer<typeof pageQuery>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
