import { z } from 'zod';

/** A time of day in Astana, `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

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
  .object({ hours: workingHours, can: z.object({ edit: z.boolean() }) })
  .meta({ id: 'BodyWorkingHours' });
export type WorkingHoursView = z.infer<typeof workingHoursView>;
