import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountRequestState, BodyRef, PersonRef } from '#contracts';

const OPEN = `state IN ('requested', 'approved')`;

/** What a body asks for one of its employees (617:20); people and body stay as they were when it was written. */
@Entity({ schema: 'accounts', name: 'request' })
// One employee, and one login, is asked for once at a time.
@Index('request_open_employee', ['employeeId'], { unique: true, where: OPEN })
@Index('request_open_login', ['login'], { unique: true, where: OPEN })
@Index('request_body', ['bodyId', 'id'])
@Index('request_account_id', ['accountId'])
export class AccountRequestRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  state: AccountRequestState;

  @Column('uuid', { name: 'body_id' })
  @ForeignKey('StateBody', { name: 'request_of_body' })
  bodyId: string;

  @Column('uuid', { name: 'employee_id' })
  @ForeignKey('Employee', { name: 'request_for_employee' })
  employeeId: string;

  @Column('jsonb')
  body: BodyRef;

  @Column('jsonb')
  employee: PersonRef;

  @Column('text')
  login: string;

  @Column('text')
  reason: string;

  @Column('uuid', { name: 'requested_by_id' })
  @ForeignKey('Employee', { name: 'request_by_employee' })
  requestedById: string;

  @Column('jsonb', { name: 'requested_by' })
  requestedBy: PersonRef;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt: Date;

  @Column('jsonb', { name: 'decided_by', nullable: true })
  decidedBy: PersonRef | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  /** Why it was refused. */
  @Column('text', { name: 'decision_reason', default: '' })
  decisionReason: string;

  /** When it is over unless somebody acts. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** Once it is approved. */
  @Column('uuid', { name: 'account_id', nullable: true })
  @ForeignKey('Account', { name: 'request_account', onDelete: 'SET NULL' })
  accountId: string | null;
}
