import { z } from 'zod';
import { bodyRef, freeText, id, instant, pageOf, pageQuery, personRef, typedText } from './common.js';
import type { Machine } from './machine.js';

/** Account requests (775:61, 617:20): a body asks for its employee, the authorised body decides, the person activates. */

export const ACCOUNT_REQUEST_STATES = [
  'requested', // waits for the authorised body
  'approved', // the account is there; its owner has set no password yet
  'activated', // its owner has set a password
  'refused', // by the authorised body, with a reason
  'withdrawn', // by the body that asked
  'expired', // nobody decided, or nobody activated, in time
] as const;
export const accountRequestState = z.enum(ACCOUNT_REQUEST_STATES);
export type AccountRequestState = z.infer<typeof accountRequestState>;

export const ACCOUNT_REQUEST_ACTIONS = ['approve', 'refuse', 'withdraw', 'activate', 'expire'] as const;
export type AccountRequestAction = (typeof ACCOUNT_REQUEST_ACTIONS)[number];

/** `owner`: whoever holds the activation code; `portal`: the portal itself, when the time is over. */
export type AccountRequestRole = 'coordinator' | 'authorised_body_officer' | 'owner' | 'portal';

export const ACCOUNT_REQUEST_MACHINE: Machine<AccountRequestState, AccountRequestAction, AccountRequestRole> =
  {
    name: 'account_request',
    initial: 'requested',
    final: ['activated', 'refused', 'withdrawn', 'expired'],
    transitions: [
      { from: 'requested', action: 'approve', to: 'approved', by: 'authorised_body_officer' },
      { from: 'requested', action: 'refuse', to: 'refused', by: 'authorised_body_officer' },
      { from: 'requested', action: 'withdraw', to: 'withdrawn', by: 'coordinator' },
      { from: 'requested', action: 'expire', to: 'expired', by: 'portal' },
      { from: 'approved', action: 'activate', to: 'activated', by: 'owner' },
      { from: 'approved', action: 'withdraw', to: 'withdrawn', by: 'coordinator' },
      { from: 'approved', action: 'expire', to: 'expired', by: 'portal' },
    ],
  };

/** Lower-case Latin letters, figures, dots and hyphens, beginning with a letter. */
export const LOGIN = { least: 3, most: 40 } as const;
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .min(LOGIN.least)
  .max(LOGIN.most)
  .regex(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/);

/** At most so many are asked for, or decided, at a time. */
export const MOST_REQUESTS_AT_ONCE = 50;

export const LONGEST_ACCOUNT_REASON = 1000;
export const accountReason = typedText(LONGEST_ACCOUNT_REASON);

export const requestAccountsBody = z.object({
  items: z
    .array(z.object({ employeeId: id, login }))
    .min(1)
    .max(MOST_REQUESTS_AT_ONCE)
    .refine((items) => new Set(items.map(({ employeeId }) => employeeId)).size === items.length, {
      error: 'TWICE',
    }),
  /** Why they need one: the order or letter that it stands in. */
  reason: accountReason,
});
export type RequestAccountsBody = z.infer<typeof requestAccountsBody>;

export const ACCOUNT_DECISIONS = ['approve', 'refuse'] as const;
export const decideRequestsBody = z.object({
  ids: z.array(id).min(1).max(MOST_REQUESTS_AT_ONCE),
  decision: z.enum(ACCOUNT_DECISIONS),
  /** Has to be there where it is refused. */
  reason: freeText(1000).default(''),
});
export type DecideRequestsBody = z.infer<typeof decideRequestsBody>;
/** As it is sent. */
export type DecideRequests = z.input<typeof decideRequestsBody>;

/** An employee without an account, with the login that would be his. */
export const accountCandidate = z
  .object({ employee: personRef, login: z.string() })
  .meta({ id: 'AccountCandidate' });
export type AccountCandidate = z.infer<typeof accountCandidate>;
export const candidatesQuery = z.object({ q: freeText(200).optional() });
export type CandidatesQuery = z.infer<typeof candidatesQuery>;
export const candidateList = z
  .object({ items: z.array(accountCandidate), more: z.boolean() })
  .meta({ id: 'AccountCandidates' });
export type CandidateList = z.infer<typeof candidateList>;

const step = z.object({ at: instant, by: personRef });

export const accountRequest = z
  .object({
    id,
    state: accountRequestState,
    employee: personRef,
    body: bodyRef,
    login: z.string(),
    reason: z.string(),
    requested: step,
    /** Of the approval or the refusal; a reason is there where it was refused. */
    decided: step.extend({ reason: z.string() }).nullable(),
    /** When it is over unless somebody acts; null where nothing is awaited. */
    expiresAt: instant.nullable(),
    /** The account, once there is one. */
    accountId: id.nullable(),
    can: z.object({ decide: z.boolean(), withdraw: z.boolean(), giveCode: z.boolean() }),
  })
  .meta({ id: 'AccountRequest' });
export type AccountRequest = z.infer<typeof accountRequest>;

export const accountRequestsQuery = pageQuery.extend({ state: accountRequestState.optional() });
export type AccountRequestsQuery = z.infer<typeof accountRequestsQuery>;
export const accountRequestList = pageOf(accountRequest).meta({ id: 'AccountRequests' });
export type AccountRequestList = z.infer<typeof accountRequestList>;
export const requestedAccounts = z.object({ ids: z.array(id) }).meta({ id: 'RequestedAccounts' });
export type RequestedAccounts = z.infer<typeof requestedAccounts>;

// --- Activation ------------------------------------------------------------------------------------------

/** What the coordinator hands over: shown once, kept as a hash alone. */
export const activationSlip = z
  .object({
    /** Twenty-six letters and figures in groups, 130 random bits. */
    code: z.string(),
    login: z.string(),
    fullName: z.string(),
    body: bodyRef,
    expiresAt: instant,
  })
  .meta({ id: 'ActivationSlip' });
export type ActivationSlip = z.infer<typeof activationSlip>;

const LONGEST_CODE = 80;
export const activationCode = z.string().trim().min(1).max(LONGEST_CODE);
export const activationBody = z.object({ code: activationCode, password: z.string().min(1).max(1000) });
export type ActivationBody = z.infer<typeof activationBody>;
export const activationCheck = z.object({ code: activationCode });
export type ActivationCheck = z.infer<typeof activationCheck>;
/** All that is told to whoever holds a good code: no more than stands on his slip. */
export const activationView = z
  .object({ login: z.string(), fullName: z.string(), body: bodyRef, expiresAt: instant })
  .meta({ id: 'Activation' });
export type ActivationView = z.infer<typeof activationView>;
