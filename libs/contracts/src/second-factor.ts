import { z } from 'zod';
import { secondFactorPolicy } from './accounts.js';
import { instant } from './common.js';
import { sessionView } from './session.js';

/** The second factor (775:61): codes of an application by RFC 6238, and recovery codes for when it is lost. */

/** RFC 6238 with what every application reads: SHA-1, six digits, half a minute. */
export const TOTP = { digits: 6, periodSeconds: 30, algorithm: 'SHA1' } as const;
export const RECOVERY_CODES = 10;

/** Six digits, or a recovery code; spaces, hyphens and lower case do not matter. */
export const factorCode = z
  .string()
  .trim()
  .max(40)
  .regex(/^(?:(?:\d[\s-]*){6}|(?:[\dA-Za-z][\s-]*){10})$/);

/** What the password alone gives where a second factor is asked for: good for one sign-in, for minutes. */
export const pendingSignIn = z
  .object({
    token: z.string(),
    /** `code`: of the second factor that there is; `enrolment`: the body demands one, and there is none yet. */
    needs: z.enum(['code', 'enrolment']),
    expiresAt: instant,
  })
  .meta({ id: 'PendingSignIn' });
export type PendingSignIn = z.infer<typeof pendingSignIn>;

const token = z.string().regex(/^[\w-]{43}$/);
export const pendingToken = z.object({ token });
export type PendingToken = z.infer<typeof pendingToken>;
export const secondStepBody = z.object({ token, code: factorCode });
export type SecondStepBody = z.infer<typeof secondStepBody>;

/** What an application is told once: by a QR code, or typed. */
export const enrolment = z
  .object({
    /** `otpauth://totp/...`, the content of the QR code. */
    uri: z.string(),
    /** Base32 in groups of four, for typing. */
    key: z.string(),
  })
  .meta({ id: 'SecondFactorEnrolment' });
export type Enrolment = z.infer<typeof enrolment>;

/** Shown once; each is good once. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;

export const enrolledSession = z
  .object({ session: sessionView, codes: z.array(z.string()) })
  .meta({ id: 'EnrolledSession' });
export type EnrolledSession = z.infer<typeof enrolledSession>;

export const ownSecondFactor = z
  .object({
    policy: secondFactorPolicy,
    /** Since when there is one; null where there is none. */
    since: instant.nullable(),
    recoveryCodesLeft: z.number().int(),
  })
  .meta({ id: 'OwnSecondFactor' });
export type OwnSecondFactor = z.infer<typeof ownSecondFactor>;

const LONGEST_TYPED = 1000;
/** Whoever sets a second factor up shows first that he knows the password. */
export const passwordProof = z.object({ password: z.string().min(1).max(LONGEST_TYPED) });
export type PasswordProof = z.infer<typeof passwordProof>;
/** Whoever changes the one that there is shows both: a password that was seen must not be enough (OWASP ASVS 5.0 7.5.1). */
export const bothProofs = passwordProof.extend({ code: factorCode });
export type BothProofs = z.infer<typeof bothProofs>;
export const confirmFactorBody = z.object({ code: factorCode });
export type ConfirmFactorBody = z.infer<typeof confirmFactorBody>;
