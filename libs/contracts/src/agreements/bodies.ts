import { z } from 'zod';
import { bodyRef, id, instant, LONGEST_REASON, typedText } from '../common.js';
import { decider } from './remarks.js';

/** The list of approving bodies while the version is with them: who is asked later, who no longer, who should have been. */

const reason = typedText(LONGEST_REASON);

/** The initiator asks one more body. */
export const addBodyBody = z.object({ bodyId: id, reason });
export type AddBodyBody = z.infer<typeof addBodyBody>;

/** The initiator takes a body off the list. */
export const withdrawBodyBody = z.object({ bodyId: id, reason });
export type WithdrawBodyBody = z.infer<typeof withdrawBodyBody>;

/** The documentation officer says that the act is not meant for his body; he may name the one that it is meant for. */
export const sendBackBody = z.object({ reason, bodyId: id.nullable().default(null) });
export type SendBackBody = z.infer<typeof sendBackBody>;

/** An approving body names one that should have been asked. */
export const suggestBodyBody = z.object({ bodyId: id, reason });
export type SuggestBodyBody = z.infer<typeof suggestBodyBody>;

/** The developer decides: the body is asked, or is not, with the reason. */
export const decideSuggestionBody = z.object({ accept: z.boolean(), reason });
export type DecideSuggestionBody = z.infer<typeof decideSuggestionBody>;

export const SUGGESTION_STATES = ['open', 'accepted', 'declined'] as const;

export const bodySuggestion = z
  .object({
    id,
    fromBody: bodyRef,
    body: bodyRef,
    reason: z.string(),
    by: decider,
    madeAt: instant,
    state: z.enum(SUGGESTION_STATES),
    decidedBy: decider.nullable(),
    decidedAt: instant.nullable(),
    answer: z.string().nullable(),
  })
  .meta({ id: 'BodySuggestion' });
export type BodySuggestion = z.infer<typeof bodySuggestion>;
