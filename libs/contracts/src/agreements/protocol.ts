import { z } from 'zod';
import { bodyRef, day, freeText, id, instant, typedText } from '../common.js';
import type { Machine } from '../machine.js';
import { signatureMark } from '../signing.js';
import { pendingSignature } from './card.js';
import { decider, MAX_REMARKS, remark } from './remarks.js';

/** The protocol of disagreement between the developer and a body (775:21). */

export const PROTOCOL_STATES = [
  'with_developer', // the developer writes its positions
  'with_body', // the body writes its own
  'to_sign', // both say the same text: it is fixed, and the heads sign it
  'half_signed', // one head has signed
  'signed',
  'dropped', // given up before anybody signed: there is nothing to disagree about any more
] as const;
export type ProtocolState = (typeof PROTOCOL_STATES)[number];

export const PROTOCOL_ACTIONS = ['pass', 'fix', 'sign', 'reopen', 'drop'] as const;
export type ProtocolAction = (typeof PROTOCOL_ACTIONS)[number];
export type ProtocolSide = 'developer' | 'body';

export const PROTOCOL_MACHINE: Machine<ProtocolState, ProtocolAction, ProtocolSide | 'head'> = {
  name: 'protocol',
  initial: 'with_developer',
  final: ['signed', 'dropped'],
  transitions: [
    { from: 'with_developer', action: 'pass', to: 'with_body', by: 'developer' },
    { from: 'with_body', action: 'pass', to: 'with_developer', by: 'body' },
    // whoever got it from the other side and changed nothing in it
    { from: 'with_developer', action: 'fix', to: 'to_sign', by: 'developer' },
    { from: 'with_body', action: 'fix', to: 'to_sign', by: 'body' },
    { from: 'with_developer', action: 'drop', to: 'dropped', by: 'developer' },
    { from: 'to_sign', action: 'sign', to: 'half_signed', by: 'head' },
    { from: 'half_signed', action: 'sign', to: 'signed', by: 'head' },
    // a head does not sign it so: it is written anew, and a signature given so far lapses
    { from: 'to_sign', action: 'reopen', to: 'with_developer', by: 'head' },
    { from: 'half_signed', action: 'reopen', to: 'with_developer', by: 'head' },
  ],
};

/** Who may write now; null: nobody. */
export const WRITER_OF: Readonly<Record<ProtocolState, ProtocolSide | null>> = {
  with_developer: 'developer',
  with_body: 'body',
  to_sign: null,
  half_signed: null,
  signed: null,
  dropped: null,
};

const LONGEST = 5000;
const position = z.object({ position: z.string(), reasons: z.string() });

export const protocolRow = z
  .object({
    remarkId: id,
    /** Of the remark, as placed. */
    ...remark.pick({ kind: true, point: true, excerpt: true }).shape,
    remark: z.string(),
    developer: position,
    body: position,
  })
  .meta({ id: 'ProtocolRow' });
export type ProtocolRow = z.infer<typeof protocolRow>;

/** A conciliation meeting: when, who took part, and what came of it. */
export const meeting = z.object({ on: day, participants: typedText(2000), result: freeText(LONGEST) });
export type Meeting = z.infer<typeof meeting>;

const headSignature = z.object({ by: decider, signature: signatureMark });

export const protocol = z
  .object({
    id,
    /** Of the version that it is attached to. */
    version: z.number().int(),
    body: bodyRef,
    state: z.enum(PROTOCOL_STATES),
    revision: z.number().int(),
    rows: z.array(protocolRow),
    meeting: meeting.nullable(),
    /** The text in it was changed since the other side passed it. */
    changed: z.boolean(),
    /** Why a head sent it back. */
    returned: z.object({ reason: z.string(), by: decider, at: instant }).nullable(),
    /** The document that the heads sign; null: not fixed, or being made. */
    file: z.object({ id, name: z.string(), size: z.number().int(), sha256: z.string() }).nullable(),
    signatures: z.object({ developer: headSignature.nullable(), body: headSignature.nullable() }),
    /** Signatures that were given and do not count yet, or that were found not to count after all. */
    pending: z.object({ developer: pendingSignature.nullable(), body: pendingSignature.nullable() }),
    can: z.object({
      write: z.boolean(),
      pass: z.boolean(),
      fix: z.boolean(),
      drop: z.boolean(),
      meet: z.boolean(),
      sign: z.boolean(),
      reopen: z.boolean(),
    }),
  })
  .meta({ id: 'Protocol' });
export type Protocol = z.infer<typeof protocol>;

export const protocols = z
  .object({
    items: z.array(protocol),
    /** Bodies with which one may be drawn up now. */
    candidates: z.array(bodyRef),
  })
  .meta({ id: 'Protocols' });
export type Protocols = z.infer<typeof protocols>;

export const drawUpBody = z.object({ id, bodyId: id });
export type DrawUpBody = z.infer<typeof drawUpBody>;

/** A side writes its own column. */
export const positionsBody = z.object({
  revision: z.number().int().min(1),
  rows: z
    .array(z.object({ remarkId: id, position: typedText(LONGEST), reasons: freeText(LONGEST).default('') }))
    .max(MAX_REMARKS)
    .refine((rows) => new Set(rows.map((row) => row.remarkId)).size === rows.length, {
      error: 'NOT_DISTINCT',
    }),
});
export type PositionsBody = z.infer<typeof positionsBody>;

export const protocolMoveBody = z.object({ revision: z.number().int().min(1) });
export const meetingBody = meeting.extend({ revision: z.number().int().min(1) });
export type MeetingBody = z.infer<typeof meetingBody>;
export const reopenBody = z.object({ reason: typedText(LONGEST) });
