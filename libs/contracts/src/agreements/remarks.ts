import { z } from 'zod';
import { bodyRef, freeText, id, instant, language, personRef, typedText, unitRef } from '../common.js';
import { REMARK_ANSWERS, REMARK_KINDS, REMARK_LEVELS, REMARK_STATES } from './remark-machine.js';

/** Remarks: how they are written, answered, and read as a register of the whole act (775:17-19). */

export const MAX_REMARKS = 200;
const LONGEST = 5000;

export const remarkKind = z.enum(REMARK_KINDS);
export const remarkAnswer = z.enum(REMARK_ANSWERS);

/** Who decided, with post and unit as they were at that moment; and in whose stead, where not as himself. */
export const decider = personRef.extend({ onBehalfOf: personRef.optional() }).meta({ id: 'Decider' });
export type Decider = z.infer<typeof decider>;

/** A paragraph of the text of a file; it is found again in later versions by its anchor. */
export const remarkPlace = z
  .object({
    fileId: id,
    anchor: freeText(200).min(1),
    /** The beginning of its words, to know it by where the file is not at hand. */
    excerpt: freeText(300),
  })
  .meta({ id: 'RemarkPlace' });
export type RemarkPlace = z.infer<typeof remarkPlace>;

/** A remark as it was decided at a step, and as the head of the body signs it: it never changes. */
export const remark = z
  .object({
    id,
    ordinal: z.number().int(),
    kind: remarkKind,
    /** Where: the number of the paragraph as shown, or free words ("7", "3-бет, 2-тармақ"); null: the whole act. */
    point: z.string().nullable(),
    /** The beginning of the paragraph's words, where a paragraph was picked. */
    excerpt: z.string().nullable(),
    text: z.string(),
    /** How to remove it (775:17.2). */
    proposal: z.string(),
  })
  .meta({ id: 'Remark' });
export type Remark = z.infer<typeof remark>;

const written = {
  kind: remarkKind.default('substance'),
  point: freeText(100).nullable().default(null),
  place: remarkPlace.nullable().default(null),
  /** Units' remarks that it takes up: one, or several merged. */
  sources: z
    .array(id)
    .max(MAX_REMARKS)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'NOT_DISTINCT' })
    .default([]),
};

/** A remark that is being written, kept with every pause: any of it may still be missing. */
export const remarkDraftBody = z.object({
  ...written,
  text: freeText(LONGEST).default(''),
  proposal: freeText(LONGEST).default(''),
  /** Of the draft that was changed; 0: it is new. */
  revision: z.number().int().min(0),
});
export type RemarkDraftBody = z.infer<typeof remarkDraftBody>;

export const remarkDraft = z
  .object({
    id,
    revision: z.number().int(),
    kind: remarkKind,
    point: z.string().nullable(),
    place: remarkPlace.nullable(),
    sources: z.array(id),
    text: z.string(),
    proposal: z.string(),
    /** Who wrote it last. */
    author: decider,
  })
  .meta({ id: 'RemarkDraft' });
export type RemarkDraft = z.infer<typeof remarkDraft>;

export const draftSaved = z.object({ revision: z.number().int() });
export const draftRevision = z.object({ revision: z.coerce.number().int().min(0).default(0) });

/** A remark as it is stated with a decision. */
export const remarkBody = z.object({
  /** Of the draft that it was; left out where it was none. */
  id: id.optional(),
  /** Of that draft, as its author had it before him. */
  revision: z.number().int().min(0).default(0),
  ...written,
  text: typedText(LONGEST),
  proposal: typedText(LONGEST),
});
export type RemarkBody = z.infer<typeof remarkBody>;
/** As it is sent: what has a usual value may be left out. */
export type RemarkInput = z.input<typeof remarkBody>;

/** Drafts that were before the author and are not stated. */
export const droppedDraft = z.object({ id, revision: z.number().int().min(0) });

/** A unit's remark that the executor leaves out, and why. */
export const leftOutRemark = z.object({ id, reason: typedText(LONGEST) });

/** A remark of an interested unit, as its executor has it before him. */
export const unitRemark = remark
  .extend({
    unit: unitRef,
    place: remarkPlace.nullable(),
    /** Why it was left out before the outcome came back; else null. */
    leftOutReason: z.string().nullable(),
  })
  .meta({ id: 'UnitRemark' });
export type UnitRemark = z.infer<typeof unitRemark>;

/** What is being written at an open step, and what the units gave the executor to sum up. */
export const stepRemarks = z
  .object({ drafts: z.array(remarkDraft), fromUnits: z.array(unitRemark) })
  .meta({ id: 'StepRemarks' });
export type StepRemarks = z.infer<typeof stepRemarks>;

