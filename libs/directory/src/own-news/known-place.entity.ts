import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** With what and from where an account was signed in to of late. */
@Entity({ schema: 'directory', name: 'known_place' })
export class KnownPlace {
  @PrimaryColumn('uuid', { name: 'account_id' })
  @ForeignKey('Account', { name: 'known_place_of_account', onDelete: 'CASCADE' })
  accountId: string;

  /** Empty where it does not say. */
  @PrimaryColumn('text')
  browser: string;

  @PrimaryColumn('text')
  system: string;

  /** See `networkOf`. */
  @PrimaryColumn('text')
  network: string;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;
}
