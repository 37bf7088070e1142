import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Actor } from '#kernel';
import type { SignatureCode } from '../codes.js';
import type { VerificationRequest } from '../verify.js';
import type { SignatureTarget } from './signatures.js';

/** A signature in which nothing is wrong, but whose certificate nobody could vouch for yet. */
@Entity({ schema: 'signing', name: 'waiting_signature' })
export class WaitingSignatureRow {
  /** The id of its preparation, which is kept as long as it waits. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'step_id', unique: true })
  stepId: string;

  /** Detached CMS, DER, with its time stamp where one was taken. */
  @Column('bytea')
  cms: Buffer;

  @Column('text')
  origin: VerificationRequest['origin'];

  @Column('jsonb')
  target: SignatureTarget;

  /** The signer as he was when he signed: what comes later changes nothing about what he did. */
  @Column('jsonb')
  actor: Actor;

  /** What is being waited for. */
  @Column('text')
  code: SignatureCode;

  @Column('timestamptz')
  since: Date;

  /** How often it has been asked again. */
  @Column('int')
  attempts: number;
}
