import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditFault } from './audit-faults.js';

/** One act on a document, chained to the one before it on the same document. Never changed, never deleted. */
@Entity({ schema: 'kernel', name: 'audit_entry' })
@Index('audit_entry_at', ['at'])
@Index('audit_entry_of_body', ['recordBodyId', 'at'])
@Index('audit_entry_of_employee', ['employeeId', 'at'])
@Index('audit_entry_action', ['action', 'at'])
@Index('audit_entry_subject_type', ['subjectType', 'at'])
export class AuditEntry {
  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId: string;

  /** Place in the document's chain, from 1. */
  @PrimaryColumn('int')
  seq: number;

  @Column('text', { name: 'subject_type' })
  subjectType: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  action: string;

  /** Null where the portal itself acted. */
  @Column('uuid', { name: 'employee_id', nullable: true })
  employeeId: string | null;

  @Column('uuid', { name: 'body_id', nullable: true })
  bodyId: string | null;

  /** Exactly what was hashed: canonical JSON of the entry, with the hash of the one before it. */
  @Column('text')
  content: string;

  /** SHA-256 of `content`. */
  @Column('bytea')
  hash: Buffer;

  /**
   * To whose record it belongs: see `recordBodyOf`. Follows from what was hashed of the chain, and is itself no part of it.
   */
  @Column('uuid', { name: 'record_body_id', nullable: true })
  recordBodyId: string | null;
}

/** The last link of each chain; its row lock puts the acts on one document in order. */
@Entity({ schema: 'kernel', name: 'audit_head' })
export class AuditHead {
  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('int')
  seq: number;

  @Column('bytea')
  hash: Buffer;

  /** The body of who acted first. */
  @Column('uuid', { name: 'record_body_id', nullable: true })
  recordBodyId: string | null;
}

/** What a check of the whole record found. */
@Entity({ schema: 'kernel', name: 'audit_check' })
export class AuditCheck {
  @PrimaryColumn('timestamptz')
  at: Date;

  @Column('int')
  entries: number;

  @Column('int')
  documents: number;

  @Column('int')
  anchors: number;

  /** The first fault; null where the record is whole. */
  @Column('jsonb', { nullable: true })
  fault: AuditFault | null;

  @Column('real')
  seconds: number;
}

/** One anchor of the record: what it says of all heads that moved since the one before it, chained to that one. */
@Entity({ schema: 'kernel', name: 'audit_anchor' })
export class AuditAnchor {
  /** From 1, without gaps. */
  @PrimaryColumn('int')
  number: number;

  @Column('timestamptz')
  at: Date;

  /** Exactly what was hashed: canonical JSON with the root over the heads and the hash of the anchor before. */
  @Column('text')
  content: string;

  /** SHA-256 of `content`. */
  @Column('bytea')
  hash: Buffer;
}

/** A head as an anchor found it: one leaf under its root. */
@Entity({ schema: 'kernel', name: 'audit_anchored_head' })
@Index('audit_anchored_head_place', ['subjectId', 'seq'], { unique: true })
export class AuditAnchoredHead {
  @PrimaryColumn('int')
  anchor: number;

  @PrimaryColumn('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('int')
  seq: number;

  @Column('bytea')
  hash: Buffer;
}
