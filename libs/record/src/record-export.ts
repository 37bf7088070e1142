import { Injectable } from '@nestjs/common';
import type { RecordExportBody } from '#contracts';
import { type Actor, Audit, type RecordReach, Tx } from '#kernel';
import { RecordQueries } from './record.queries.js';
import { csvHead, csvLines } from './record-csv.js';

/** Entries that are in memory at a time. */
const PAGE = 1000;

/** Takes the record out of the portal, which is itself written into it. */
@Injectable()
export class RecordExport {
  constructor(
    private readonly queries: RecordQueries,
    private readonly audit: Audit,
    private readonly tx: Tx,
  ) {}

  /**
   * Writes into the reader's record what he takes, then gives it piece by piece.
   * @throws AppError FORBIDDEN for a body whose record is not the reader's
   */
  async begin(
    actor: Actor,
    reach: RecordReach,
    { language, ...filters }: RecordExportBody,
  ): Promise<AsyncGenerator<string>> {
    // Whatever is refused is refused before anything is written or sent.
    const pages = this.queries.all(actor, reach, filters, PAGE);
    const first = await pages.next();
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'account',
        subjectId: actor.accountId,
        action: 'record.exported',
        actor,
        data: { filters },
      }),
    );
    return (async function* () {
      yield csvHead(language);
      if (!first.done) yield csvLines(first.value, language);
      for await (const page of pages) yield csvLines(page, language);
    })();
  }
}
