import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { DelegatedRoom, DelegationReason } from '#contracts';

/** Somebody acts in another's stead. The rights themselves are not kept here: they are read where they are used. */
@Entity({ schema: 'directory', name: 'delegation' })
@Index('delegation_stand_in', ['standInId'], { where: 'revoked_at IS NULL' })
@Index('delegation_principal', ['principalId'])
@Index('delegation_to_tell', ['endsAt'], { where: 'revoked_at IS NULL AND ended_told_at IS NULL' })
@Index('delegation_body', ['bodyId', 'startsAt', 'id'])
@Check('delegation_not_to_self', 'principal_id <> stand_in_id')
@Check('delegation_in_order', 'starts_at < ends_at')
export class DelegationRow {
  @PrimaryColumn('uuid')
  id: string;

  /** Of both. */
  @Column('uuid', { name: 'body_id' })
  @ForeignKey('StateBody', { name: 'delegation_in_body' })
  bodyId: string;

  @Column('uuid', { name: 'principal_id' })
  @ForeignKey('Employee', { name: 'delegation_of_principal' })
  principalId: string;

  @Column('uuid', { name: 'stand_in_id' })
  @ForeignKey('Employee', { name: 'delegation_to_stand_in' })
  standInId: string;

  /** Null: all. */
  @Column('text', { array: true, nullable: true })
  rooms: DelegatedRoom[] | null;

  /** The first moment of its first day in Astana. */
  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  /** The first moment of the day after its last. */
  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('text')
  reason: DelegationReason;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  /** The principal, or the coordinator of his body. */
  @Column('uuid', { name: 'made_by' })
  @ForeignKey('Employee', { name: 'delegation_made_by' })
  madeBy: string;

  /** When somebody ended it before its time. */
  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  /** When the stand-in was told that it is about to end. */
  @Column('timestamptz', { name: 'ending_told_at', nullable: true })
  endingToldAt: Date | null;

  /** When he was told that it has ended by itself. */
  @Column('timestamptz', { name: 'ended_told_at', nullable: true })
  endedToldAt: Date | null;
}
