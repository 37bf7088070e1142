import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EdmsWayBody, PersonRef } from '#contracts';

/** How packages of a body get to its EDMS; set by its coordinator. */
@Entity({ schema: 'agreements', name: 'edms_way' })
export class EdmsWay {
  @PrimaryColumn('uuid', { name: 'body_id' })
  bodyId: string;

  /** Grows over all ways: of two that a body had one after the other no form takes one for the other. */
  @Column('int')
  revision: number;

  @Column('text')
  kind: EdmsWayBody['kind'];

  @Column('text')
  url: string;

  @Column('text')
  auth: EdmsWayBody['auth'];

  /** Token, certificate and key, sealed for this body. */
  @Column('bytea', { nullable: true })
  secret: Buffer | null;

  @Column('text')
  ca: string;

  @Column('text')
  folder: string;

  @Column('boolean', { name: 'signed_receipts' })
  signedReceipts: boolean;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('jsonb', { name: 'updated_by' })
  updatedBy: PersonRef;
}
