import { Injectable } from '@nestjs/common';
import type { Language, RecordEntry, RecordExportBody } from '#contracts';
import {
  type Actor,
  AppError,
  Audit,
  Clock,
  dayOf,
  MOST_SHEET_ROWS,
  type RecordReach,
  Tx,
  workbookOf,
} from '#kernel';
import { RecordQueries } from './record.queries.js';
import { csvHead, csvLines } from './record-csv.js';
import { headingsIn, recordFileName, rowOf } from './record-table.js';

/** Entries that are in memory at a time. */
const PAGE = 1000;

/** A table on its way out, piece by piece. */
export interface RecordTable {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly pieces: AsyncGenerator<string | Buffer>;
}

/** Takes the record out of the portal, which is itself written into it. */
@Injectable()
export class RecordExport {
  constructor(
    private readonly queries: RecordQueries,
    private readonly audit: Audit,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes into the reader's record what he takes, then gives it piece by piece.
   * @throws AppError FORBIDDEN for a body whose record is not the reader's; RECORD_TOO_LONG with `most` where a sheet has
   *   no room for it
   */
  async begin(
    actor: Actor,
    reach: RecordReach,
    { language, format, ...filters }: RecordExportBody,
  ): Promise<RecordTable> {
    // Whatever is refused is refused before anything is written or sent.
    const most = MOST_SHEET_ROWS - 1;
    if (format === 'xlsx' && (await this.queries.exceeds(reach, filters, most))) {
      throw new AppError('RECORD_TOO_LONG', { most });
    }
    const pages = this.queries.all(actor, reach, filters, PAGE);
    const first = await pages.next();
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'account',
        subjectId: actor.accountId,
        action: 'record.exported',
        actor,
        data: { filters, format },
      }),
    );
    const entries = (async function* () {
      if (!first.done) yield first.value;
      yield* pages;
    })();
    return {
      name: recordFileName(dayOf(this.clock.now()), language, format),
      ...TABLES[format](entries, language),
    };
  }
}

type Entries = AsyncGenerator<RecordEntry[]>;

const TABLES: Readonly<
  Record<RecordExportBody['format'], (entries: Entries, language: Language) => Omit<RecordTable, 'name'>>
> = {
  csv: (entries, language) => ({
    type: 'text/csv; charset=utf-8',
    pieces: (async function* () {
      yield csvHead(headingsIn(language));
      for await (const page of entries) yield csvLines(page.map((entry) => rowOf(entry, language)));
    })(),
  }),
  xlsx: (entries, language) => ({
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pieces: workbookOf(
      (async function* () {
        yield headingsIn(language);
        for await (const page of entries) yield* page.map((entry) => rowOf(entry, language));
      })(),
    ),
  }),
};
