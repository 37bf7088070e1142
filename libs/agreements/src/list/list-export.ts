import { Injectable } from '@nestjs/common';
import { type ActListItem, type Language, type ListExportBody, MOST_LISTED } from '#contracts';
import { type Actor, AppError, Audit, Clock, dayOf, Tx, workbookOf } from '#kernel';
import { ActListQueries } from './act-list.queries.js';
import { fileNameOf, headingsIn, LAYOUT, rowOf } from './list-table.js';

/** Acts that are in memory at a time. */
const PAGE = 1000;

/** Takes the list out of the portal, which is written into the record. */
@Injectable()
export class ListExport {
  constructor(
    private readonly list: ActListQueries,
    private readonly audit: Audit,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes into the reader's record what he takes, then gives a workbook piece by piece, with its name.
   * @throws AppError LIST_TOO_LONG with `most`, before anything is written or sent
   */
  async begin(
    actor: Actor,
    { language, ...filters }: ListExportBody,
  ): Promise<{ name: string; pieces: AsyncGenerator<Buffer> }> {
    if (await this.list.exceeds(actor, filters, MOST_LISTED)) {
      throw new AppError('LIST_TOO_LONG', { most: MOST_LISTED });
    }
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'account',
        subjectId: actor.accountId,
        action: 'acts.exported',
        actor,
        data: { filters },
      }),
    );
    return {
      name: fileNameOf(filters.view, dayOf(this.clock.now()), language),
      pieces: workbookOf(tableOf(this.acts(actor, filters), language), LAYOUT),
    };
  }

  private async *acts(
    actor: Actor,
    filters: Omit<ListExportBody, 'language'>,
  ): AsyncGenerator<ActListItem[]> {
    let cursor: string | undefined;
    do {
      const page = await this.list.page(actor, { ...filters, cursor, limit: PAGE });
      yield page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

async function* tableOf(
  pages: AsyncIterable<ActListItem[]>,
  language: Language,
): AsyncGenerator<readonly string[]> {
  yield headingsIn(language);
  for await (const page of pages) yield* page.map((act) => rowOf(act, language));
}
