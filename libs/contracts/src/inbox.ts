import { z } from 'zod';
import { id, instant, language, localizedText, pageOf, pageQuery } from './common.js';

/** What waits for whom (775:11). Every room puts its tasks here. */

export const inboxNeeds = z.enum(['action', 'information']);
export type InboxNeeds = z.infer<typeof inboxNeeds>;

/** Where tasks come from, and what may be delegated. */
export const ROOMS = ['agreements'] as const;
export type Room = (typeof ROOMS)[number];

/** What one is asked to do, or told; named after the order's own verbs. */
export const INBOX_VERBS = [
  // agreements: 775:15-20
  'agree_draft',
  'give_visa',
  'sign_draft',
  'rework_draft',
  'register_draft',
  'assign_units',
  'give_opinion',
  'choose_outcome',
  'agree_outcome',
  'sign_outcome',
  'place_new_version',
  // for information: 775:17-19, 22
  'body_agreed',
  'body_agreed_with_remarks',
  'body_refused',
  'work_handed_over',
  'all_agreed',
  'file_infected',
  'file_unscannable',
  // for information, in any room: what is asked of a subordinate is overdue
  'term_passed',
] as const;
export const inboxVerb = z.enum(INBOX_VERBS);
export type InboxVerb = z.infer<typeof inboxVerb>;

export const inboxItem = z
  .object({
    id,
    needs: inboxNeeds,
    verb: inboxVerb,
    room: z.enum(ROOMS),
    /** The document; its address in the web is `/<room>/<subjectId>`. */
    subjectId: id,
    subjectKind: z.string(),
    title: z.string(),
    titleLanguage: language,
    /** Registration number with its version mark, or null before dispatch. */
    number: z.string().nullable(),
    /** The body it comes from: of an outcome, the body that gave it. */
    bodyName: localizedText,
    dueAt: instant.nullable(),
    createdAt: instant,
    openedAt: instant.nullable(),
    /** Since when the reader's signature, already given, waits for its check: nothing is asked of him meanwhile. */
    waitsSince: instant.nullable(),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof inboxItem>;

export const inboxCounts = z.object({
  action: z.number().int(),
  overdue: z.number().int(),
  today: z.number().int(),
  information: z.number().int(),
});
export type InboxCounts = z.infer<typeof inboxCounts>;

export const inboxQuery = pageQuery.extend({ needs: inboxNeeds.default('action') });
export type InboxQuery = z.infer<typeof inboxQuery>;
export const inboxPage = pageOf(inboxItem).extend({ counts: inboxCounts }).meta({ id: 'InboxPage' });
export type InboxPage = z.infer<typeof inboxPage>;
