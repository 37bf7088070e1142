import { Injectable } from '@nestjs/common';
import type { SignatureMark } from '#contracts';
import { type Actor, AppError, Clock, jsonb, Sql } from '#kernel';
import { faultOf } from '../binding/business.js';
import type { SignatureCode } from '../codes.js';
import { isWorthWaiting } from '../revocation/revocation.js';
import type { Proof } from '../signature-verifier.js';
import { type CheckedSignature, LIFETIME_MS, Signatures, type SignatureTarget } from './signatures.js';
import type { WaitingSignatureRow } from './waiting-signature.entity.js';

/** Seconds before the portal asks again, the first time; each time twice as long, up to `LONGEST_PAUSE_S`. */
const FIRST_PAUSE_S = 10;
const LONGEST_PAUSE_S = 1800;
/** After so many days nothing is waited for any more. */
const LONGEST_WAIT_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What asking again brought. */
export type Outcome =
  | { readonly state: 'valid'; readonly proof: Proof }
  | { readonly state: 'refused'; readonly code: SignatureCode }
  | { readonly state: 'waiting'; readonly code: SignatureCode; readonly proof: Proof };

/** Signatures in which nothing is wrong, and for whose certificates nobody could vouch yet. */
@Injectable()
export class WaitingSignatures {
  constructor(
    private readonly signatures: Signatures,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a signature waiting, in the open transaction; one that waited for the same step gives way to it.
   * @returns since when it waits, and when to ask again
   * @throws AppError PREPARATION_USED where it is kept already
   */
  async hold(
    actor: Actor,
    checked: CheckedSignature,
    code: SignatureCode,
  ): Promise<{ since: Date; again: Date }> {
    const { preparationId, target, origin, proof } = checked;
    const now = this.clock.now();
    // the preparation outlives its half hour as long as its signature waits
    const used = await this.sql.execute(
      'UPDATE signing.preparation SET used_at = $2, expires_at = $3 WHERE id = $1 AND used_at IS NULL',
      [preparationId, now, new Date(now.getTime() + (LONGEST_WAIT_DAYS + 1) * DAY_MS)],
    );
    if (used !== 1) throw new AppError('PREPARATION_USED');
    const earlier = await this.sql.row<{ id: string }>(
      'SELECT id FROM signing.waiting_signature WHERE step_id = $1',
      [target.stepId],
    );
    if (earlier) await this.drop(earlier.id, actor, target, 'replaced');
    await this.sql.insert('signing.waiting_signature', {
      id: preparationId,
      step_id: target.stepId,
      cms: proof.cms,
      origin,
      target: jsonb(target),
      actor: jsonb(actor),
      code,
      since: now,
      attempts: 0,
    });
    await this.signatures.record(actor, target, 'signature.waiting', { code });
    return { since: now, again: this.pauseAfter(0) };
  }

  /** The signature that waits under this id; undefined once it is kept or dropped. */
  find(id: string): Promise<WaitingSignatureRow | undefined> {
    return this.sql.row<WaitingSignatureRow>(
      `SELECT id, step_id AS "stepId", cms, origin, target, actor, code, since, attempts
       FROM signing.waiting_signature WHERE id = $1`,
      [id],
    );
  }

  /** Asks again. Nothing is written or locked by it, so it may be done before the act is locked. */
  async ask(row: WaitingSignatureRow): Promise<Outcome> {
    const { actor, target, cms, origin, since } = row;
    const prepared = await this.sql.row<{ manifest: Buffer }>(
      'SELECT manifest FROM signing.preparation WHERE id = $1',
      [row.id],
    );
    const manifest = prepared?.manifest ?? Buffer.alloc(0);
    const now = this.clock.now();
    // it was prepared for half an hour at most when it began to wait
    const madeAfter = new Date(since.getTime() - LIFETIME_MS);
    const proof = await this.signatures.prove(target, { cms, manifest, at: now, madeAfter, origin });
    const code = faultOf(proof.report, { iin: actor.iin, bin: actor.body.bin, fullName: actor.fullName });
    if (code === null) return { state: 'valid', proof };
    const isOver = now.getTime() - since.getTime() > LONGEST_WAIT_DAYS * DAY_MS;
    // nothing new is taken while the portal's own trust cannot be read, but what waits is not lost by it
    const waits = isWorthWaiting(code) || code === 'TRUST_UNAVAILABLE';
    if (isOver || !waits) return { state: 'refused', code };
    return { state: 'waiting', code, proof };
  }

  /** Writes down that it waits on. @returns when to ask again */
  async waitOn(row: WaitingSignatureRow, code: SignatureCode, proof: Proof): Promise<Date> {
    const attempts = row.attempts + 1;
    await this.sql.execute(
      'UPDATE signing.waiting_signature SET attempts = $2, code = $3, cms = $4 WHERE id = $1',
      [row.id, attempts, code, proof.cms],
    );
    // an authority whose clock stays wrong is told once
    if (code !== row.code) await this.signatures.watchClock(row.actor, row.target, proof);
    return this.pauseAfter(attempts);
  }

  /** Keeps a signature that has waited, in the open transaction. */
  async keep({ id, actor, target }: WaitingSignatureRow, proof: Proof): Promise<SignatureMark> {
    await this.remove(id);
    await this.signatures.watchClock(actor, target, proof);
    return this.signatures.insert(actor, id, target.subject.id, proof);
  }

  /** The signature was found to be wrong after all: the record says why. */
  async refuse({ id, actor, target }: WaitingSignatureRow, code: SignatureCode): Promise<void> {
    await this.remove(id);
    await this.signatures.recordRefusal(actor, target, code);
  }

  /** The signature is not needed any more: the record says so. @param reason e.g. the code of why */
  async drop(id: string, actor: Actor, target: SignatureTarget, reason: string): Promise<void> {
    await this.remove(id);
    await this.signatures.record(actor, target, 'signature.dropped', { reason });
  }

  private async remove(id: string): Promise<void> {
    await this.sql.execute('DELETE FROM signing.waiting_signature WHERE id = $1', [id]);
  }

  private pauseAfter(attempts: number): Date {
    const seconds = Math.min(FIRST_PAUSE_S * 2 ** attempts, LONGEST_PAUSE_S);
    return new Date(this.clock.now().getTime() + seconds * 1000);
  }
}
