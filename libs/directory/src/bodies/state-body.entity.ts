import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BodyKind, LocalizedText, UnitKind } from '#contracts';

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
}

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
}
