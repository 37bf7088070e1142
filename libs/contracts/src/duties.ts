import { z } from 'zod';
import { bodyRef, personRef } from './common.js';

/** Named duties, which go with no post; each is done for the holder's own body but for the first two. */
export const DUTIES = [
  /** Keeps what all bodies share, such as the working calendar, and the portal itself. */
  'portal_administrator',
  /** Of the body that is authorised for informatisation: approves the list of participants (617:11). */
  'authorised_body_officer',
  /** Keeps his body's part of the directory (617:20-22). */
  'coordinator',
  'documentation_officer',
  'hr_officer',
  'controller',
  'session_officer',
  /** Helps the users of the portal. */
  'support',
] as const;
export const duty = z.enum(DUTIES);
export type Duty = (typeof DUTIES)[number];

/** Who has which, for those who give and take them (617:11, 20-22). */
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
