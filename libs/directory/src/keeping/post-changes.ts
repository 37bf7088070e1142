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

  /** A post begins or ends then: what follows waits for it. */
  async expect(bodyId: string, employeeId: string, at: Date): Promise<void> {
    await this.outbox.add(TOPIC, { bodyId, employeeId }, at);
  }
}
