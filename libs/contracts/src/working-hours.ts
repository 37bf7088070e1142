import { z } from 'zod';
import { movedTerms } from './calendar.js';
import { timeOfDay } from './common.js';

/** When a body works on its working days. */
export const workingHours = z
  .strictObject({ opens: timeOfDay, lunchFrom: timeOfDay, lunchTo: timeOfDay, closes: timeOfDay })
  .refine(({ opens, lunchFrom }) => opens < lunchFrom, { path: ['lunchFrom'], error: 'NOT_LATER' })
  .refine(({ lunchFrom, lunchTo }) => lunchFrom < lunchTo, { path: ['lunchTo'], error: 'NOT_LATER' })
  .refine(({ lunchTo, closes }) => lunchTo < closes, { path: ['closes'], error: 'NOT_LATER' })
  .meta({ id: 'WorkingHours' });
export type WorkingHours = z.infer<typeof workingHours>;

/** As central state bodies work, where a body has said nothing else. */
export const DEFAULT_WORKING_HOURS: WorkingHours = {
  opens: '09:00',
  lunchFrom: '13:00',
  lunchTo: '14:30',
  closes: '18:30',
};

export const workingHoursView = z
  .object({
    hours: workingHours,
    /** One more with each change; 0 where the body has said nothing. */
    revision: z.number().int(),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: 'BodyWorkingHours' });
export type WorkingHoursView = z.infer<typeof workingHoursView>;

/** The hours as they are to be, with the revision that was read before. */
export const workingHoursBody = z.strictObject({ revision: z.number().int().min(0), hours: workingHours });
export type WorkingHoursBody = z.infer<typeof workingHoursBody>;

export const workingHoursChange = z
  .object({ view: workingHoursView, moved: movedTerms })
  .meta({ id: 'WorkingHoursChange' });
export type WorkingHoursChange = z.infer<typeof workingHoursChange>;
