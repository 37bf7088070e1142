import { Injectable } from '@nestjs/common';
import { type Actor, Clock, HandOvers, Outbox, Sql } from '#kernel';
import { refreshSearchWords } from '../people/search-words.js';
import { Sessions } from '../sessions/sessions.js';

const TOPIC = 'directory.post_turn';

/** What follows when people come into posts and leave them: at once, or when the day comes. */
@Injectable()
export class PostChanges {
  constructor(
    private readonly outbox: Outbox,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly handOvers: HandOvers,
  ) {
    outbox.on(TOPIC, ({ bodyId, employeeId }) => this.happened(null, String(bodyId), [String(employeeId)]));
  }

  /** Posts of these people changed: they are found by the new ones, have their rights, and their work goes on. */
  async happened(actor: Actor | null, bodyId: string, employeeIds: readonly string[]): Promise<void> {
    for (const id of employeeIds) {
      await refreshSearchWords((text, values) => this.sql.rows(text, values), 'person', id, this.clock.now());
    }
    await this.sessions.announceChange(employeeIds);
    await this.handOvers.readdress(actor, bodyId);
  }

  /**
   * Somebody who had left is entered anew. Duties are given by the body in which they are done, and a code to set his
   * password lies with whoever it was handed to there: what he had before is over.
   * @param fromOther he comes from another body: what is his by name stays there, and his sessions, which were begun by
   *   its rules, are over too
   */
  async takenOver(employeeId: string, fromOther: boolean): Promise<void> {
    await this.sql.execute('DELETE FROM directory.duty_holder WHERE employee_id = $1', [employeeId]);
    await this.sql.execute(
      `UPDATE directory.activation_code SET ended_at = $2 FROM directory.account
       WHERE account.id = account_id AND employee_id = $1 AND used_at IS NULL AND ended_at IS NULL`,
      [employeeId, this.clock.now()],
    );
    if (!fromOther) return;
    await this.handOvers.wentOver(employeeId);
    const account = await this.sql.row<{ id: string }>(
      'SELECT id FROM directory.account WHERE employee_id = $1',
      [employeeId],
    );
    if (account) await this.sessions.endAllOf(account.id);
  }

  /** A post begins or ends then: what follows waits for it. */
  async expect(bodyId: string, employeeId: string, at: Date): Promise<void> {
    await this.outbox.add(TOPIC, { bodyId, employeeId }, at);
  }
}
