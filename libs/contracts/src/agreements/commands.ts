import { z } from 'zod';
import {
  bodyRef,
  day,
  freeText,
  id,
  instant,
  LONGEST_REASON,
  language,
  pageOf,
  pageQuery,
  typedText,
} from '../common.js';
import { COUNTED, countedUnit, period } from './board.js';
import { actKind, outcome } from './card.js';
import { VERSION_STATES } from './machines.js';
import { droppedDraft, leftOutRemark, MAX_REMARKS, remarkBody } from './remarks.js';
import { routeBody } from './route.js';
import { MOST_PAGES, PORTAL_TERMS } from './terms.js';

/** What may be asked of the agreements room: bodies and queries of its addresses. */

export const MAX_FILES = 30;
export const MAX_BODIES = 40;
export const MAX_UNITS = 30;

const distinctIds = (max: number) =>
  z
    .array(id)
    .max(max)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'NOT_DISTINCT' });

/** 775:14: the requisites that the initiator fills in. A draft may be saved with any of the lists still empty. */
export const cardBody = z.object({
  kind: actKind,
  language: language.extract(['kk', 'ru']),
  title: typedText(1000),
  description: freeText(10_000).default(''),
  fileIds: distinctIds(MAX_FILES).default([]),
  interestedUnitIds: distinctIds(MAX_UNITS).default([]),
  legalHeadId: id.nullable().default(null),
  bodyHeadId: id.nullable().default(null),
  approvingBodyIds: distinctIds(MAX_BODIES).default([]),
  /** 775:3: for official use. Once set, an edit does not take it off. */
  officialUse: z.boolean().default(false),
  /** The route inside the developer body; null: the interested units side by side. */
  route: routeBody.nullable().default(null),
  /** Working days for each step inside the developer body. */
  internalTermDays: z.number().int().min(1).max(30).default(PORTAL_TERMS.internal_step),
});
export type CardBody = z.infer<typeof cardBody>;

/** The id is made by the browser, so that a doubled click or a repeated request makes one card. */
export const createActBody = cardBody.extend({ id });
export type CreateActBody = z.infer<typeof createActBody>;

export const editActBody = cardBody.omit({ kind: true }).extend({ revision: z.number().int().min(1) });
export type EditActBody = z.infer<typeof editActBody>;

/** 775:3: the mark is taken off by a deed of its own. */
export const removeMarkBody = z.object({ reason: typedText(LONGEST_REASON) });
export type RemoveMarkBody = z.infer<typeof removeMarkBody>;

/** Somebody may open a marked act though no step of its route is his. */
export const nameReaderBody = z.object({ employeeId: id });
export type NameReaderBody = z.infer<typeof nameReaderBody>;

/** Only what the initiator has before him goes out: a card saved elsewhere meanwhile is refused as STALE. */
export const sendBody = z.object({ revision: z.number().int().min(1) });
export type SendBody = z.infer<typeof sendBody>;

export const agreeBody = z.object({ comment: freeText(LONGEST_REASON).default('') });
export const returnBody = z.object({ reason: typedText(LONGEST_REASON) });

/** 775:20: the term is a number of working days by the Regulations, or a day from a superior's assignment. */
export const registerBody = z.object({
  term: z.union([
    z.strictObject({ workingDays: z.number().int().min(1).max(60) }),
    z.strictObject({ until: day }),
  ]),
  /** Of the text with its annexes: a long one has more time. */
  pages: z.number().int().min(1).max(MOST_PAGES).nullable().default(null),
  basis: freeText(500).default(''),
  /** The superior's written assignment, where the term is a day. */
  assignmentFileId: id.nullable().default(null),
  incomingNumber: freeText(50).default(''),
});
/** How a term of so many working days from today, or until a day, would be counted. */
export const termPreviewBody = z.union([
  z.strictObject({ workingDays: z.number().int().min(1).max(60) }),
  z.strictObject({ until: day }),
]);
export type TermPreviewBody = z.infer<typeof termPreviewBody>;

export type RegisterBody = z.infer<typeof registerBody>;

/** 775:16. */
export const assignBody = z.object({
  responsibleUnitId: id,
  /** An employee of the responsible unit; its head where left out. */
  executorId: id.nullable().default(null),
  interestedUnitIds: distinctIds(MAX_UNITS).default([]),
  /** The day until which the interested units answer, within the body's term; left out, that term is theirs. */
  unitsUntil: day.nullable().default(null),
  comment: freeText(LONGEST_REASON).default(''),
});
export type AssignBody = z.infer<typeof assignBody>;

