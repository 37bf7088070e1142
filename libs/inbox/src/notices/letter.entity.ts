import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * - `waiting`: to be sent from `send_at` on
 * - `sent`: a mail server has taken it over
 * - `failed`: refused for good, or not taken for five days
 * - `given_up`: whoever keeps the portal has seen that it failed, and leaves it at that
 * - `needless`: all that it tells of was done before it went
 */
export const LETTER_STATES = ['waiting', 'sent', 'failed', 'given_up', 'needless'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** An e-mail to one employee, with one notice or a digest of many. Its id is its Message-ID, however often it is tried. */
@Entity({ schema: 'inbox', name: 'letter' })
@Unique('letter_digest_once', ['employeeId', 'digestAt'])
@Index('letter_due', ['rank', 'sendAt'], { where: `state = 'waiting'` })
@Index('letter_settled', ['settledAt'], { where: 'settled_at IS NOT NULL' })
@Check('letter_settled_when_over', `(state = 'waiting') = (settled_at IS NULL)`)
export class Letter {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'letter_to_employee' })
  employeeId: string;

  @Column('text')
  state: LetterState;

  /** The hour of the digest that it is; null for a letter of one notice. */
  @Column('timestamptz', { name: 'digest_at', nullable: true })
  digestAt: Date | null;

  /** Of those that are due the lowest goes first: 0 of what concerns the safety of an account, 1 of all else. */
  @Column('int', { default: 1 })
  rank: number;

  @Column('timestamptz', { name: 'send_at' })
  sendAt: Date;

  /** Until when a worker has it in hand; one that died leaves it to the others then. */
  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil: Date | null;

  /** How often the server has put this very letter off. */
  @Column('int', { default: 0 })
  attempts: number;

  @Column('timestamptz', { name: 'first_tried_at', nullable: true })
  firstTriedAt: Date | null;

  /** What kept it from going, in the words of the server. */
  @Column('text', { nullable: true })
  fault: string | null;

  /** The address it was sent, or refused, at. */
  @Column('text', { nullable: true })
  address: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;
}
