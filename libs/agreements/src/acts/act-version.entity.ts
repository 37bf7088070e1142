import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  BodyRef,
  Decider,
  FileRef,
  Language,
  PersonRef,
  RoutePlan,
  UnitRef,
  VersionState,
} from '#contracts';
import { DraftAct } from './draft-act.entity.js';

/** One version of a draft act: the card as it was sent round, with its files (775:14, 19). */
@Entity({ schema: 'agreements', name: 'act_version' })
@Unique('act_version_sheet_code', ['sheetCode'])
@Index('act_version_act', ['actId'])
// gin
@Index('act_version_words', { synchronize: false })
// jsonb_path_ops
@Index('act_version_files', { synchronize: false })
@Index('act_version_ordinal', ['actId', 'ordinal'], { unique: true, where: "state <> 'discarded'" })
export class ActVersion {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'act_id' })
  @ForeignKey(() => DraftAct)
  actId: string;

  /** 0, and for each new version one more: the "/1" of 775:19. */
  @Column('int')
  ordinal: number;

  @Column('text')
  state: VersionState;

  @Column('text')
  title: string;

  @Column('text')
  language: Language;

  @Column('text')
  description: string;

  @Column('int', { name: 'internal_term_days' })
  internalTermDays: number;

  @Column('jsonb', { name: 'interested_units' })
  interestedUnits: UnitRef[];

  /** The route inside the developer body (775:15). */
  @Column('jsonb')
  plan: RoutePlan;

  @Column('jsonb', { name: 'legal_head', nullable: true })
  legalHead: PersonRef | null;

  @Column('jsonb', { name: 'body_head', nullable: true })
  bodyHead: PersonRef | null;

  @Column('jsonb', { name: 'approving_bodies' })
  approvingBodies: BodyRef[];

  /** In the order of the card. */
  @Column('jsonb')
  files: FileRef[];

  /** Which passage through the developer body: grows each time it is sent. */
  @Column('int')
  round: number;

  /** Why it came back to the initiator last. */
  @Column('jsonb', { nullable: true })
  returned: { reason: string; by: Decider; at: string } | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'dispatched_at', nullable: true })
  dispatchedAt: Date | null;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;

  /** The agreement sheet, once it is made. */
  @Column('uuid', { name: 'sheet_file_id', nullable: true })
  sheetFileId: string | null;

  /** By which anyone who holds the sheet finds what the portal says of it. */
  @Column('text', { name: 'sheet_code', nullable: true })
  sheetCode: string | null;

  /** The folded words of its requisites. */
  @Column('tsvector', { name: 'search_words', select: false, default: '' })
  searchWords: string;
}