/** One turn of the talk about a remark. */
export const remarkTurn = z
  .object({
    deed: z.enum([...REMARK_ANSWERS, 'agreed', 'insisted', 'settled']),
    reasons: z.string(),
    at: instant,
    /** null: the portal itself, when the body agreed the next version, or both heads signed the protocol. */
    by: decider.nullable(),
    /** Remarks that were answered in one go have it in common. */
    group: id.nullable(),
  })
  .meta({ id: 'RemarkTurn' });
export type RemarkTurn = z.infer<typeof remarkTurn>;

export const answerDraft = z.object({
  position: remarkAnswer,
  reasons: z.string(),
  group: id,
  by: decider,
});
export type AnswerDraft = z.infer<typeof answerDraft>;

/** What became of a unit's remark in the outcome of its body. */
export const REMARK_FATES = ['kept', 'edited', 'merged', 'left_out'] as const;

/** A remark in the register of its act. */
export const remarkThread = z
  .object({
    id,
    level: z.enum(REMARK_LEVELS),
    /** Its number among those of its body in its version, or of its unit. */
    ordinal: z.number().int(),
    /** Of the version on which it was made. */
    version: z.number().int(),
    body: bodyRef,
    unit: unitRef.nullable(),
    kind: remarkKind,
    point: z.string().nullable(),
    place: remarkPlace.nullable(),
    text: z.string(),
    proposal: z.string(),
    author: decider,
    /** The answer that it came with was given after its term (775:20). */
    late: z.boolean(),
    state: z.enum(REMARK_STATES),
    revision: z.number().int(),
    turns: z.array(remarkTurn),
    /** To the developer alone, until it is sent. */
    answerDraft: answerDraft.nullable(),
    /** Of a unit's remark, to its own body: into which one it went, or why it was left out. */
    fate: z
      .object({
        became: z.enum(REMARK_FATES),
        into: id.nullable(),
        reason: z.string().nullable(),
      })
      .nullable(),
    /** Units' remarks that it takes up; to its own body. */
    sources: z.array(id),
    /** The reader may answer it now, or reply to its answer. */
    can: z.object({ answer: z.boolean(), reply: z.boolean() }),
  })
  .meta({ id: 'RemarkThread' });
export type RemarkThread = z.infer<typeof remarkThread>;

/** Where the paragraph of a remark is in the newest version that the reader may see. */
export const followedPlace = z
  .object({
    /** Of the remark. */
    id,
    state: z.enum(['same', 'changed', 'moved', 'gone']),
    fileId: id,
    version: z.number().int(),
    anchor: z.string().nullable(),
    /** As it is shown there; null: none, or not asked for. */
    number: z.string().nullable(),
  })
  .meta({ id: 'FollowedPlace' });
export type FollowedPlace = z.infer<typeof followedPlace>;
export const followedPlaces = z.object({ items: z.array(followedPlace) });

export const remarkRegister = z
  .object({
    items: z.array(remarkThread),
    /** Remarks that seem to say the same: about one place, in similar words. */
    alike: z.array(z.array(id)),
    can: z.object({ answer: z.boolean(), sendAnswers: z.boolean(), reply: z.boolean() }),
  })
  .meta({ id: 'RemarkRegister' });
export type RemarkRegister = z.infer<typeof remarkRegister>;

/** Which remarks are taken away as a table, and how; in the language of the act where none is named. */
export const remarkExportQuery = z.object({
  format: z.enum(['xlsx', 'docx']).default('xlsx'),
  language: language.extract(['kk', 'ru']).optional(),
  q: freeText(200).optional(),
  body: id.optional(),
  kind: remarkKind.optional(),
  state: z.enum(REMARK_STATES).optional(),
  version: z.coerce.number().int().min(0).optional(),
  /** At the place of this remark: see `placesOf`. */
  place: id.optional(),
  /** Those that wait for the reader alone. */
  mine: z.stringbool().optional(),
});
export type RemarkExportQuery = z.infer<typeof remarkExportQuery>;

const chosen = z
  .array(z.object({ id, revision: z.number().int().min(1) }))
  .min(1)
  .max(MAX_REMARKS)
  .refine((items) => new Set(items.map((one) => one.id)).size === items.length, { error: 'NOT_DISTINCT' });

/** One answer to one remark, or to several that say the same. Only what is accepted needs no reasons. */
export const answerBody = z.object({
  remarks: chosen,
  position: remarkAnswer,
  reasons: freeText(LONGEST).default(''),
});
export type AnswerBody = z.infer<typeof answerBody>;

/** The body is content with answers, or insists and says why. */
export const replyBody = z.object({
  remarks: chosen,
  reply: z.enum(['agree', 'insist']),
  reasons: freeText(LONGEST).default(''),
});
export type ReplyBody = z.infer<typeof replyBody>;
