import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BodyKind, LocalizedText, PersonRef, SecondFactorPolicy, UnitKind } from '#contracts';

/** A state body that takes part in the portal, or an institution below one. */
@Entity({ schema: 'directory', name: 'state_body' })
@Unique('state_body_bin', ['bin'])
export class StateBody {
  @PrimaryColumn('uuid')
  id: string;

  /** The superior body. */
  @Column('uuid', { name: 'parent_id', nullable: true })
  @ForeignKey('StateBody', { name: 'state_body_parent' })
  parentId: string | null;

  @Column('text')
  kind: BodyKind;

  @Column('jsonb')
  name: LocalizedText;

  @Column('jsonb', { name: 'short_name' })
  shortName: LocalizedText;

  /** Twelve digits. */
  @Column('text')
  bin: string;

  /** Grows with every change; a change names the one it started from. */
  @Column('int', { default: 1 })
  revision: number;

  @Column('text', { default: '' })
  address: string;

  @Column('text', { default: '' })
  phone: string;

  @Column('text', { default: '' })
  email: string;

  @Column('text', { default: '' })
  website: string;

  /** Is it on the list of participants, on the days that follow (617:11)? */
  @Column('boolean', { default: true })
  participates: boolean;

  @Column('date', { name: 'participates_from', nullable: true })
  participatesFrom: string | null;

  @Column('date', { name: 'participates_to', nullable: true })
  participatesTo: string | null;

  /** The order that approved or renewed it. */
  @Column('text', { name: 'participation_ground', default: '' })
  participationGround: string;

  /** When its coordinator said last that its part of the directory is right. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('jsonb', { name: 'confirmed_by', nullable: true })
  confirmedBy: PersonRef | null;

  /** When he went through all of it last. */
  @Column('timestamptz', { name: 'checked_at', nullable: true })
  checkedAt: Date | null;

  /** Whether its people may, or must, sign in with a second factor. */
  @Column('text', { name: 'second_factor', default: 'off' })
  secondFactor: SecondFactorPolicy;
}

/** Units lie no deeper; a circle of them ends here. */
export const DEEPEST_UNIT = 20;

/** A unit of a body: its leadership, a service or a department. */
@Entity({ schema: 'directory', name: 'unit' })
@Index('unit_of_body', ['bodyId'])
@Unique('unit_in_body', ['id', 'bodyId'])
export class Unit {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'body_id' })
  @ForeignKey('StateBody', { name: 'unit_body' })
  bodyId: string;

  @Column('uuid', { name: 'parent_id', nullable: true })
  @ForeignKey('Unit', { name: 'unit_parent' })
  parentId: string | null;

  @Column('text')
  kind: UnitKind;

  @Column('jsonb')
  name: LocalizedText;

  /** Who oversees it and those below it, for as long as he is a deputy head of the body. */
  @Column('uuid', { name: 'overseer_id', nullable: true })
  @ForeignKey('Employee', { name: 'unit_overseer' })
  overseerId: string | null;

  /** Grows with every change; a change names the one it started from. */
  @Column('int', { default: 1 })
  revision: number;

  /** Nobody works in it any more, and nobody can be put there. */
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt: Date | null;
}
