import { Injectable } from '@nestjs/common';
import type { BoardExportBody } from '#contracts';
import { type Actor, Audit, Clock, dayOf, Tx, workbookOf } from '#kernel';
import { BoardQueries } from './board.queries.js';
import { boardFileName, boardTable } from './board-table.js';

/** Takes the board out of the portal, which is written into the record. */
@Injectable()
export class BoardExport {
  constructor(
    private readonly queries: BoardQueries,
    private readonly audit: Audit,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  /**
   * A workbook piece by piece, with its name.
   * @throws AppError FORBIDDEN for whoever oversees nothing, before anything is written
   */
  async begin(
    actor: Actor,
    { language, period }: BoardExportBody,
  ): Promise<{ name: string; pieces: AsyncGenerator<Buffer> }> {
    const board = await this.queries.of(actor, period);
    await this.tx.run(() =>
      this.audit.write({
        subjectType: 'account',
        subjectId: actor.accountId,
        action: 'board.exported',
        actor,
        data: { period: board.period },
      }),
    );
    return {
      name: boardFileName(dayOf(this.clock.now()), language),
      pieces: workbookOf(boardTable(board, language)),
    };
  }
}
