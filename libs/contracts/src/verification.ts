import { z } from 'zod';
import { SIGNED_DEEDS } from './agreements/machines.js';
import { instant, localizedText } from './common.js';

/** What the check of a container, or of a file with its signature, tells: to anyone (/verify), to readers of a card, and to the command line. */

/**
 * Why a container is refused before, or beside, what its signatures say (design/signing: "extra, hidden or `../` entries in
 * the container; ZIP bomb"). None is ever passed over: a container with one of them is INVALID.
 */
export const CONTAINER_CODES = [
  // the archive
  'CONTAINER_NOT_ZIP',
  'CONTAINER_TRUNCATED',
  'CONTAINER_EXTRA_BYTES',
  'CONTAINER_OVERLAP',
  'CONTAINER_ZIP64',
  'CONTAINER_SPLIT',
  'CONTAINER_TOO_MANY_ENTRIES',
  'CONTAINER_TOO_LARGE',
  'CONTAINER_BOMB',
  'CONTAINER_ENCRYPTED',
  'CONTAINER_METHOD',
  'CONTAINER_COMMENT',
  'CONTAINER_EXTRA_FIELD',
  'CONTAINER_SYMLINK',
  'CONTAINER_ENTRY_UNUSUAL',
  'CONTAINER_HEADERS_DIFFER',
  'CONTAINER_DAMAGED',
  // names
  'CONTAINER_PATH_UNSAFE',
  'CONTAINER_NAME_DUPLICATE',
  'CONTAINER_MIMETYPE_WRONG',
  // what lists what
  'CONTAINER_WITHOUT_SIGNATURE',
  'CONTAINER_MANIFEST_WRONG',
  'CONTAINER_MANIFEST_MISSING',
  'CONTAINER_SIGNATURE_MISSING',
  'CONTAINER_FILE_UNLISTED',
  'CONTAINER_FILE_MISSING',
  'CONTAINER_FILE_CHANGED',
  'CONTAINER_FILE_NOT_BY_ALL',
] as const;
export type ContainerCode = (typeof CONTAINER_CODES)[number];

/** What speaks against a signature that is good by itself: it is not who, or among whom, its statement says. */
export const STATEMENT_CODES = [
  'STATEMENT_MISSING',
  'STATEMENT_MALFORMED',
  'STATEMENT_OF_ANOTHER_SIGNATURE',
  'EARLIER_SIGNATURE_MISSING',
  'EARLIER_SIGNATURE_CHANGED',
  'KEPT_OTHERWISE',
] as const;
export type StatementCode = (typeof STATEMENT_CODES)[number];

/** The named checks of a container, in the order in which they are made. */
export const CONTAINER_CHECKS = ['archive', 'names', 'manifests', 'files', 'signatures'] as const;

const verdict = z.enum(['VALID', 'INVALID', 'INDETERMINATE']);
const result = z.enum(['passed', 'failed', 'unknown', 'skipped']);

/** One named check: its code is told where it was not passed. */
const namedCheck = z.object({ name: z.string(), result, code: z.string().nullable() });

/** Characters: longer than anything that the portal lets anybody write, short enough to be read. */
const said = z.string().max(1000);
const saidInLanguages = z.object({ kk: said, ru: said, en: said });

/** What a signer says by a signature, as far as it is checked and told to a reader: the statement of ADR 0006. */
export const signedStatement = z.object({
  id: z.uuid(),
  act: z.object({
    title: z.string().max(2000),
    number: z.string().max(100).nullable(),
    version: z.number().int().min(0).max(10_000),
  }),
  /** The step, or another deed that is signed by itself. */
  step: z.object({ kind: z.enum(SIGNED_DEEDS) }),
  decision: z.object({ outcome: z.string().max(100).nullable().optional() }),
  signer: z.object({
    fullName: said,
    post: saidInLanguages,
    body: z.object({ name: saidInLanguages, bin: z.string().regex(/^\d{12}$/) }),
    /** In whose stead he signs. */
    onBehalfOf: z.object({ fullName: said, post: saidInLanguages }).optional(),
  }),
  /** The signatures that it builds on, each by the hash of its file. */
  earlier: z.array(z.object({ id: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(100),
});
export type SignedStatement = z.infer<typeof signedStatement>;

export const checkedSignature = z
  .object({
    /** Its file within the container, or the id of the signature on a card. */
    name: z.string(),
    verdict,
    code: z.string().nullable(),
    /** The entry of the container that the code is about, where it is another signature. */
    about: z.string().nullable(),
    checks: z.array(namedCheck),
    /** From the certificate; null where none was found. */
    signer: z
      .object({
        name: z.string(),
        organisation: z.string().nullable(),
        bin: z.string().nullable(),
        serial: z.string(),
      })
      .nullable(),
    statement: signedStatement.nullable(),
    /** When it was made, and by whose clock: a time-stamp authority's, this portal's, or the signer's own, which proves nothing. */
    signedAt: z.object({ at: instant, clock: z.enum(['stamp', 'portal', 'signer']) }).nullable(),
    /** Names of what it covers. */
    covers: z.array(z.string()),
    /** Which of these are other than when they were signed. */
    changed: z.array(z.string()),
  })
  .meta({ id: 'CheckedSignature' });
export type CheckedSignature = z.infer<typeof checkedSignature>;

export const verificationReport = z
  .object({
    kind: z.enum(['container', 'file']),
    verdict,
    /** The first thing that speaks against it: of CONTAINER_CODES, or of the signatures' own. */
    code: z.string().nullable(),
    /** The entry of the container that the code is about. */
    subject: z.string().nullable(),
    /** Of the container; empty for a file with its signature. */
    checks: z.array(namedCheck),
    signatures: z.array(checkedSignature),
    files: z.array(
      z.object({
        name: z.string(),
        /** Bytes. */
        size: z.number().int(),
        sha256: z.string().nullable(),
        /** Places in `signatures`; empty for what accompanies a container and is covered by nobody. */
        signedBy: z.array(z.number().int()),
      }),
    ),
    checkedAt: instant,
  })
  .meta({ id: 'VerificationReport' });
export type VerificationReport = z.infer<typeof verificationReport>;

/** The signatures of a card's version, checked anew. */
export const signaturesReport = z
  .object({ checkedAt: instant, signatures: z.array(checkedSignature) })
  .meta({ id: 'SignaturesReport' });
export type SignaturesReport = z.infer<typeof signaturesReport>;

/** The most that /verify takes at once, bytes: several attachments of 60 MB travel in one container. */
export const MAX_VERIFIED_BYTES = 200 * 1024 * 1024;

/** A sheet's code as people type it: spaces and hyphens do not matter, nor do capitals, nor O for 0 and I or L for 1. */
export const SHEET_CODE_LENGTH = 16;
export const sheetCode = z
  .string()
  .max(40)
  .transform((typed) => typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1'))
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/));

/** What anyone may know who holds an agreement sheet: that it is the portal's, and what it says about signatures. Nothing of the text. */
export const publicSheet = z
  .object({
    number: z.string(),
    developerBody: localizedText,
    /** Null while bodies are still asked: a sheet of one body comes before. */
    settledAt: instant.nullable(),
    signatures: z.array(z.object({ body: localizedText, signedAt: instant, certificateSerial: z.string() })),
  })
  .meta({ id: 'PublicSheet' });
export type PublicSheet = z.infer<typeof publicSheet>;
