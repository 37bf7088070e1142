import { z } from 'zod';
import { day, freeText, id, instant, localizedText, personRef, typedText, unitRef } from './common.js';
import { typedBin, typedEmail, typedIin } from './register-numbers.js';
import { bodyKind, postKind, unitKind } from './session.js';

/** Keeping the directory (617:20-22): each body's coordinator keeps its part, the authorised body the participants. */

const name = typedText(300);
/** A name in all three languages. */
export const typedNames = z.strictObject({ kk: name, ru: name, en: name });
/** As the thing was read; an older one is refused. */
const revision = z.number().int().min(0);

// --- Bodies ----------------------------------------------------------------------------------------------

/** How a body is reached; its coordinator keeps it. */
export const bodyRequisites = z.strictObject({
  address: freeText(500),
  phone: freeText(100),
  email: freeText(200),
  website: freeText(200),
});
export type BodyRequisites = z.infer<typeof bodyRequisites>;
export const requisitesBody = bodyRequisites.extend({ email: typedEmail, revision });
export type RequisitesBody = z.infer<typeof requisitesBody>;

/** What the authorised body enters of a body. */
export const keptBody = z.strictObject({
  parentId: id.nullable(),
  kind: bodyKind,
  name: typedNames,
  shortName: typedNames,
});
export const newBodyBody = keptBody.extend({ bin: typedBin });
export type NewBodyBody = z.infer<typeof newBodyBody>;
export const changeBodyBody = keptBody.extend({ revision });
export type ChangeBodyBody = z.infer<typeof changeBodyBody>;

/** A body's place in the list of participants (617:11): both days are taken in. */
export const participation = z.object({
  participates: z.boolean(),
  /** Null: since before the list was kept. */
  from: day.nullable(),
  /** Null: until it is taken off the list. */
  to: day.nullable(),
  /** The order that approved or renewed it: its number and date. */
  ground: z.string(),
});
export type Participation = z.infer<typeof participation>;
export const participationBody = z
  .strictObject({
    revision,
    participates: z.boolean(),
    from: day.nullable(),
    to: day.nullable(),
    ground: typedText(300),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    error: 'BEFORE_BEGIN',
  });
export type ParticipationBody = z.infer<typeof participationBody>;

/** `quarterly`: a look over; `yearly`: everything was gone through. */
export const CONFIRMATION_KINDS = ['quarterly', 'yearly'] as const;
export type ConfirmationKind = (typeof CONFIRMATION_KINDS)[number];
export const confirmBody = z.strictObject({ kind: z.enum(CONFIRMATION_KINDS) });
export type ConfirmBody = z.infer<typeof confirmBody>;

/** Confirmed within a quarter; within a year; longer ago, or never. */
export const FRESHNESS = ['fresh', 'due', 'stale'] as const;
export type Freshness = (typeof FRESHNESS)[number];

// --- Units -----------------------------------------------------------------------------------------------

export const unitBody = z.strictObject({
  parentId: id.nullable(),
  kind: unitKind,
  name: typedNames,
  /** The deputy head who oversees the unit and those below it; null: nobody, or whoever oversees the one above. */
  overseerId: id.nullable(),
});
export type UnitBody = z.infer<typeof unitBody>;
export const changeUnitBody = unitBody.extend({ revision });
export type ChangeUnitBody = z.infer<typeof changeUnitBody>;
export const revisionBody = z.strictObject({ revision });
export type RevisionBody = z.infer<typeof revisionBody>;

// --- Posts -----------------------------------------------------------------------------------------------

const term = {
  /** Null: from now on. */
  from: day.nullable(),
  /** The last day of it; null: until it is ended. */
  to: day.nullable(),
};
const inOrder = ({ from, to }: { from: string | null; to: string | null }) =>
  from === null || to === null || from <= to;

const postFields = { unitId: id, post: typedNames, kind: postKind, ...term };
/** Gives an employee a post; a main one takes the place of the main one he has, which ends where it begins. */
export const appointBody = z
  .strictObject({ ...postFields, main: z.boolean() })
  .refine(inOrder, { path: ['to'], error: 'BEFORE_BEGIN' });
export type AppointBody = z.infer<typeof appointBody>;
/** `on`: the last day; null: it ends now. */
export const endPostBody = z.strictObject({ on: day.nullable() });
export type EndPostBody = z.infer<typeof endPostBody>;

export const keptPost = z
  .object({
    id,
    post: localizedText,
    kind: postKind,
    unit: unitRef.extend({ kind: unitKind }),
    main: z.boolean(),
    /** Null: since before the directory was kept. */
    beginsAt: instant.nullable(),
    /** From then on it is held no more. */
    endsAt: instant.nullable(),
    /** Whether it is held, by the portal's clock. */
    turn: z.enum(['over', 'now', 'later']),
  })
  .meta({ id: 'KeptPost' });
