import { z } from 'zod';
import { bodyRef, freeText, id, instant, LONGEST_REASON, typedText } from '../common.js';
import { letterText } from './card.js';
import { DELIVERY_FAULTS } from './office-machines.js';
import { decider } from './remarks.js';

/** The cover letter, the package, the EDMS and the Office (775:22, 23). */

/** How often the letter was saved; 0: it is filled in from the template. */
const letterRevision = z.number().int().min(0);

/** Only what the initiator has before him is written over: a letter saved elsewhere meanwhile is refused as STALE. */
export const letterBody = letterText.extend({ revision: letterRevision });
export type LetterBody = z.infer<typeof letterBody>;

/** The letter as it would be by the body's template, for the initiator to go on from; or as he left it. */
export const letterDraft = letterBody
  .extend({
    office: bodyRef,
    returned: z.object({ reason: z.string(), by: decider, at: instant }).nullable(),
  })
  .meta({ id: 'LetterDraft' });
export type LetterDraft = z.infer<typeof letterDraft>;

/** 775:23: what the Office's documentation officer enters. */
export const passOnBody = z.object({
  unitId: id,
  term: z.object({ workingDays: z.number().int().min(1).max(60) }),
  incomingNumber: freeText(50).default(''),
});
export type PassOnBody = z.infer<typeof passOnBody>;

export const withdrawBody = z.object({ reason: typedText(LONGEST_REASON) });
export type WithdrawBody = z.infer<typeof withdrawBody>;

/** What an EDMS answers when it has a package. */
export const receipt = z.object({
  format: z.literal('kelisim.receipt/1'),
  /** Id of the package. */
  package: id,
  /** Of the package's bytes, lower-case hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  registrationNumber: typedText(100),
  registeredAt: instant,
});
export type Receipt = z.infer<typeof receipt>;

// --- What a body keeps for handing over ------------------------------------------------------------------

/** What a template of a letter may name, in double braces: `{{number}}`. */
export const LETTER_FIELDS = [
  'number',
  'title',
  'kind',
  'developer',
  'office',
  'bodies',
  'files',
  'initiator',
  'head',
  'date',
] as const;
export type LetterField = (typeof LETTER_FIELDS)[number];

export const LETTER_LANGUAGES = ['kk', 'ru'] as const;
export const letterTemplate = letterText.extend({
  language: z.enum(LETTER_LANGUAGES),
  /** How often it was saved; 0: the body keeps none of its own. */
  revision: z.number().int().min(0),
});
export type LetterTemplate = z.infer<typeof letterTemplate>;

export const EDMS_WAYS = ['http', 'folder'] as const;
export const EDMS_AUTHS = ['none', 'bearer', 'certificate'] as const;

const pem = freeText(50_000);
/** Secrets that are left out stay as they are. */
export const edmsWayBody = z.object({
  revision: z.number().int().min(0),
  kind: z.enum(EDMS_WAYS),
  /** HTTP: of which scheme, host and port are among those that the portal may call. */
  url: freeText(500).default(''),
  auth: z.enum(EDMS_AUTHS).default('none'),
  token: freeText(4000).optional(),
  /** PEM: the portal's own certificate and its key, for mutual TLS. */
  certificate: pem.optional(),
  key: pem.optional(),
  /** PEM: by which the server's certificate is judged; the system's own where left empty. */
  ca: pem.default(''),
  /** Folder: a name below the folder of drops. */
  folder: freeText(64).default(''),
  signedReceipts: z.boolean().default(false),
});
export type EdmsWayBody = z.infer<typeof edmsWayBody>;

/** Only the way that the reader has before him is taken off. */
export const edmsWayRevision = z.object({ revision: z.coerce.number().int().min(0).default(0) });

export const handOverSettings = z
  .object({
    body: bodyRef,
    templates: z.array(letterTemplate.extend({ own: z.boolean() })),
    /** Which servers the portal may call, and whether it may drop into folders. */
    allowed: z.object({ hosts: z.array(z.string()), folders: z.boolean() }),
    way: z
      .object({
        revision: z.number().int(),
        kind: z.enum(EDMS_WAYS),
        url: z.string(),
        auth: z.enum(EDMS_AUTHS),
        hasToken: z.boolean(),
        hasCertificate: z.boolean(),
        ca: z.string(),
        folder: z.string(),
        signedReceipts: z.boolean(),
        updatedAt: instant,
        updatedBy: z.string(),
      })
      .nullable(),
    /** Of the body: on their way to the EDMS, and stopped since the way was taken off. */
    packages: z.object({ onTheirWay: z.number().int(), stopped: z.number().int() }),
  })
  .meta({ id: 'HandOverSettings' });
export type HandOverSettings = z.infer<typeof handOverSettings>;

/** What came of trying the way. */
export const edmsTrial = z
  .object({ reached: z.boolean(), fault: z.enum(DELIVERY_FAULTS).nullable(), detail: z.string().nullable() })
  .meta({ id: 'EdmsTrial' });
export type EdmsTrial = z.infer<typeof edmsTrial>;

/** Bodies whose settings the reader keeps. */
export const keptBodies = z.object({ items: z.array(bodyRef) });
