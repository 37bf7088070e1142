import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SavedFilters } from '#contracts';

/** A way to look at the list that somebody keeps for himself. */
@Entity({ schema: 'agreements', name: 'saved_view' })
@Index('saved_view_account', ['accountId'])
export class SavedViewRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  filters: SavedFilters;
}
