import { z } from 'zod';
import { accountReason } from './account-requests.js';
import { bodyRef, freeText, id, instant, localizedText, pageOf, pageQuery, personRef } from './common.js';

/** The accounts of a body, kept by its coordinator (775:61). */

/** `off`: not offered; whoever has one keeps it. `required`: nobody signs in by password without one. */
export const SECOND_FACTOR_POLICIES = ['off', 'optional', 'required'] as const;
export const secondFactorPolicy = z.enum(SECOND_FACTOR_POLICIES);
export type SecondFactorPolicy = z.infer<typeof secondFactorPolicy>;

export const ACCOUNT_STATES = ['active', 'awaits_activation', 'blocked'] as const;
export const accountState = z.enum(ACCOUNT_STATES);
export type AccountState = z.infer<typeof accountState>;

export const accountItem = z
  .object({
    id,
    employee: personRef,
    body: bodyRef,
    login: z.string(),
    state: accountState,
    blocked: z.object({ at: instant, reason: z.string() }).nullable(),
    /** Of the last session that began; null for never. */
    lastSignInAt: instant.nullable(),
    secondFactor: z.boolean(),
    can: z.object({ block: z.boolean(), resetPassword: z.boolean(), resetSecondFactor: z.boolean() }),
  })
  .meta({ id: 'AccountItem' });
export type AccountItem = z.infer<typeof accountItem>;

export const accountsQuery = pageQuery.extend({
  /** Part of a name or a login. */
  q: freeText(200).optional(),
  state: accountState.optional(),
  /** For those who keep the accounts of all bodies; a coordinator sees his own whatever he asks. */
  body: id.optional(),
});
export type AccountsQuery = z.infer<typeof accountsQuery>;
export const accountList = pageOf(accountItem).meta({ id: 'AccountList' });
export type AccountList = z.infer<typeof accountList>;

export const accountReasonBody = z.object({ reason: accountReason });
export type AccountReasonBody = z.infer<typeof accountReasonBody>;

/** How a body keeps its second factor, told to who may change it. */
export const bodySecondFactor = z
  .object({
    policy: secondFactorPolicy,
    name: localizedText,
    /** Accounts of the body that are active, and those of them that have a second factor. */
    accounts: z.number().int(),
    enrolled: z.number().int(),
  })
  .meta({ id: 'BodySecondFactor' });
export type BodySecondFactor = z.infer<typeof bodySecondFactor>;
export const secondFactorPolicyBody = z.object({ policy: secondFactorPolicy });
export type SecondFactorPolicyBody = z.infer<typeof secondFactorPolicyBody>;
