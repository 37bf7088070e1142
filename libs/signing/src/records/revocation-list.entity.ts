import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A list of revoked certificates that signatures rest on: kept once, however many signatures name it. */
@Entity({ schema: 'signing', name: 'revocation_list' })
export class RevocationListRow {
  /** Of `der`. */
  @PrimaryColumn('bytea')
  sha256: Buffer;

  @Column('bytea')
  der: Buffer;
}
