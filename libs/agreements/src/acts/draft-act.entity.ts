import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ActKind, BodyRef, Language, PersonRef, VersionState, Withdrawal } from '#contracts';

/**
 * A draft act (775:12-14): what stays the same through all its versions.
 * It has two faces: the newest version, for the developer body, and the newest dispatched one, for all others.
 */
@Entity({ schema: 'agreements', name: 'draft_act' })
@Index('draft_act_scopes', ['scopes'], { type: 'gin' })
@Index('draft_act_updated', ['updatedAt', 'id'])
@Index('draft_act_listed', ['updatedAt', 'id'], { where: 'archived_at IS NULL' })
@Index('draft_act_initiator', ['initiatorId', 'updatedAt', 'id'])
@Index('draft_act_developer', ['developerBodyId', 'updatedAt', 'id'])
@Index('draft_act_kind', ['kind', 'updatedAt', 'id'], { where: 'archived_at IS NULL' })
@Index('draft_act_archived_kind', ['kind', 'updatedAt', 'id'], { where: 'archived_at IS NOT NULL' })
@Index('draft_act_state', ['publicState', 'updatedAt', 'id'], { where: 'archived_at IS NULL' })
@Index('draft_act_archived_state', ['publicState', 'updatedAt', 'id'], { where: 'archived_at IS NOT NULL' })
@Index('draft_act_gone_on', ['developerBodyId', 'state', 'updatedAt', 'id'], {
  where: 'public_state IS DISTINCT FROM state',
})
@Index('draft_act_running', ['developerBodyId'], {
  where:
    "archived_at IS NULL AND state <> ALL (ARRAY['accepted'::text, 'withdrawn'::text, 'discarded'::text])",
})
// By an expression, which decorators cannot describe; the migration makes it.
@Index('draft_act_titles', { synchronize: false })
@Unique('draft_act_number', ['kind', 'numberYear', 'numberSeq'])
export class DraftAct {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: ActKind;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  /** Grows with every saved edit of the card; an edit names the one it started from. */
  @Column('int')
  revision: number;

  /** Registration number without the mark of the version; given at the first dispatch. */
  @Column('text', { nullable: true })
  number: string | null;

  @Column('int', { name: 'number_year', nullable: true })
  numberYear: number | null;

  @Column('int', { name: 'number_seq', nullable: true })
  numberSeq: number | null;

  @Column('uuid', { name: 'developer_body_id' })
  developerBodyId: string;

  @Column('jsonb', { name: 'developer_body' })
  developerBody: BodyRef;

  @Column('uuid', { name: 'initiator_id' })
  initiatorId: string;

  /** As he was when he made the card. */
  @Column('jsonb')
  initiator: PersonRef;

  /** Of his main post when he made the card; null where the directory did not say. */
  @Column('uuid', { name: 'initiator_unit_id', nullable: true })
  initiatorUnitId: string | null;

  /** Employees, units and bodies whose people may read it: see `Actor.scopes`. */
  @Column('uuid', { array: true })
  scopes: string[];

  /** Employees who went over to another body after they had read it: nothing that is theirs by name opens it again. */
  @Column('uuid', { name: 'closed_to', array: true, default: '{}' })
  closedTo: string[];

  /** 775:3. The act is open to people alone then: see PEOPLE_OF_ACT. */
  @Column('boolean', { name: 'official_use', default: false })
  officialUse: boolean;

  @Column('int')
  ordinal: number;

  @Column('text')
  state: VersionState;

  @Column('text')
  title: string;

  @Column('text')
  language: Language;

  @Column('int', { name: 'public_ordinal', nullable: true })
  publicOrdinal: number | null;

  @Column('text', { name: 'public_state', nullable: true })
  publicState: VersionState | null;

  @Column('text', { name: 'public_title', nullable: true })
  publicTitle: string | null;

  /** The initiator took it back for good. */
  @Column('jsonb', { nullable: true })
  withdrawn: Withdrawal | null;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;
}
