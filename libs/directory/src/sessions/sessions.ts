import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Duty, LocalizedText, SignInWay } from '#contracts';
import {
  type Actor,
  AppError,
  Audit,
  Clock,
  CONFIG,
  type Config,
  dayOf,
  type HeldPost,
  newId,
  type SessionSource,
  Sql,
  scopesOf,
  Tx,
} from '#kernel';
import { fullNameOf, shortNameOf } from '../bodies/names.js';
import { takesPart } from '../bodies/participants.js';
import { PRINCIPALS, type PrincipalRow, standingAt } from '../delegations/principals.js';
import { KnownPlaces } from '../own-news/known-places.js';
import { HELD_POST, heldAt, MAIN_FIRST } from '../posts/held-posts.js';
import { SessionCache } from './session-cache.js';
import { hashToken, newToken, readToken } from './session-cookie.js';

/** As `ProviderSessionRow` keeps it. */
export interface ProvidedSession {
  readonly subject: string;
  readonly sid: string | null;
  readonly sealedToken: Buffer;
}

/** What every way to sign in ends in: whose account it is. */
export interface ProvenAccount {
  readonly id: string;
  /**
   * How it was proven. A second factor of the portal is asked for after `password` and `ldap`: a certificate is two
   * already, and after `provider` it is the provider's business.
   */
  readonly way: SignInWay;
  /** Of the certificate that proved it; hex. */
  readonly certificateSerial?: string;
  /** The stored hash of the password that proved it: where it was changed meanwhile, it proves nothing any more. */
  readonly passwordHash?: string;
  /** A code has been proven too. */
  readonly secondFactor?: boolean;
  /** The session at the provider that proved it. */
  readonly provided?: ProvidedSession;
}

/** Whether a second factor of the portal, where there is one, is still to be proven. */
export const needsSecondFactor = ({ way, secondFactor }: ProvenAccount): boolean =>
  (way === 'password' || way === 'ldap') && secondFactor !== true;

/** The browser that signs in. */
export interface SignInPlace {
  readonly userAgent: string;
  /** Its network address. */
  readonly address: string;
}

/** Channel on which every process learns that a session is over, the payload is its id. */
export const SESSION_ENDED_CHANNEL = 'kelisim_session_ended';
/** Before the id of a session that goes on with other rights. */
export const SESSION_CHANGED = 'changed ';

const MINUTE_MS = 60_000;
/** A session ends after this long, however busy. */
const LONGEST_MS = 12 * 60 * MINUTE_MS;
const LONGEST_USER_AGENT = 300;

/** A session that holds. */
export interface OpenSession {
  readonly id: string;
  readonly actor: Actor;
  readonly csrfToken: string;
}

interface SessionRow {
  id: string;
  csrfToken: string;
  lastSeenAt: Date;
  accountId: string;
  login: string;
  employeeId: string;
  surname: string;
  givenName: string;
  patronymic: string;
  iin: string;
  posts: HeldPost[] | null;
  duties: Duty[];
  principals: PrincipalRow[];
  body: { id: string; name: LocalizedText; shortName: LocalizedText; bin: string; takesPart: boolean };
}

/**
 * Server-side sessions. A request that comes within seconds of another of the same session asks the database nothing.
 */
