import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ImportColumn, ImportKind, ImportOutcome, ImportView } from '#contracts';
import type { PlannedRow } from './import-plan.js';

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

/** What a row of a sheet would do, as it was compared last. */
@Entity({ schema: 'directory', name: 'import_row' })
@Index('import_row_outcome', ['importId', 'outcome', 'row'])
export class ImportedRow {
  @PrimaryColumn('uuid', { name: 'import_id' })
  @ForeignKey('DirectoryImport', { name: 'row_of_import', onDelete: 'CASCADE' })
  importId: string;

  /** As spreadsheets count. */
  @PrimaryColumn('int')
  row: number;

  @Column('text')
  outcome: ImportOutcome;

  @Column('json')
  planned: PlannedRow;
}

/** What somebody said of headings: of those that the portal does not know, and of columns that he leaves out. */
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

  /** Null: the column is left out. */
  @Column('text', { nullable: true })
  means: ImportColumn | null;
}
