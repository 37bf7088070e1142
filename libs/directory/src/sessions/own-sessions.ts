import { Injectable } from '@nestjs/common';
import type { OwnAccount, OwnSession } from '#contracts';
import { type Actor, AppError, Audit, Clock, Sql, Tx } from '#kernel';
import { Sessions } from './sessions.js';
import { readUserAgent } from './user-agent.js';

interface OwnSessionRow
  extends Pick<OwnSession, 'id' | 'address' | 'way' | 'secondFactor' | 'certificateSerial'> {
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Where an account is signed in, told to its owner, who may end it (775:6, 61). */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The owner's account as he may see it. */
  async view(actor: Actor): Promise<OwnAccount> {
    const now = this.clock.now();
    const [account, sessions] = await Promise.all([
      this.sql.row<{ passwordChangedAt: Date | null }>(
        'SELECT password_changed_at AS "passwordChangedAt" FROM directory.account WHERE id = $1',
        [actor.accountId],
      ),
      this.sql.rows<OwnSessionRow>(
        `SELECT id, user_agent AS "userAgent", address, way, second_factor AS "secondFactor", certificate_serial AS "certificateSerial",
                created_at AS "createdAt", last_seen_at AS "lastSeenAt"
         FROM directory.session
         WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
         ORDER BY id <> $4, last_seen_at DESC, id`,
        [actor.accountId, now, this.sessions.idleSince(now), actor.sessionId],
      ),
    ]);
    return {
      passwordChangedAt: account?.passwordChangedAt?.toISOString() ?? null,
      sessions: sessions.map((row) => viewOf(row, actor)),
    };
  }

  /** Ends one session of the owner, in every process. @throws AppError NOT_FOUND for one that is over or another's; SESSION_ENDED */
  async end(actor: Actor, sessionId: string): Promise<void> {
    await this.tx.run(async () => {
      await this.assertOpen(actor);
      const ended = await this.endWhere(actor, 'id = $3', sessionId);
      if (ended.length === 0) throw new AppError('NOT_FOUND');
      await this.note(actor, 'account.session_ended', { sessionId });
    });
  }

  /** Ends all sessions of the owner but the one that asks. @returns how many there were. @throws AppError SESSION_ENDED */
  endOthers(actor: Actor): Promise<number> {
    return this.tx.run(async () => {
      await this.assertOpen(actor);
      const ended = await this.endWhere(actor, 'id <> $3', actor.sessionId);
      if (ended.length > 0) await this.note(actor, 'account.other_sessions_ended', { sessionIds: ended });
      return ended.length;
    });
  }

  /**
   * Of two sessions of one account that end each other at once the first one stays: what its owner has just ended ends
   * nothing of his. @throws AppError SESSION_ENDED
   */
  private async assertOpen({ accountId, sessionId }: Actor): Promise<void> {
    await this.sql.execute('SELECT FROM directory.account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
    const open = await this.sql.row('SELECT FROM directory.session WHERE id = $1 AND ended_at IS NULL', [
      sessionId,
    ]);
    if (!open) throw new AppError('SESSION_ENDED');
  }

  private async endWhere(actor: Actor, condition: string, sessionId: string): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.sql.rows<{ id: string }>(
      `UPDATE directory.session SET ended_at = $2
       WHERE account_id = $1 AND ${condition} AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $4
       RETURNING id`,
      [actor.accountId, now, sessionId, this.sessions.idleSince(now)],
    );
    const ended = rows.map(({ id }) => id);
    await this.sessions.announceEnd(ended);
    return ended;
  }

  private note(actor: Actor, action: string, data: Record<string, unknown>): Promise<void> {
    return this.audit.write({ subjectType: 'account', subjectId: actor.accountId, action, actor, data });
  }
}

function viewOf(row: OwnSessionRow, actor: Actor): OwnSession {
  const { id, address, way, secondFactor, certificateSerial } = row;
  return {
    id,
    current: id === actor.sessionId,
    ...readUserAgent(row.userAgent),
    address,
    way,
    secondFactor,
    certificateSerial,
    signedInAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}
