import { z } from 'zod';
import { id, instant } from './common.js';

/** One act of signing as the browser meets it: what is prepared, and what comes back (design/signing). */

/** A thing that the manifest lists; the browser recomputes its SHA-256 before it signs. */
export const preparedObject = z.object({
  /** Name inside the manifest. */
  uri: z.string(),
  /** Name for the reader. */
  name: z.string(),
  size: z.number().int(),
  sha256: z.string().length(64),
  /** Where the browser reads the bytes; null for the statement, which is in this answer. */
  href: z.string().nullable(),
});

export const preparation = z
  .object({
    id,
    expiresAt: instant,
    /** The server's clock when it answered: the browser compares its own with it (775:62.3). */
    serverTime: instant,
    /** Exact bytes to sign, base64. */
    manifest: z.base64(),
    /** Exact bytes of the signer's statement (canonical JSON), base64. */
    statement: z.base64(),
    objects: z.array(preparedObject),
  })
  .meta({ id: 'Preparation' });
export type Preparation = z.infer<typeof preparation>;
export type PreparedObject = z.infer<typeof preparedObject>;

/** At most 1 MiB of DER, so at most this many base64 characters. */
export const MAX_SIGNATURE_BASE64 = Math.ceil((1024 * 1024) / 3) * 4;

/** What a signature was made with: a key file in the browser, or NCALayer, the national client. */
export const signatureOrigin = z.enum(['key-file', 'ncalayer']);
export type SignatureOrigin = z.infer<typeof signatureOrigin>;

export const signBody = z.object({
  preparationId: id,
  origin: signatureOrigin.default('key-file'),
  /** Detached CMS, DER, base64. */
  signature: z.base64().min(1).max(MAX_SIGNATURE_BASE64),
});
export type SignBody = z.infer<typeof signBody>;

/** A signature as a card shows it. */
export const signatureMark = z
  .object({
    id,
    signedAt: instant,
    certificateSerial: z.string(),
    certificateOwner: z.string(),
  })
  .meta({ id: 'SignatureMark' });
export type SignatureMark = z.infer<typeof signatureMark>;
