import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One act on a document, chained to the one before it on the same document. Never changed, never deleted. */
@Entity({ schema: 'kernel', name: 'audit_entry' })
@Index('audit_entry_at', ['at'])
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
}
