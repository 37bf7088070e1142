import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A comparison that was made, kept so that the next look is at once. May be emptied at any time. */
@Entity({ schema: 'texts', name: 'comparison' })
@Index('comparison_made', ['madeAt'])
export class ComparisonRow {
  @PrimaryColumn('text', { name: 'old_sha256' })
  oldSha256: string;

  @PrimaryColumn('text', { name: 'new_sha256' })
  newSha256: string;

  /** Its lines, gzip. */
  @Column('bytea')
  lines: Buffer;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;
}
