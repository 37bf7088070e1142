import { z } from 'zod';
import { countedTerm } from './agreements/card.js';
import { INITIATOR_TASKS, REMARK_TASKS, STEP_KINDS } from './agreements/machines.js';
import { bodyRef, day, instant, localizedText, personRef, typedText } from './common.js';

/** The working calendar (775:20): days that differ from Monday to Friday, kept by the administrator year by year. */

/** A holiday; a weekday that is off by transfer; a Saturday or Sunday that is worked by transfer. */
export const CALENDAR_DAY_KINDS = ['holiday', 'day_off', 'working_day'] as const;
export type CalendarDayKind = (typeof CALENDAR_DAY_KINDS)[number];

export const calendarDay = z
  .object({ day, kind: z.enum(CALENDAR_DAY_KINDS), name: localizedText })
  .meta({ id: 'CalendarDay' });
export type CalendarDay = z.infer<typeof calendarDay>;

/** Years that the calendar can be kept for. */
export const CALENDAR_SPAN = { first: 2024, last: 2100 };
export const calendarYear = z.coerce.number().int().min(CALENDAR_SPAN.first).max(CALENDAR_SPAN.last);

const dayName = typedText(200);
/** What a day of the calendar must be to differ from the plain week at all; a holiday may fall on any day. */
const calendarDayBody = z
  .strictObject({
    day,
    kind: z.enum(CALENDAR_DAY_KINDS),
    name: z.strictObject({ kk: dayName, ru: dayName, en: dayName }),
  })
  .refine((entry) => entry.kind !== 'day_off' || !isWeekend(entry.day), {
    path: ['day'],
    error: 'OFF_ANYWAY',
  })
  .refine((entry) => entry.kind !== 'working_day' || isWeekend(entry.day), {
    path: ['day'],
    error: 'WORKED_ANYWAY',
  });

/** @param of `YYYY-MM-DD` */
export function isWeekend(of: string): boolean {
  return [0, 6].includes(new Date(`${of}T00:00:00Z`).getUTCDay());
}

/** The whole year as it is to be: days that are not named go by the plain week. */
export const calendarYearBody = z.strictObject({
  /** As the year was read; 0 where nobody has kept it yet. */
  revision: z.number().int().min(0),
  days: z
    .array(calendarDayBody)
    .max(150)
    .superRefine((days, context) => {
      const seen = new Set<string>();
      for (const [index, one] of days.entries()) {
        if (seen.has(one.day)) {
          context.addIssue({ code: 'custom', path: [index, 'day'], message: 'NOT_DISTINCT', input: one.day });
        }
        seen.add(one.day);
      }
    }),
});
export type CalendarYearBody = z.infer<typeof calendarYearBody>;

export const calendarYearView = z
  .object({
    year: z.number().int(),
    revision: z.number().int(),
    /** In order of the year. */
    days: z.array(calendarDay),
    /** Null while the year is as it was first entered. */
    changed: z.object({ by: personRef, at: instant }).nullable(),
    /** What the law gives for the year, to begin with; null for whoever may not change it. */
    byLaw: z.array(calendarDay).nullable(),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'CalendarYear' });
export type CalendarYearView = z.infer<typeof calendarYearView>;

/** An open term that a change of the calendar, or of a body's hours, moves: what is asked of whom stays out of it. */
export const movedTerm = z
  .object({
    kind: z.enum([...STEP_KINDS, ...INITIATOR_TASKS, ...REMARK_TASKS]),
    /** Registration number with its version mark, or null before dispatch. */
    number: z.string().nullable(),
    /** Where the work lies. */
    body: bodyRef,
    from: instant,
    to: instant,
    /** How the new term is counted; null where a superior named its day. */
    term: countedTerm.nullable(),
  })
  .meta({ id: 'MovedTerm' });
export type MovedTerm = z.infer<typeof movedTerm>;

/** The terms that a change moves: the nearest first, at most `MOVED_TERMS_SHOWN` of them, and how many there are. */
export const MOVED_TERMS_SHOWN = 200;
export const movedTerms = z
  .object({ total: z.number().int(), items: z.array(movedTerm) })
  .meta({ id: 'MovedTerms' });
export type MovedTerms = z.infer<typeof movedTerms>;

export const calendarChange = z
  .object({ year: calendarYearView, moved: movedTerms })
  .meta({ id: 'CalendarChange' });
export type CalendarChange = z.infer<typeof calendarChange>;
