import { Injectable } from '@nestjs/common';
import { Audit, Clock, Sql, Tx } from '#kernel';
import { type ProvidedSession, Sessions } from '../sessions/sessions.js';

/** Whose session at the provider is over: of these two at least one is named (OpenID Connect Back-Channel Logout 2.4). */
export interface EndedAtProvider {
  readonly subject: string | undefined;
  readonly sid: string | undefined;
}

/** Sessions of the portal that came out of one at the OpenID Connect provider. */
@Injectable()
export class ProviderSessions {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly sessions: Sessions,
  ) {}

  /** What a session keeps of the provider's; undefined where another way than the provider's led in. */
  of(sessionId: string): Promise<ProvidedSession | undefined> {
    return this.sql.row<ProvidedSession>(
      `SELECT subject, sid, sealed_token AS "sealedToken" FROM directory.provider_session WHERE session_id = $1`,
      [sessionId],
    );
  }

  /** Ends what came out of that session at the provider, or where it names none, all that its owner has. */
  async end({ subject, sid }: EndedAtProvider): Promise<void> {
    await this.tx.run(async () => {
      const ended = await this.sql.rows<{ id: string; accountId: string }>(
        `UPDATE directory.session SET ended_at = $3 FROM directory.provider_session there
         WHERE there.session_id = session.id AND ended_at IS NULL AND num_nonnulls($1::text, $2::text) > 0
           AND ($1::text IS NULL OR there.subject = $1) AND ($2::text IS NULL OR there.sid = $2)
         RETURNING session.id, account_id AS "accountId"`,
        [subject ?? null, sid ?? null, this.clock.now()],
      );
      await this.sessions.announceEnd(ended.map(({ id }) => id));
      for (const { id, accountId } of ended) {
        await this.audit.write({
          subjectType: 'account',
          subjectId: accountId,
          action: 'account.ended_at_provider',
          actor: null,
          data: { sessionId: id },
        });
      }
    });
  }
}
