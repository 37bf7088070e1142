import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BodyRef, PersonRef } from '#contracts';
import { ActVersion } from '../acts/act-version.entity.js';

/** Somebody has opened the card of a version: one row, however often. */
@Entity({ schema: 'agreements', name: 'opening' })
export class OpeningRow {
  @PrimaryColumn('uuid', { name: 'version_id' })
  @ForeignKey(() => ActVersion, { name: 'opening_of_version' })
  versionId: string;

  /** Whose he was then: who goes over to another body and is asked there is another reader. */
  @PrimaryColumn('uuid', { name: 'body_id' })
  bodyId: string;

  @PrimaryColumn('uuid', { name: 'employee_id' })
  employeeId: string;

  /** As he was the last time. */
  @Column('jsonb')
  person: PersonRef;

  @Column('jsonb')
  body: BodyRef;

  @Column('timestamptz', { name: 'first_at' })
  firstAt: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;
}
