import { Injectable } from '@nestjs/common';
import { FILE_SCAN_MACHINE, type FileScanAction, type FileScanState } from '#contracts';
import { Live, Sql, Transitions, Tx } from '#kernel';

/** A file as a scan sees it. */
export interface ScannedFile {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly state: FileScanState;
  readonly uploadedBy: string | null;
}

export const SCANNED = 'id, name, sha256, state, uploaded_by AS "uploadedBy"';

/** Moves of a file along the table of scans: into the record, to the handlers of other rooms, and to whoever sent it. */
@Injectable()
export class ScanMoves {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly transitions: Transitions,
    private readonly live: Live,
  ) {}

  /** @throws AppError CONFLICT where the file is in another state by now, or gone */
  async move(file: ScannedFile, action: FileScanAction, data: Record<string, unknown> = {}): Promise<void> {
    await this.transitions.apply({
      machine: FILE_SCAN_MACHINE,
      table: 'files.stored_file',
      id: file.id,
      from: file.state,
      action,
      actor: null,
      subject: { type: 'stored_file', id: file.id },
      data: { name: file.name, sha256: file.sha256, ...data },
    });
    if (file.uploadedBy) await this.live.publish({ topic: 'files', subjectId: file.id }, [file.uploadedBy]);
  }

  /** Every file with these bytes is found infected, in one transaction. */
  async findAll(sha256: string, signature: string): Promise<void> {
    if (!this.tx.current) throw new Error('Files must be found infected inside tx.run().');
    const files = await this.sql.rows<ScannedFile>(
      `SELECT ${SCANNED} FROM files.stored_file WHERE sha256 = $1 AND state <> 'infected' ORDER BY id FOR UPDATE`,
      [sha256],
    );
    for (const file of files) await this.move(file, 'find', { signature });
  }
}
