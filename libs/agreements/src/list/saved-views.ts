import { Injectable } from '@nestjs/common';
import {
  MAX_SAVED_VIEWS,
  type SavedView,
  type SavedViews as SavedViewsView,
  type SaveViewBody,
} from '#contracts';
import { type Actor, AppError, jsonb, Sql, Tx } from '#kernel';

/** Ways to look at the list that an account keeps for itself. What it opens, each reading decides anew. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
  ) {}

  /** The actor's own, by name. */
  async list({ accountId }: Actor): Promise<SavedViewsView> {
    const items = await this.sql.rows<SavedView>(
      'SELECT id, name, filters FROM agreements.saved_view WHERE account_id = $1 ORDER BY lower(name), id',
      [accountId],
    );
    return { items };
  }

  /** Sent twice it is kept once. @throws AppError TOO_MANY_VIEWS with `limit`; CONFLICT where the id is another's */
  async save({ accountId }: Actor, { id, name, filters }: SaveViewBody): Promise<void> {
    await this.tx.run(async () => {
      // Two tabs of one account come one after the other.
      await this.sql.row('SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) IS NULL AS locked', [
        `saved_view ${accountId}`,
      ]);
      const held = await this.sql.rows<{ id: string }>(
        'SELECT id FROM agreements.saved_view WHERE account_id = $1',
        [accountId],
      );
      if (held.some((view) => view.id === id)) return;
      if (held.length >= MAX_SAVED_VIEWS) throw new AppError('TOO_MANY_VIEWS', { limit: MAX_SAVED_VIEWS });
      const kept = await this.sql.execute(
        `INSERT INTO agreements.saved_view (id, account_id, name, filters) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO NOTHING`,
        [id, accountId, name, jsonb(filters)],
      );
      if (kept === 0) throw new AppError('CONFLICT');
    });
  }

  /** @throws AppError NOT_FOUND for another's too */
  async rename({ accountId }: Actor, id: string, name: string): Promise<void> {
    const renamed = await this.sql.execute(
      'UPDATE agreements.saved_view SET name = $3 WHERE id = $1 AND account_id = $2',
      [id, accountId, name],
    );
    if (renamed === 0) throw new AppError('NOT_FOUND');
  }

  /** @throws AppError NOT_FOUND for another's too */
  async remove({ accountId }: Actor, id: string): Promise<void> {
    const removed = await this.sql.execute(
      'DELETE FROM agreements.saved_view WHERE id = $1 AND account_id = $2',
      [id, accountId],
    );
    if (removed === 0) throw new AppError('NOT_FOUND');
  }
}
