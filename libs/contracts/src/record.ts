import { z } from 'zod';
import { bodyRef, day, id, instant, language, localizedText, pageOf, pageQuery } from './common.js';

/** Reading the record: who did what to which thing, and when. It never says what a document says. */

/** What the record is narrowed to; all left out: the whole of what the reader may read. */
export const recordFilters = z.object({
  /** First and last day, on the calendar of Astana. */
  from: day.optional(),
  until: day.optional(),
  /** Who did it. */
  person: id.optional(),
  /** Of whose record; a coordinator's is his own. */
  body: id.optional(),
  action: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .max(100)
    .optional(),
  /** Kind of the thing. */
  kind: z
    .string()
    .regex(/^[a-z_]+$/)
    .max(100)
    .optional(),
  /** The thing itself. */
  thing: id.optional(),
});
export type RecordFilters = z.infer<typeof recordFilters>;

export const recordQuery = pageQuery.extend(recordFilters.shape);
export type RecordQuery = z.infer<typeof recordQuery>;

/** The export speaks the reader's language. */
export const recordExportBody = recordFilters.extend({ language, format: z.enum(['csv', 'xlsx']) });
export type RecordExportBody = z.infer<typeof recordExportBody>;

export const recordEntry = z
  .object({
    at: instant,
    /** See RECORD_DEEDS. */
    action: z.string(),
    thing: z.object({
      /** See RECORD_THINGS. */
      kind: z.string(),
      id,
      /** In all three languages, or as it is written; null where the reader may not read the thing, or where it has none. */
      name: z.union([z.string(), localizedText]).nullable(),
      /** The id that its page is opened by. */
      linkId: z.string().nullable(),
    }),
    /** Place in the chain of the thing, from 1. */
    seq: z.number().int(),
    /** Null where the portal itself acted. */
    by: z.object({ id, fullName: z.string(), post: localizedText }).nullable(),
    /** In whose stead it was done; null where one acted as oneself. */
    onBehalfOf: z.object({ id, fullName: z.string(), post: localizedText }).nullable(),
    body: bodyRef.nullable(),
    /** Why something was refused, as a code; of which version of a document: `/2`. */
    code: z.string().nullable(),
    versionMark: z.string(),
  })
  .meta({ id: 'RecordEntry' });
export type RecordEntry = z.infer<typeof recordEntry>;
export const recordPage = pageOf(recordEntry);
export type RecordPage = z.infer<typeof recordPage>;

/** What somebody reads of the record, and how it stands with the record itself. */
export const recordOverview = z
  .object({
    reach: z.enum(['all', 'body']),
    /** For the administrator; null for a coordinator. */
    proof: z
      .object({
        anchor: z.object({ number: z.number().int(), at: instant }).nullable(),
        /** What the daily check found last; `fault` names the first broken place. */
        check: z
          .object({
            at: instant,
            entries: z.number().int(),
            anchors: z.number().int(),
            fault: z
              .object({
                fault: z.string(),
                subjectId: id.optional(),
                seq: z.number().int().optional(),
                anchor: z.number().int().optional(),
              })
              .nullable(),
          })
          .nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'RecordOverview' });
export type RecordOverview = z.infer<typeof recordOverview>;
