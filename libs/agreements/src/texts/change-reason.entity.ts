import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Decider } from '#contracts';
import { DraftAct } from '../acts/draft-act.entity.js';

/** Why a paragraph was changed between two files of an act, as the developer gives it for the comparison table. */
@Entity({ schema: 'agreements', name: 'change_reason' })
export class ChangeReasonRow {
  @PrimaryColumn('uuid', { name: 'act_id' })
  @ForeignKey(() => DraftAct, { name: 'FK_change_reason_act' })
  actId: string;

  @PrimaryColumn('text', { name: 'old_sha256' })
  oldSha256: string;

  @PrimaryColumn('text', { name: 'new_sha256' })
  newSha256: string;

  /** Of the paragraph before; empty: it was added. */
  @PrimaryColumn('text', { name: 'old_anchor' })
  oldAnchor: string;

  /** Of the paragraph now; empty: it is gone. */
  @PrimaryColumn('text', { name: 'new_anchor' })
  newAnchor: string;

  @Column('text')
  reason: string;

  @Column('jsonb')
  by: Decider;

  @Column('timestamptz')
  at: Date;
}
