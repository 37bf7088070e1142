import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalizedText, PostKind } from '#contracts';

/** A post that somebody holds, held or is going to hold. */
@Entity({ schema: 'directory', name: 'post_holding' })
@Check('post_begins_before_it_ends', 'begins_at < ends_at')
@Exclusion(
  'post_one_head_of_body',
  `USING gist (body_id WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE (kind = 'head_of_body')`,
)
@Exclusion(
  'post_one_head_of_unit',
  `USING gist (unit_id WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE (kind = 'unit_head')`,
)
@Exclusion(
  'post_one_main',
  `USING gist (employee_id WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE (main)`,
)
@Index('post_holding_employee', ['employeeId'])
@Index('post_holding_unit', ['unitId'])
@Index('post_holding_body', ['bodyId'])
@ForeignKey('Unit', ['unitId', 'bodyId'], ['id', 'bodyId'], { name: 'post_in_unit' })
export class PostHolding {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'post_of_employee' })
  employeeId: string;

  /** The unit's; a person holds posts of one body at a time. */
  @Column('uuid', { name: 'body_id' })
  bodyId: string;

  @Column('uuid', { name: 'unit_id' })
  unitId: string;

  @Column('jsonb')
  post: LocalizedText;

  @Column('text')
  kind: PostKind;

  /** The one by which he is named. */
  @Column('boolean')
  main: boolean;

  /** Null: since before the directory was kept. */
  @Column('timestamptz', { name: 'begins_at', nullable: true })
  beginsAt: Date | null;

  /** From then on he holds it no more; null: for as long as nobody ends it. */
  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt: Date | null;
}
