import { z } from 'zod';
import {
  bodyRef,
  day,
  id,
  instant,
  language,
  localizedText,
  personRef,
  timeOfDay,
  typedText,
  unitRef,
} from '../common.js';
import { checkedFile, fileRef } from '../files.js';
import { signatureMark } from '../signing.js';
import { bodySuggestion } from './bodies.js';
import {
  ACT_KINDS,
  OUTCOMES,
  REMARK_TASKS,
  REVIEW_STATES,
  STEP_KINDS,
  STEP_STATES,
  VERSION_STATES,
} from './machines.js';
import { DELIVERY_FAULTS, DELIVERY_STATES, SUBMISSION_STATES } from './office-machines.js';
import { REMARK_STATES } from './remark-machine.js';
import { decider, remark } from './remarks.js';
import { routePlan } from './route.js';
import { prolongation } from './terms.js';

/** What a reader of an act is shown (775:14). */

export const actKind = z.enum(ACT_KINDS);
export const outcome = z.enum(OUTCOMES);

/** A signature that was given and does not count yet, or that was found not to count after all. */
export const pendingSignature = z
  .object({
    /** waiting: the portal asks again by itself; refused: the step has to be signed anew. */
    state: z.enum(['waiting', 'refused']),
    /** One of the codes of signatures: what is waited for, or what is wrong. */
    code: z.string(),
    since: instant,
    by: decider,
    /** Of the key that made it: while it waits, the same key has nothing to add. */
    certificateSerial: z.string(),
  })
  .meta({ id: 'PendingSignature' });
export type PendingSignature = z.infer<typeof pendingSignature>;

