import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson, type SignInChallenge } from '#contracts';
import { AppError, Clock, newId, Sql } from '#kernel';

/** Long enough to choose a key and to type its password. */
const LIFETIME_MS = 2 * 60_000;
/** For how long an end is remembered, so that a repetition is told from an unknown one. */
const REMEMBERED_MS = 60 * 60_000;

/** Random texts that prove, once signed, that somebody holds a key now, and for this portal. */
@Injectable()
export class SignInChallenges {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** @param origin of the page that asks: it stands in the text, so that nobody signs for another portal's */
  async give(origin: string): Promise<SignInChallenge> {
    const id = newId();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    const content = Buffer.from(
      canonicalJson({
        format: 'kelisim.sign-in/1',
        id,
        origin,
        nonce: randomBytes(32).toString('hex'),
        expiresAt: expiresAt.toISOString(),
      }),
    );
    await this.sql.execute(
      'INSERT INTO directory.sign_in_challenge (id, content, origin, expires_at) VALUES ($1, $2, $3, $4)',
      [id, content, origin, expiresAt],
    );
    return {
      id,
      expiresAt: expiresAt.toISOString(),
      serverTime: now.toISOString(),
      content: content.toString('base64'),
    };
  }

  /**
   * Uses a challenge up, whatever comes of the attempt.
   * @returns the bytes that must have been signed
   * @throws AppError CHALLENGE_USED; CHALLENGE_EXPIRED also for one that is unknown, or was given to another origin
   */
  async take(id: string, origin: string): Promise<Buffer> {
    const now = this.clock.now();
    const taken = await this.sql.row<{ content: Buffer; expiresAt: Date }>(
      `UPDATE directory.sign_in_challenge SET used_at = $3
       WHERE id = $1 AND origin = $2 AND used_at IS NULL RETURNING content, expires_at AS "expiresAt"`,
      [id, origin, now],
    );
    if (taken && taken.expiresAt > now) return taken.content;
    const known = await this.sql.row<{ used: boolean }>(
      `SELECT true AS used FROM directory.sign_in_challenge WHERE id = $1 AND origin = $2`,
      [id, origin],
    );
    throw new AppError(known && !taken ? 'CHALLENGE_USED' : 'CHALLENGE_EXPIRED');
  }

  /** Removes what has long run out. */
  async clearExpired(): Promise<void> {
    await this.sql.execute('DELETE FROM directory.sign_in_challenge WHERE expires_at < $1', [
      new Date(this.clock.now().getTime() - REMEMBERED_MS),
    ]);
  }
}
