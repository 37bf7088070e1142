import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  BodyRef,
  Decider,
  FileRef,
  Meeting,
  PendingSignature,
  ProtocolRow,
  ProtocolState,
  SignatureMark,
} from '#contracts';
import { ActVersion } from '../acts/act-version.entity.js';

/** What the head of one side gave. */
export interface HeadSignature {
  readonly by: Decider;
  readonly signature: SignatureMark;
}

/** A protocol of disagreement between the developer and one body, attached to a version (775:21). */
@Entity({ schema: 'agreements', name: 'protocol' })
@Index('protocol_act', ['actId'])
@Index('protocol_open', ['actId', 'bodyId'], {
  unique: true,
  where: "state NOT IN ('signed', 'dropped')",
})
export class ProtocolRowEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'act_id' })
  actId: string;

  @Column('uuid', { name: 'version_id' })
  @ForeignKey(() => ActVersion, { name: 'protocol_version' })
  versionId: string;

  @Column('uuid', { name: 'body_id' })
  bodyId: string;

  @Column('jsonb')
  body: BodyRef;

  @Column('text')
  state: ProtocolState;

  @Column('int')
  revision: number;

  @Column('jsonb')
  rows: ProtocolRow[];

  @Column('jsonb', { nullable: true })
  meeting: Meeting | null;

  @Column('boolean')
  changed: boolean;

  @Column('jsonb', { nullable: true })
  returned: { reason: string; by: Decider; at: string } | null;

  @Column('jsonb', { nullable: true })
  file: FileRef | null;

  @Column('jsonb', { name: 'developer_signature', nullable: true })
  developerSignature: HeadSignature | null;

  @Column('jsonb', { name: 'body_signature', nullable: true })
  bodySignature: HeadSignature | null;

  @Column('jsonb', { name: 'developer_pending', nullable: true })
  developerPending: PendingSignature | null;

  @Column('jsonb', { name: 'body_pending', nullable: true })
  bodyPending: PendingSignature | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
