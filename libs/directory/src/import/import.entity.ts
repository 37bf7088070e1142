import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ImportColumn, ImportKind, ImportView } from '#contracts';

/** A sheet that somebody brought to be entered into the directory; kept for a day. */
@Entity({ schema: 'directory', name: 'import' })
@Index('import_of_account', ['accountId'])
export class DirectoryImport {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  @ForeignKey('Account', { name: 'import_by_account', onDelete: 'CASCADE' })
  accountId: string;

  /** Null for bodies themselves. */
  @Column('uuid', { name: 'body_id', nullable: true })
  @ForeignKey('StateBody', { name: 'import_into_body' })
  bodyId: string | null;

  @Column('text')
  kind: ImportKind;

  @Column('text', { name: 'file_name' })
  fileName: string;

  /** Of the file, hex. */
  @Column('text')
  sha256: string;

  @Column('text')
  state: ImportView['state'];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('jsonb')
  headings: string[];

  @Column('jsonb')
  mapping: (ImportColumn | null)[];

  /** Number of the first row below the headings. */
  @Column('int', { name: 'first_row' })
  firstRow: number;

  /** Cells below the headings: `string[][]`. */
  @Column('json')
  cells: unknown;

  /** SHA-256 of what the directory held when the rows were compared with it, hex. */
  @Column('text', { nullable: true })
  basis: string | null;

  @Column('jsonb', { nullable: true })
  counts: ImportView['counts'];

  @Column('int', { default: 0 })
  entered: number;

  @Column('text', { nullable: true })
  failure: string | null;
}

/** What somebody said of headings that the portal does not know. */
@Entity({ schema: 'directory', name: 'import_heading' })
export class ImportHeading {
  @PrimaryColumn('uuid', { name: 'account_id' })
  @ForeignKey('Account', { name: 'import_heading_of_account', onDelete: 'CASCADE' })
  accountId: string;

  @PrimaryColumn('text')
  kind: ImportKind;

  /** In small letters, without signs and blanks. */
  @PrimaryColumn('text')
  heading: string;

  @Column('text', { name: 'means' })
  means: ImportColumn;
}