export type KeptPost = z.infer<typeof keptPost>;

// --- People ----------------------------------------------------------------------------------------------

const personFields = {
  surname: typedText(100),
  givenName: typedText(100),
  patronymic: freeText(100),
  workPhone: freeText(100),
  office: freeText(100),
  email: typedEmail,
};
/** His name and how he is reached. */
export const changePersonBody = z.strictObject({ ...personFields, revision });
export type ChangePersonBody = z.infer<typeof changePersonBody>;
/** A new employee, with the post he comes to. */
export const newPersonBody = z
  .strictObject({ ...personFields, iin: typedIin, ...postFields })
  .refine(inOrder, { path: ['to'], error: 'BEFORE_BEGIN' });
export type NewPersonBody = z.infer<typeof newPersonBody>;

/** Whom a photo is shown to. */
export const PHOTO_AUDIENCES = ['everybody', 'body', 'nobody'] as const;
export const photoAudience = z.enum(PHOTO_AUDIENCES);
export type PhotoAudience = z.infer<typeof photoAudience>;
export const MAX_PHOTO_BYTES = 512 * 1024;
/** Of one byte more, in whole groups: what is too large is told so by its size. */
const MOST_PHOTO_BASE64 = 699_056;
export const photoBody = z.strictObject({
  /** JPEG, PNG or WebP, base64; null: as it is. */
  content: z.base64().max(MOST_PHOTO_BASE64).nullable(),
  shownTo: photoAudience,
});
export type PhotoBody = z.infer<typeof photoBody>;

// --- Leaving ---------------------------------------------------------------------------------------------

/** Open work of somebody who leaves. */
export const openWork = z
  .object({
    room: z.string(),
    /** What it is within its room. */
    key: id,
    subjectId: id,
    /** The step or task, in the words of its room. */
    kind: z.string(),
    /** Empty where the document is for official use: its title is for those who are named on it (775:3). */
    title: z.string(),
    number: z.string().nullable(),
    dueAt: instant.nullable(),
    /**
     * `person`: it was given to him by name and must be handed over. `post`: whoever holds his post next takes it on;
     * until then it waits.
     */
    bound: z.enum(['person', 'post']),
    /** Who may take it on instead. */
    takers: z.array(personRef),
  })
  .meta({ id: 'OpenWork' });
export type OpenWork = z.infer<typeof openWork>;
export const leavingView = z
  .object({
    work: z.array(openWork),
    /** The last day, where he is leaving already. */
    on: day.nullable(),
  })
  .meta({ id: 'Leaving' });
export type LeavingView = z.infer<typeof leavingView>;
export const leaveBody = z.strictObject({
  /** The last day; null: he leaves now. */
  on: day.nullable(),
  handOvers: z.array(z.strictObject({ room: z.string().max(50), key: id, employeeId: id })).max(2000),
});
export type LeaveBody = z.infer<typeof leaveBody>;

// --- What changed ----------------------------------------------------------------------------------------

/** A value before or after a change: a text, a text in three languages, a yes or no, or none. */
export const changedValue = z.union([z.string(), localizedText, z.boolean(), z.null()]);
export type ChangedValue = z.infer<typeof changedValue>;
export const keptChange = z.object({ field: z.string(), before: changedValue, after: changedValue });
export type KeptChange = z.infer<typeof keptChange>;
export const KEPT_ACTIONS = [
  'body.created',
  'body.changed',
  'body.requisites',
  'body.participation',
  'body.confirmed',
  'unit.created',
  'unit.changed',
  'unit.closed',
  'post.appointed',
  'post.ended',
  'person.created',
  'person.changed',
  'person.photo',
  'person.leaving',
  'person.left',
] as const;
export type KeptAction = (typeof KEPT_ACTIONS)[number];
export const keptEntry = z
  .object({
    at: instant,
    action: z.enum(KEPT_ACTIONS),
    /** Null: the portal itself. */
    by: personRef.nullable(),
    /** The person, unit or body that it happened to, by name. */
    about: z.union([z.string(), localizedText]),
    changes: z.array(keptChange),
  })
  .meta({ id: 'KeptEntry' });
export type KeptEntry = z.infer<typeof keptEntry>;
/** The newest first. */
export const keptHistory = z.object({ items: z.array(keptEntry) }).meta({ id: 'KeptHistory' });
export type KeptHistory = z.infer<typeof keptHistory>;

export const createdRef = z.object({ id }).meta({ id: 'CreatedRef' });
