import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { DeliveryFault, DeliveryState, Receipt } from '#contracts';
import { Submission } from '../package/submission.entity.js';

/** What the EDMS answered, with the proof that it did where it signed. */
export interface KeptReceipt extends Pick<Receipt, 'registrationNumber' | 'registeredAt'> {
  readonly receivedAt: string;
  readonly signed: boolean;
  /** The exact bytes that were signed, or that came; base64. */
  readonly content: string;
  /** Detached CMS over them, DER, base64. */
  readonly signature: string | null;
}

/** A package on its way to the EDMS of the developer body (775:22). */
@Entity({ schema: 'agreements', name: 'delivery' })
@Index('delivery_due', ['nextTryAt'], { where: "state IN ('waiting', 'sent')" })
@Index('delivery_unsettled', ['bodyId'], { where: "state IN ('waiting', 'sent', 'stopped')" })
@Index('delivery_claimed', ['claimedUntil'], { where: 'claimed_until IS NOT NULL' })
export class Delivery {
  /** That of the submission. */
  @PrimaryColumn('uuid')
  @ForeignKey(() => Submission, { name: 'FK_delivery_submission' })
  id: string;

  @Column('uuid', { name: 'body_id' })
  bodyId: string;

  @Column('text')
  state: DeliveryState;

  @Column('int')
  attempts: number;

  /** From when on the days of trying are counted. */
  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'next_try_at', nullable: true })
  nextTryAt: Date | null;

  @Column('timestamptz', { name: 'last_try_at', nullable: true })
  lastTryAt: Date | null;

  /** A worker has it in hand until then; past: it did not survive that. */
  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil: Date | null;

  @Column('text', { nullable: true })
  fault: DeliveryFault | null;

  @Column('text', { name: 'fault_detail', nullable: true })
  faultDetail: string | null;

  @Column('jsonb', { nullable: true })
  receipt: KeptReceipt | null;
}
