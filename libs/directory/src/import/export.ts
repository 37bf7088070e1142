import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { ExportQuery } from '#contracts';
import { type Actor, AppError, Audit, Sql, Tx, workbookOf } from '#kernel';
import { cellOf, columnsOf } from './columns.js';
import { DirectoryEntries } from './directory-entries.js';
import { canImport } from './import.policy.js';
import { writeCsv } from './sheet/csv.js';

/** Part of the directory as a file that imports back unchanged. */
@Injectable()
export class DirectoryExport {
  constructor(
    private readonly entries: DirectoryEntries,
    private readonly sql: Sql,
    private readonly tx: Tx,
    private readonly audit: Audit,
  ) {}

  /**
   * @returns the bytes and a name for them
   * @throws AppError FORBIDDEN, NOT_FOUND
   */
  async file(
    actor: Actor,
    { kind, body: given, format, language }: ExportQuery,
  ): Promise<{ bytes: Buffer; name: string }> {
    const body = given ?? null;
    if (!canImport(actor, kind, body)) throw new AppError('FORBIDDEN');
    const known = await this.sql.row<{ bin: string }>('SELECT bin FROM directory.state_body WHERE id = $1', [
      body ?? actor.body.id,
    ]);
    if (!known) throw new AppError('NOT_FOUND');
    const columns = columnsOf(kind);
    const entries = await this.entries.list(kind, body);
    const rows = [
      columns.map(({ name }) => name[language]),
      ...entries.map((entry) => columns.map(({ key }) => cellOf(key, entry[key] ?? '', language))),
    ];
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'state_body',
        subjectId: body ?? actor.body.id,
        action: 'directory.exported',
        actor,
        data: { kind, format, entries: entries.length },
      }),
    );
    return {
      bytes: format === 'xlsx' ? await buffer(workbookOf(rows)) : writeCsv(rows),
      name: `${body === null ? '' : `${known.bin}-`}${kind}.${format}`,
    };
  }
}
