import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FileFormat, FileScanState } from '#contracts';

/** A file as it was handed in: never changed. Files with the same bytes share them on disk, each keeps its own name. */
@Entity({ schema: 'files', name: 'stored_file' })
@Index('stored_file_sha256', ['sha256'])
@Index('stored_file_waiting', ['createdAt'], { where: "state = 'waiting'" })
@Index('stored_file_unattached', ['createdAt'], { where: 'attached_at IS NULL' })
export class StoredFile {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** Bytes. */
  @Column('int')
  size: number;

  @Column('text')
  format: FileFormat;

  /** Lower-case hexadecimal; also the address of the bytes in the file store. */
  @Column('text')
  sha256: string;

  /** The employee; null where the portal made the file. */
  @Column('uuid', { name: 'uploaded_by', nullable: true })
  uploadedBy: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When a document first took it; until then it is cleared after a day. */
  @Column('timestamptz', { name: 'attached_at', nullable: true })
  attachedAt: Date | null;

  /** What the scanner for viruses said of it. */
  @Column('text')
  state: FileScanState;
}