@Injectable()
export class Sessions implements SessionSource {
  private readonly cache = new SessionCache<OpenSession>();
  private readonly reading = new Map<string, Promise<OpenSession | undefined>>();
  private readonly idleMs: number;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly places: KnownPlaces,
  ) {
    this.idleMs = config.sessionIdleMinutes * MINUTE_MS;
  }

  /**
   * The session of the request's cookie, while it holds: not ended, not idle for too long, its account not disabled.
   * @throws AppError SESSION_ENDED where its owner ended it from elsewhere
   */
  async find(request: Request): Promise<OpenSession | undefined> {
    const session = await this.open(request);
    if (!session) await this.tellEnded(request);
    return session;
  }

  /** As `find`, but a session that was ended is only not there: for who signs in anew. */
  async open(request: Request): Promise<OpenSession | undefined> {
    const token = readToken(request);
    return token === undefined ? undefined : this.ofToken(token);
  }

  /**
   * Begins a session: always a new one, with a token that nobody has seen before.
   * @returns the token for the cookie, and the session
   * @throws AppError UNAUTHENTICATED where the account was closed, its password changed, or a second factor came to be
   *   asked of it, after it was proven
   */
  async begin(
    account: ProvenAccount,
    { userAgent, address }: SignInPlace,
  ): Promise<{ token: string; session: OpenSession }> {
    const { id: accountId, way, certificateSerial, passwordHash } = account;
    const token = newToken();
    const now = this.clock.now();
    return this.tx.run(async () => {
      // The update makes it wait for a change of the password and a block, which end all sessions that they find.
      await this.sql.execute(
        `WITH entered AS (
           UPDATE directory.account SET last_sign_in_at = $5
           WHERE id = $3 AND ($10::text IS NULL OR password_hash = $10) AND ($11 OR NOT (
             EXISTS (SELECT FROM directory.second_factor factor
                     WHERE factor.account_id = account.id AND factor.confirmed_at IS NOT NULL)
             OR EXISTS (SELECT FROM directory.employee JOIN directory.state_body body ON body.id = body_id
                        WHERE employee.id = account.employee_id AND body.second_factor = 'required')))
           RETURNING id)
         INSERT INTO directory.session (id, token_hash, account_id, csrf_token, created_at, last_seen_at, expires_at,
           user_agent, address, certificate_serial, way, second_factor)
         SELECT $1, $2, id, $4, $5, $5, $6, $7, $8, $9, $12, $13 FROM entered`,
        [
          newId(),
          hashToken(token),
          accountId,
          newToken(),
          now,
          new Date(now.getTime() + LONGEST_MS),
          userAgent.slice(0, LONGEST_USER_AGENT),
          address,
          certificateSerial ?? null,
          passwordHash ?? null,
          !needsSecondFactor(account),
          way,
          account.secondFactor === true,
        ],
      );
      const session = await this.read(hashToken(token));
      if (!session) throw new AppError('UNAUTHENTICATED');
      if (account.provided) {
        const { subject, sid, sealedToken } = account.provided;
        await this.sql.insert('directory.provider_session', {
          session_id: session.id,
          subject,
          sid,
          sealed_token: sealedToken,
        });
      }
      await this.audit.write({
        subjectType: 'account',
        subjectId: accountId,
        action: 'account.signed_in',
        actor: session.actor,
        data: {
          sessionId: session.id,
          way,
          ...(certificateSerial ? { certificateSerial } : {}),
          ...(account.secondFactor ? { secondFactor: true } : {}),
        },
      });
      await this.places.enter(session.actor, { userAgent, address });
      return { token, session };
    });
  }

  /** Ends a session in every process: its next request is refused, its live streams close. */
  async end(session: OpenSession): Promise<void> {
    await this.tx.run(async () => {
      const ended = await this.sql.execute('DELETE FROM directory.session WHERE id = $1', [session.id]);
      if (ended === 0) return;
      await this.announceEnd([session.id]);
      await this.audit.write({
        subjectType: 'account',
        subjectId: session.actor.accountId,
        action: 'account.signed_out',
        actor: session.actor,
        data: { sessionId: session.id },
      });
    });
  }

  /**
   * Ends every session of an account, in every process, as part of the open transaction: whoever is in is out at once.
   * @returns how many there were
   */
  async endAllOf(accountId: string): Promise<number> {
    const rows = await this.sql.rows<{ id: string }>(
      'UPDATE directory.session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL RETURNING id',
      [accountId, this.clock.now()],
    );
    await this.announceEnd(rows.map(({ id }) => id));
    return rows.length;
  }

  /**
   * Takes the sessions of a body that a password alone began, as part of the open transaction: their owners sign in
   * anew over the page that they have open.
   */
  async endSingleFactorOf(bodyId: string): Promise<number> {
    const rows = await this.sql.rows<{ id: string }>(
      `DELETE FROM directory.session USING directory.account, directory.employee
       WHERE account.id = session.account_id AND employee.id = account.employee_id AND employee.body_id = $1
         AND session.way IN ('password', 'ldap') AND NOT EXISTS (SELECT FROM directory.second_factor factor
           WHERE factor.account_id = account.id AND factor.confirmed_at IS NOT NULL)
       RETURNING session.id`,
      [bodyId],
    );
    await this.announceEnd(rows.map(({ id }) => id));
    return rows.length;
  }

  /** Removes what has run out, and closes the streams that are still open on it. */
  async clearExpired(): Promise<void> {
    const now = this.clock.now();
    await this.tx.run(async () => {
      const rows = await this.sql.rows<{ id: string }>(
        'DELETE FROM directory.session WHERE expires_at <= $1 OR last_seen_at <= $2 RETURNING id',
        [now, this.idleSince(now)],
      );
      await this.announceEnd(rows.map((row) => row.id));
    });
  }

  /** A session that ended, here or elsewhere: the next request asks the database. */
  forget(sessionId: string): void {
    this.cache.forget(sessionId);
  }

  /** Forgets all that is kept in memory: after news may have been missed. */
  forgetAll(): void {
    this.cache.clear();
  }

  private async ofToken(token: string): Promise<OpenSession | undefined> {
    const hash = hashToken(token);
    const key = hash.toString('base64url');
    const known = this.cache.get(key, this.clock.now().getTime());
    if (known) return known;
    // A page asks for many things at once: one of them reads, the others wait for it.
    let reading = this.reading.get(key);
    if (!reading) {
      const { generation } = this.cache;
      reading = this.read(hash)
        .then((session) => {
          if (session) this.cache.put(key, session, this.clock.now().getTime(), generation);
          return session;
        })
        .finally(() => this.reading.delete(key));
      this.reading.set(key, reading);
    }
    return reading;
  }

  private async read(tokenHash: Buffer): Promise<OpenSession | undefined> {
    const now = this.clock.now();
    const row = await this.sql.row<SessionRow>(
      `SELECT session.id, csrf_token AS "csrfToken", last_seen_at AS "lastSeenAt", account_id AS "accountId", login,
              employee.id AS "employeeId", surname, given_name AS "givenName", patronymic, iin,
              (SELECT json_agg(${HELD_POST} ORDER BY ${MAIN_FIRST})
               FROM directory.post_holding held JOIN directory.unit ON unit.id = held.unit_id
               WHERE held.employee_id = employee.id AND ${heldAt('$2')}) AS posts,
              ARRAY(SELECT duty FROM directory.duty_holder holder WHERE holder.employee_id = employee.id) AS duties,
              ${PRINCIPALS} AS principals,
              json_build_object('id', body.id, 'name', body.name, 'shortName', body.short_name, 'bin', body.bin,
                'takesPart', ${takesPart('$4::date')}) AS body
       FROM directory.session
       JOIN directory.account ON account.id = session.account_id
       JOIN directory.employee ON employee.id = account.employee_id
       JOIN directory.state_body body ON body.id = employee.body_id
       WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
         AND disabled_at IS NULL`,
      [tokenHash, now, this.idleSince(now), dayOf(now)],
    );
    // Who holds no post acts for no body.
    const [main] = row?.posts ?? [];
    if (!row || !main) return undefined;
    await this.touch(row, now);
    return openSessionOf(row, row.posts ?? [], main, now);
  }

  /** Notes that the session is in use: at most once a minute, and often enough for the shortest idle time. */
  private async touch(row: SessionRow, now: Date): Promise<void> {
    const due = new Date(now.getTime() - Math.min(MINUTE_MS, this.idleMs / 4));
    if (row.lastSeenAt > due) return;
    await this.sql.execute(
      'UPDATE directory.session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at <= $3',
      [row.id, now, due],
    );
  }

  private async tellEnded(request: Request): Promise<void> {
    const token = readToken(request);
    if (token === undefined) return;
    const row = await this.sql.row<{ ended: boolean }>(
      `SELECT ended_at IS NOT NULL AS ended FROM directory.session WHERE token_hash = $1`,
      [hashToken(token)],
    );
    if (row?.ended) throw new AppError('SESSION_ENDED');
  }

  /** Sessions that were last seen before this are over. */
  idleSince(now: Date): Date {
    return new Date(now.getTime() - this.idleMs);
  }

  /** Tells every process, once the open transaction has committed, that the rights of these employees changed, and of who stands in for them. */
  async announceChange(employeeIds: readonly string[]): Promise<void> {
    const sessions = await this.sql.rows<{ id: string }>(
      `SELECT session.id FROM directory.session JOIN directory.account ON account.id = session.account_id
       WHERE employee_id = ANY($1) OR employee_id IN (
         SELECT stand_in_id FROM directory.delegation WHERE principal_id = ANY($1) AND revoked_at IS NULL)`,
      [employeeIds],
    );
    const ids = sessions.map(({ id }) => id);
    this.tx.onCommit(() => {
      for (const id of ids) this.forget(id);
    });
    await this.sql.execute(
      `SELECT pg_notify('${SESSION_ENDED_CHANNEL}', '${SESSION_CHANGED}' || id) FROM unnest($1::text[]) id`,
      [ids],
    );
  }

  /** Tells every process, once the open transaction has committed, that the sessions are over. */
  async announceEnd(sessionIds: readonly string[]): Promise<void> {
    this.tx.onCommit(() => {
      for (const id of sessionIds) this.forget(id);
    });
    await this.sql.execute(`SELECT pg_notify('${SESSION_ENDED_CHANNEL}', id) FROM unnest($1::text[]) id`, [
      sessionIds,
    ]);
  }
}

function openSessionOf(row: SessionRow, posts: readonly HeldPost[], main: HeldPost, now: Date): OpenSession {
  const { id, employeeId, body, duties } = row;
  const holder = { employeeId, body, posts, duties };
  const actor: Actor = {
    accountId: row.accountId,
    sessionId: id,
    employeeId,
    login: row.login,
    fullName: fullNameOf(row),
    shortName: shortNameOf(row),
    iin: row.iin,
    ...main,
    body,
    posts,
    duties,
    ...standingAt(row.principals, now),
    scopes: scopesOf(holder),
  };
  return { id, actor, csrfToken: row.csrfToken };
}
