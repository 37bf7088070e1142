import { z } from 'zod';
import { bodyRef, instant, personRef } from '../common.js';

/** Who has opened the card of a version, and when. */
export const opening = z
  .object({
    body: bodyRef,
    /** To people of the same body; to others null: then the body is told once, whoever of it opened the card. */
    person: personRef.nullable(),
    firstAt: instant,
    /** To the minute. */
    lastAt: instant,
  })
  .meta({ id: 'Opening' });
export type Opening = z.infer<typeof opening>;

/** The last one first. */
export const actOpenings = z.object({ items: z.array(opening) }).meta({ id: 'ActOpenings' });
export type ActOpenings = z.infer<typeof actOpenings>;
