import { z } from 'zod';
import { day, id, instant, pageOf, pageQuery, personRef } from './common.js';
import { DELEGATED_ROOMS } from './inbox.js';

/** Delegation: somebody acts in another's stead between two days, in all rooms or in named ones. */

export const DELEGATION_REASONS = ['leave', 'trip', 'illness', 'study', 'other'] as const;
export type DelegationReason = (typeof DELEGATION_REASONS)[number];

/** The most days that one delegation lasts. */
export const MAX_DELEGATION_DAYS = 366;

export const delegationBody = z
  .object({
    /** Made by the browser, so that a doubled click or a repeated request makes one delegation. */
    id,
    /** Whose rights are given; the reader's own where left out. A coordinator gives for somebody absent of his body. */
    principalId: id.optional(),
    standInId: id,
    /** Null: all. */
    rooms: z
      .array(z.enum(DELEGATED_ROOMS))
      .min(1)
      .max(DELEGATED_ROOMS.length)
      .refine((rooms) => new Set(rooms).size === rooms.length, { error: 'NOT_DISTINCT' })
      .nullable(),
    /** The first and the last day, both in Astana, both whole. */
    from: day,
    to: day,
    reason: z.enum(DELEGATION_REASONS),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'BEFORE_START' });
export type DelegationBody = z.infer<typeof delegationBody>;

export const DELEGATION_STATES = ['ahead', 'running', 'over', 'revoked'] as const;

export const delegation = z
  .object({
    id,
    principal: personRef,
    standIn: personRef,
    /** Null: all. */
    rooms: z.array(z.enum(DELEGATED_ROOMS)).nullable(),
    from: day,
    to: day,
    reason: z.enum(DELEGATION_REASONS),
    state: z.enum(DELEGATION_STATES),
    /** Who gave it: the principal himself, or the coordinator of his body. */
    madeBy: z.object({ id, fullName: z.string() }),
    revokedAt: instant.nullable(),
    /** The reader may end it. */
    canEnd: z.boolean(),
  })
  .meta({ id: 'Delegation' });
export type Delegation = z.infer<typeof delegation>;

/** Whose delegations: those that the reader gave or was given, or all of his body, for its coordinator. */
export const delegationQuery = pageQuery.extend({
  of: z.enum(['given', 'received', 'body']).default('given'),
});
export type DelegationQuery = z.infer<typeof delegationQuery>;
/** The newest beginning first. */
export const delegationList = pageOf(delegation).meta({ id: 'DelegationList' });
export type DelegationList = z.infer<typeof delegationList>;
