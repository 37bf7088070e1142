import { z } from 'zod';
import { id, instant } from './common.js';

/** One's own account: where one is signed in, and the password (775:6, 61). */

export const DEVICES = ['computer', 'phone', 'tablet', 'unknown'] as const;
export const device = z.enum(DEVICES);
export type Device = z.infer<typeof device>;

/** How a session was signed in: `ldap` by the password of the body's own network, `provider` by an OpenID provider. */
export const SIGN_IN_WAYS = ['password', 'ldap', 'certificate', 'provider'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** A browser in which the account is signed in, as its owner may know it again. */
export const ownSession = z
  .object({
    id,
    /** The session that asks. */
    current: z.boolean(),
    device,
    /** "Firefox", as the browser names itself; null where it does not. */
    browser: z.string().nullable(),
    /** "Windows"; null where the browser does not tell. */
    system: z.string().nullable(),
    /** Network address from which it was signed in; empty where it was not kept. */
    address: z.string(),
    way: z.enum(SIGN_IN_WAYS),
    /** A code of the portal's second factor was given, too. */
    secondFactor: z.boolean(),
    /** Serial of the certificate that it was signed in with, hex; null for the other ways. */
    certificateSerial: z.string().nullable(),
    signedInAt: instant,
    /** To the minute. */
    lastSeenAt: instant,
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof ownSession>;

export const ownAccount = z
  .object({
    /** Null where it is still the one that was given with the account. */
    passwordChangedAt: instant.nullable(),
    /** The present one first, then those seen last. */
    sessions: z.array(ownSession),
  })
  .meta({ id: 'OwnAccount' });
export type OwnAccount = z.infer<typeof ownAccount>;

/** Longer than the rules allow, so that the answer to a long one is the rule's own. */
const LONGEST_TYPED = 1000;

export const passwordChange = z.object({
  current: z.string().min(1).max(LONGEST_TYPED),
  next: z.string().min(1).max(LONGEST_TYPED),
});
export type PasswordChange = z.infer<typeof passwordChange>;

export const sessionsEnded = z
  .object({ ended: z.number().int().nonnegative() })
  .meta({ id: 'SessionsEnded' });
export type SessionsEnded = z.infer<typeof sessionsEnded>;
