import { z } from 'zod';
import { bodyRef, personRef } from './common.js';
import { duty } from './session.js';

/** Named duties: who has which, for those who give and take them (617:11, 20-22). */

export const dutyHolder = z.object({ person: personRef, body: bodyRef, duty }).meta({ id: 'DutyHolder' });
export type DutyHolder = z.infer<typeof dutyHolder>;

export const dutyList = z
  .object({
    /** What the reader may give and take: in his own body, or in any. */
    gives: z.array(z.object({ duty, within: z.enum(['body', 'portal']) })),
    /** Who has one of these there, by name. */
    holders: z.array(dutyHolder),
  })
  .meta({ id: 'DutyList' });
export type DutyList = z.infer<typeof dutyList>;