export const step = z
  .object({
    id,
    kind: z.enum(STEP_KINDS),
    state: z.enum(STEP_STATES),
    /** Which passage through the route: 1, and one more after each return. */
    round: z.number().int(),
    /** Which step of the version's plan it is; null inside an approving body. */
    planKey: z.string().nullable(),
    unit: unitRef.nullable(),
    /** Any one of them may decide. */
    assignees: z.array(personRef),
    createdAt: instant,
    dueAt: instant.nullable(),
    /** When an assignee first opened the act at this step; null: not opened yet. */
    openedAt: instant.nullable(),
    /** When the executor went on without the answer of a unit whose term had passed; it may still answer while the step is open. */
    passedOverAt: instant.nullable(),
    decidedAt: instant.nullable(),
    decidedBy: decider.nullable(),
    outcome: outcome.nullable(),
    comment: z.string().nullable(),
    remarks: z.array(remark),
    /** Who took the decision back or had it made anew, when, and why. */
    lapsed: z.object({ by: decider, at: instant, reason: z.string().nullable() }).nullable(),
    signature: signatureMark.nullable(),
    /** Only while the step is open. */
    pendingSignature: pendingSignature.nullable(),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof step>;

/** A step that waits for the reader, and in whose stead; null: for himself. */
export const turnStep = step.extend({ onBehalfOf: personRef.nullable() }).meta({ id: 'TurnStep' });
export type TurnStep = z.infer<typeof turnStep>;

/** How a term was counted: working days taken, days off passed over, and the hour at which the last one ends. */
export const countedTerm = z
  .object({
    from: day,
    workingDays: z.number().int(),
    counted: z.array(day),
    daysOff: z.array(
      z.object({
        day,
        reason: z.enum(['weekend', 'holiday', 'transfer']),
        /** As the calendar calls the day; plain weekends have no name. */
        name: localizedText.optional(),
      }),
    ),
    /** When the body whose term it is ends its working day, and with it the term: Astana time. */
    closes: timeOfDay,
  })
  .meta({ id: 'CountedTerm' });
export type CountedTerm = z.infer<typeof countedTerm>;

export const review = z
  .object({
    id,
    body: bodyRef,
    state: z.enum(REVIEW_STATES),
    arrivedAt: instant,
    openedAt: instant.nullable(),
    /** Why it was asked later than the others; null: from the dispatch on. */
    addedFor: z.string().nullable(),
    /** It is no longer asked: who said so, and why. */
    withdrawn: z.object({ by: decider, at: instant, reason: z.string() }).nullable(),
    registeredAt: instant.nullable(),
    incomingNumber: z.string().nullable(),
    dueAt: instant.nullable(),
    term: countedTerm.nullable(),
    termBasis: z.string().nullable(),
    /** A superior's written assignment that set the term. */
    assignmentFile: fileRef.nullable(),
    /** More time that the body asked for, oldest first. */
    prolongations: z.array(prolongation),
    settledAt: instant.nullable(),
    outcome: outcome.nullable(),
    reason: z.string().nullable(),
    remarks: z.array(remark),
    signedBy: decider.nullable(),
    signature: signatureMark.nullable(),
    /** The sheet of this body alone, for the paper copy (775:17.1), is there to be printed. */
    sheetReady: z.boolean(),
    /** The route inside that body: its own people always, others once it is settled (775:17.1); else null. */
    inner: z
      .object({
        responsibleUnit: unitRef.nullable(),
        executor: personRef.nullable(),
        interestedUnits: z.array(unitRef),
        /** The day until which these are asked to answer by the resolution that stands; null: they have the body's term. */
        unitsUntil: day.nullable(),
        proposedOutcome: outcome.nullable(),
        steps: z.array(step),
      })
      .nullable(),
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof review>;

/** The cover letter to the Office (775:22). */
export const letterText = z.object({ subject: typedText(500), text: typedText(10_000) });
export type LetterText = z.infer<typeof letterText>;

/** Of a package to the developer's EDMS (775:22). */
export const delivery = z
  .object({
    state: z.enum(DELIVERY_STATES),
    attempts: z.number().int(),
    startedAt: instant,
    /** Null where none is planned. */
    nextTryAt: instant.nullable(),
    lastTryAt: instant.nullable(),
    fault: z.enum(DELIVERY_FAULTS).nullable(),
    /** What the EDMS or the system said, cut short. */
    faultDetail: z.string().nullable(),
    receipt: z
      .object({
        registrationNumber: z.string(),
        registeredAt: instant,
        receivedAt: instant,
        signed: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof delivery>;

/** An agreed version on its way to the Office, and there (775:22, 23). */
export const submission = z
  .object({
    id,
    state: z.enum(SUBMISSION_STATES),
    office: bodyRef,
    /** For the developer body and the Office alone. */
    letter: letterText.nullable(),
    /** The letter is drawn and can be read as a file. */
    letterFile: z.boolean(),
    signedBy: decider.nullable(),
    signature: signatureMark.nullable(),
    /** When the Office got it. */
    dispatchedAt: instant.nullable(),
    /** The package is there to be taken away. */
    package: z.object({ size: z.number().int(), sha256: z.string() }).nullable(),
    incomingNumber: z.string().nullable(),
    registeredAt: instant.nullable(),
    unit: unitRef.nullable(),
    dueAt: instant.nullable(),
    decidedAt: instant.nullable(),
    decidedBy: decider.nullable(),
    /** Why the Office returned it. */
    reason: z.string().nullable(),
    /** Steps of the developer body for its own people, of the Office for its own and for the developer. */
    steps: z.array(step),
    /** For the developer: his body has set no way to its EDMS. */
    wayMissing: z.boolean(),
    /** To the developer's EDMS; null for other bodies, and where nothing was begun. */
    delivery: delivery.nullable(),
  })
  .meta({ id: 'Submission' });
export type Submission = z.infer<typeof submission>;

/** Until when the talk about remarks waits for a body: for the developer to answer, or for who made them to reply. */
export const remarkTerm = z
  .object({
    task: z.enum(REMARK_TASKS),
    body: bodyRef,
    dueAt: instant,
    term: countedTerm,
    /** Where the developer has nothing else left to answer: how many remarks are insisted on (775:21); else 0. */
    insisted: z.number().int(),
  })
  .meta({ id: 'RemarkTerm' });
export type RemarkTerm = z.infer<typeof remarkTerm>;

/** The initiator took the act back for good. */
export const withdrawal = z
  .object({ reason: z.string(), by: decider, at: instant })
  .meta({ id: 'Withdrawal' });
export type Withdrawal = z.infer<typeof withdrawal>;

export const versionSummary = z
  .object({
    ordinal: z.number().int(),
    /** Registration number with the mark of the version, or null before dispatch. */
    number: z.string().nullable(),
    state: z.enum(VERSION_STATES),
    createdAt: instant,
    dispatchedAt: instant.nullable(),
    settledAt: instant.nullable(),
  })
  .meta({ id: 'VersionSummary' });
export type VersionSummary = z.infer<typeof versionSummary>;

export const version = versionSummary
  .extend({
    id,
    /** Why it came back to the initiator last, and from whom. */
    returned: z.object({ reason: z.string(), by: decider, at: instant }).nullable(),
    internalTermDays: z.number().int(),
    interestedUnits: z.array(unitRef),
    legalHead: personRef.nullable(),
    bodyHead: personRef.nullable(),
    /** The route inside the developer body. */
    plan: routePlan,
    approvingBodies: z.array(bodyRef),
    files: z.array(checkedFile),
    /** Steps inside the developer body, all rounds; null for readers of other bodies until dispatch. */
    steps: z.array(step),
    reviews: z.array(review),
    /** Bodies that should have been asked, as approving bodies say; of the reader's own, or all for the developer. */
    suggestions: z.array(bodySuggestion),
    sheet: z.enum(['none', 'in_preparation', 'ready']),
    submission: submission.nullable(),
  })
  .meta({ id: 'Version' });
export type Version = z.infer<typeof version>;

/** What the reader may do now. The web draws its buttons from it and from nothing else. */
export const actCan = z
  .object({
    edit: z.boolean(),
    send: z.boolean(),
    discard: z.boolean(),
    recall: z.boolean(),
    /** Ask the developer for more time. */
    askProlongation: z.boolean(),
    /** Ask one more body, take one off the list, answer a body that names another. */
    changeBodies: z.boolean(),
    /** Name a body that should have been asked. */
    suggestBody: z.boolean(),
    /** Change what was not yet taken of the route inside the developer body. */
    changeRoute: z.boolean(),
    placeNewVersion: z.boolean(),
    readSheet: z.boolean(),
    /** Take the version away with its signatures, as a container. */
    exportContainer: z.boolean(),
    handOver: z.boolean(),
    /** Correct to whom it went inside the reader's body. */
    readdress: z.boolean(),
    /** Ask one more unit of the reader's body for its opinion. */
    askUnit: z.boolean(),
    /** Sum up without the units whose term has passed (775:17). */
    goOn: z.boolean(),
    /** Of a marked act: name who may open it besides the people of its route. */
    nameReaders: z.boolean(),
    removeMark: z.boolean(),
    /** Of a marked act: who looked at what. */
    readReadings: z.boolean(),
    /** The cover letter to the Office (775:22). */
    writeLetter: z.boolean(),
    recallLetter: z.boolean(),
    /** Begin, or begin anew, to hand the package to the body's EDMS. */
    deliver: z.boolean(),
    withdraw: z.boolean(),
    archive: z.boolean(),
  })
  .meta({ id: 'ActCan' });
export type ActCan = z.infer<typeof actCan>;

/** Somebody who may open a marked act though no step of its route is his. */
export const namedReader = z
  .object({ person: personRef, body: bodyRef, namedBy: personRef, namedAt: instant })
  .meta({ id: 'NamedReader' });
export type NamedReader = z.infer<typeof namedReader>;

export const actCard = z
  .object({
    id,
    kind: actKind,
    language,
    title: z.string(),
    description: z.string(),
    createdAt: instant,
    /** For optimistic saving: send it back with an edit. */
    revision: z.number().int(),
    developerBody: bodyRef,
    initiator: personRef,
    /** 775:3: for official use. */
    officialUse: z.boolean(),
    /** Of the reader's own body; of all bodies for the developer. */
    readers: z.array(namedReader),
    withdrawn: withdrawal.nullable(),
    /** Since when it lies in the archive. */
    archivedAt: instant.nullable(),
    /** Whose turn it is in the talk about remarks, the developer first. */
    remarkTerms: z.array(remarkTerm),
    /** How it stands with the bodies' remarks on the version shown, by their ids. */
    remarkStates: z.record(z.string(), z.enum(REMARK_STATES)),
    /** The version shown. */
    version,
    /** All versions the reader may see, newest first. */
    versions: z.array(versionSummary),
    /** An older version that the reader's last visa stands on, by its ordinal: the text has changed since. */
    visaOn: z.number().int().nullable(),
    /** The open steps that wait for the reader, in the shown version. */
    turn: z.array(turnStep),
    /** The decisions that the reader may take back: nothing that followed from them was opened. */
    takeBack: z.array(id),
    /** The review of the reader's own body, if there is one in the shown version. */
    ownReviewId: id.nullable(),
    can: actCan,
  })
  .meta({ id: 'ActCard' });
export type ActCard = z.infer<typeof actCard>;

/** An entry of "what happened so far". */
export const historyEntry = z
  .object({
    seq: z.number().int(),
    at: instant,
    action: z.string(),
    by: decider.nullable(),
    body: bodyRef.nullable(),
    versionMark: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });
export const actHistory = z.object({ items: z.array(historyEntry) });
export type HistoryEntry = z.infer<typeof historyEntry>;

/** What of a marked act somebody looked at or took away. */
export const READING_KINDS = ['viewed', 'downloaded', 'container', 'sheet', 'remarks'] as const;

/** "Who looked at what": an entry of the record of a marked act. */
export const reading = z
  .object({
    seq: z.number().int(),
    at: instant,
    kind: z.enum(READING_KINDS),
    by: decider,
    body: bodyRef,
    /** Name of the file; null where all of a version was taken. */
    file: z.string().nullable(),
    ordinal: z.number().int(),
  })
  .meta({ id: 'Reading' });
export type Reading = z.infer<typeof reading>;
export const actReadings = z.object({ items: z.array(reading) });
