import { z } from 'zod';
import { bodyRef, day, id, language, unitRef } from '../common.js';

/** The board: what a body agrees, and how, in figures. Every figure counts acts, and the list shows the same acts. */

/** `developed`: acts of the body's own; `reviewed`: those that it was asked to agree. */
export const BOARD_SIDES = ['developed', 'reviewed'] as const;
export type BoardSide = (typeof BOARD_SIDES)[number];

export const BOARD_COUNTS = [
  'in_work', // not at its end now: on its way, being reworked, at the Office; or in this body, not yet answered
  'late', // of these, past a term: see the view `late`
  'settled', // of which a version was answered in the period: by every body, or by this one
  'with_remarks', // of these, answered with remarks, by one body at least (775:17.2)
  'refused', // of these, refused, by one body at least (775:17.3)
] as const;
export type BoardCount = (typeof BOARD_COUNTS)[number];

/** What the list may be narrowed to: the acts of one figure. */
export const COUNTED = BOARD_SIDES.flatMap((side) =>
  BOARD_COUNTS.map((count) => `${side}.${count}` as const),
);
export type Counted = (typeof COUNTED)[number];

/** Days of a period, at most. */
export const LONGEST_PERIOD = 366;
const DAY_MS = 86_400_000;

/** Days from the first to the last, both counted: `2026-08-24/2026-11-21` (ISO 8601-1 5.5.2). */
export const period = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/)
  .refine(
    (text) => {
      const [first = '', last = ''] = text.split('/');
      if (!day.safeParse(first).success || !day.safeParse(last).success) return false;
      const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
      return days >= 1 && days <= LONGEST_PERIOD;
    },
    { error: 'PERIOD' },
  );

/** A unit of the reader's body; `none`: nobody has named one yet. */
export const countedUnit = z.union([id, z.literal('none')]);

/** The last ninety days where no period is named. */
export const boardQuery = z.object({ period: period.optional() });
export type BoardQuery = z.infer<typeof boardQuery>;

const count = z.number().int();
export const boardFigures = z
  .object({
    in_work: count,
    late: count,
    settled: count,
    with_remarks: count,
    refused: count,
    /** How many answers these acts had in the period: an act of two versions may have two. */
    answers: count,
    /** Working days from the dispatch (the arrival) to the answer, on average; null: there was none. */
    averageDays: z.number().nullable(),
    /** Versions of an act that was answered, on average; null: there was none. */
    versions: z.number().nullable(),
  })
  .meta({ id: 'BoardFigures' });
export type BoardFigures = z.infer<typeof boardFigures>;

const boardSide = z
  .object({
    total: boardFigures,
    /** By the initiator's unit, or by the responsible one; null: none is named yet. */
    units: z.array(z.object({ unit: unitRef.nullable(), figures: boardFigures })),
  })
  .meta({ id: 'BoardSide' });
export type BoardSideView = z.infer<typeof boardSide>;

export const board = z
  .object({
    period,
    /** Of the reader's body, or of the units in it that he heads; null: he oversees neither. */
    own: z
      .object({ body: bodyRef, whole: z.boolean(), developed: boardSide, reviewed: boardSide })
      .nullable(),
    /** To the officer of the authorised body: figures of each, whose acts are not open to him; null to others. */
    bodies: z.array(z.object({ body: bodyRef, developed: boardFigures, reviewed: boardFigures })).nullable(),
  })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof board>;

/** The table speaks the reader's language. */
export const boardExportBody = boardQuery.extend({ language });
export type BoardExportBody = z.infer<typeof boardExportBody>;
