import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What one person is about to sign: exact bytes, for one step, once. */
@Entity({ schema: 'signing', name: 'preparation' })
@Index('preparation_expires', ['expiresAt'])
export class PreparationRow {
  /** Also the id of the signature that comes of it. */
  @PrimaryColumn('uuid')
  id: string;

  /** The step that the signature decides. */
  @Column('uuid', { name: 'step_id' })
  stepId: string;

  @Column('uuid', { name: 'employee_id' })
  employeeId: string;

  /** In whose stead he signs; null: as himself. */
  @Column('uuid', { name: 'on_behalf_of', nullable: true })
  onBehalfOf: string | null;

  @Column('bytea')
  statement: Buffer;

  @Column('bytea')
  manifest: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