export const handOverBody = z.object({ executorId: id, reason: freeText(LONGEST_REASON).default('') });
export type HandOverBody = z.infer<typeof handOverBody>;

/**
 * The documentation officer corrects to whom it went (775:16): another leader considers it, another unit is the responsible
 * one, or another is asked in place of one whose opinion is not there yet.
 */
export const readdressBody = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('leader'), employeeId: id, reason: typedText(LONGEST_REASON) }),
  z.strictObject({ what: z.literal('responsible_unit'), unitId: id, reason: typedText(LONGEST_REASON) }),
  z.strictObject({
    what: z.literal('interested_unit'),
    stepId: id,
    unitId: id,
    reason: typedText(LONGEST_REASON),
  }),
]);
export type ReaddressBody = z.infer<typeof readdressBody>;

/** The executor asks one more unit for its opinion (775:17). */
export const askUnitBody = z.object({ unitId: id, reason: typedText(LONGEST_REASON) });
export type AskUnitBody = z.infer<typeof askUnitBody>;

/** 775:17: remarks carry proposals, a refusal carries its reason. */
export const outcomeBody = z.object({
  outcome,
  reason: freeText(LONGEST_REASON).default(''),
  remarks: z.array(remarkBody).max(MAX_REMARKS).default([]),
  dropped: z.array(droppedDraft).max(MAX_REMARKS).default([]),
  /** Units' remarks that the executor takes up in none of his. */
  leftOut: z.array(leftOutRemark).max(MAX_REMARKS).default([]),
});
export type OutcomeBody = z.infer<typeof outcomeBody>;
/** As it is sent: what has a usual value may be left out. */
export type OutcomeInput = z.input<typeof outcomeBody>;

/** Shown version of a card: by ordinal; the newest the reader may see where left out. */
export const cardQuery = z.object({ version: z.coerce.number().int().min(0).optional() });

/** Ways to look at the list that everybody has. Each is a filter beside the others. */
export const ACT_VIEWS = [
  'mine', // whose initiator the reader is
  'my_body', // that his body develops
  'waiting', // on which somebody of his body has a step to decide
  'late', // of which a body's term is over, or that of a step of his own body
  'with_remarks', // on which a body has placed remarks (775:17)
] as const;
export type ActView = (typeof ACT_VIEWS)[number];

export const actListQuery = pageQuery.extend({
  /** Beginnings of words of any requisite, or a piece of the number; finds in the archive too. */
  q: freeText(200).optional(),
  kind: actKind.optional(),
  state: z.enum(VERSION_STATES).optional(),
  view: z.enum(ACT_VIEWS).optional(),
  /** Of the archive alone; else what is not there, unless something is searched for. */
  archived: z.stringbool().optional(),
  /** The acts of a figure of the board, of the reader's own body; it takes the place of a view. */
  counted: z.enum(COUNTED).optional(),
  /** Of that figure: of one unit alone. */
  unit: countedUnit.optional(),
  /** Of that figure; as the board's. */
  period: period.optional(),
});
export type ActListQuery = z.infer<typeof actListQuery>;

export const actListItem = z
  .object({
    id,
    kind: actKind,
    language,
    title: z.string(),
    number: z.string().nullable(),
    state: z.enum(VERSION_STATES),
    developerBody: bodyRef,
    initiatorName: z.string(),
    updatedAt: instant,
    /** 775:3: its files go only to people named on it. */
    officialUse: z.boolean(),
    archived: z.boolean(),
    /** The reader has an open step here. */
    myTurn: z.boolean(),
    /** The nearest term of what waits here: of a body, or of a step of the reader's own; null: nothing waits. */
    dueAt: instant.nullable(),
  })
  .meta({ id: 'ActListItem' });
export type ActListItem = z.infer<typeof actListItem>;
export const actList = pageOf(actListItem);
export type ActList = z.infer<typeof actList>;

/** A count ends here: so many, or more. */
export const MOST_COUNTED = 100;

/** How many acts, of those that are not archived, some views hold; at most `MOST_COUNTED`. */
export const actViewCounts = z
  .object({ mine: z.number().int(), waiting: z.number().int(), late: z.number().int() })
  .meta({ id: 'ActViewCounts' });
export type ActViewCounts = z.infer<typeof actViewCounts>;
