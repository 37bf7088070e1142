import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  canonicalJson,
  type Json,
  type Preparation,
  type PreparedObject,
  type SignatureMark,
  type SignBody,
} from '#contracts';
import { type Actor, AppError, Audit, Clock, Housekeeping, newId, personOf, Sql, Tx } from '#kernel';
import { faultOf } from '../binding/business.js';
import { type SignatureCode, verdictOf } from '../codes.js';
import { containerName } from '../container/layout.js';
import { buildManifest } from '../manifest.js';
import type { Purpose } from '../path/leaf.js';
import { isWorthWaiting } from '../revocation/revocation.js';
import { type Proof, SIGNATURE_VERIFIER, type SignatureVerifier } from '../signature-verifier.js';

/** A file as a manifest lists it. */
export interface SignedFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** Where the browser reads the bytes. */
  readonly href: string;
}

/** What a room wants signed. */
export interface SigningRequest {
  /** The step that the signature decides; a preparation and its signature belong to it alone. */
  readonly stepId: string;
  /** The signer's statement; its id and nonce are added here. */
  readonly statement: { readonly [key: string]: Json };
  readonly files: readonly SignedFile[];
}

/** A signature in which nothing is wrong, not kept yet. */
export interface CheckedSignature {
  readonly preparationId: string;
  readonly target: SignatureTarget;
  readonly origin: SignBody['origin'];
  readonly proof: Proof;
  /** What has to be waited for before it counts; null where it is VALID. */
  readonly waitsFor: SignatureCode | null;
}

/** Which document and step a signature is offered for, and what its certificate must be good for. */
export interface SignatureTarget {
  readonly stepId: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly purpose: Purpose;
}

/** A signature, and what it is to be over. */
export interface OfferedSignature {
  readonly cms: Buffer;
  readonly manifest: Buffer;
  readonly at: Date;
  /** When the manifest was made, or earlier. */
  readonly madeAfter: Date;
  readonly origin: SignBody['origin'];
}

/** The three files with which anyone can check a signature without the portal. */
export interface SignatureEvidence {
  readonly statement: Buffer;
  readonly manifest: Buffer;
  readonly signature: Buffer;
}

/** How long a preparation is good for. */
export const LIFETIME_MS = 30 * 60_000;
/** Beyond this the clocks of server and time-stamp authority are too far apart (775:62.3). */
const CLOCK_GAP_MS = 60_000;

/** From "what is to be signed" to "kept, with what proves it": one preparation, one step, one signature. */
@Injectable()
export class Signatures {
  private readonly logger = new Logger('signing');

  constructor(
    @Inject(SIGNATURE_VERIFIER) private readonly verifier: SignatureVerifier,
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly clock: Clock,
    housekeeping: Housekeeping,
  ) {
    housekeeping.add('preparations', () =>
      sql.execute('DELETE FROM signing.preparation WHERE expires_at < $1', [clock.now()]),
    );
  }

  /** Fixes the exact bytes that `actor` is to sign; good for half an hour and for one signature. */
  async prepare(actor: Actor, request: SigningRequest): Promise<Preparation> {
    const id = newId();
    const nonce = randomBytes(16).toString('hex');
    const statement = Buffer.from(canonicalJson({ ...request.statement, id, nonce }));
    const objects: PreparedObject[] = [
      {
        uri: `acts/${id}.json`,
        name: 'act.json',
        size: statement.length,
        sha256: createHash('sha256').update(statement).digest('hex'),
        href: null,
      },
      ...request.files.map((file, index) => ({
        // Two files may share a name; the place keeps their paths apart.
        uri: `files/${String(index + 1).padStart(2, '0')}/${containerName(file.name)}`,
        name: file.name,
        size: file.size,
        sha256: file.sha256,
        href: file.href,
      })),
    ];
    const manifest = buildManifest({
      signatureUri: `META-INF/signature-${id}.p7s`,
      objects: objects.map(({ uri, sha256, href }) => ({
        uri,
        sha256,
        mimeType: href === null ? 'application/json' : 'application/octet-stream',
      })),
    });
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    await this.sql.execute(
      `INSERT INTO signing.preparation (id, step_id, employee_id, on_behalf_of, statement, manifest, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, request.stepId, actor.employeeId, actor.actsFor?.employeeId, statement, manifest, expiresAt],
    );
    return {
      id,
      expiresAt: expiresAt.toISOString(),
      serverTime: now.toISOString(),
      manifest: manifest.toString('base64'),
      statement: statement.toString('base64'),
      objects,
    };
  }

  /**
   * Checks a signature against its preparation, the certificates and the signer, and takes a time stamp for it; before,
   * and outside, the transaction that will keep it. Every refusal is written to the document's record.
   * @returns a signature that is VALID, or that waits for what asking later may bring (`waitsFor`)
   * @throws AppError NOT_FOUND, PREPARATION_EXPIRED, PREPARATION_USED; SIGNATURE_REFUSED or SIGNATURE_INDETERMINATE
   *   with `params.code`, one of SIGNATURE_CODES
   */
  async check(actor: Actor, target: SignatureTarget, body: SignBody): Promise<CheckedSignature> {
    const prepared = await this.sql.row<{
      manifest: Buffer;
      expiresAt: Date;
      usedAt: Date | null;
      isSameDeed: boolean;
    }>(
      `SELECT manifest, expires_at AS "expiresAt", used_at AS "usedAt",
         on_behalf_of IS NOT DISTINCT FROM $4 AS "isSameDeed"
       FROM signing.preparation WHERE id = $1 AND step_id = $2 AND employee_id = $3`,
      [body.preparationId, target.stepId, actor.employeeId, actor.actsFor?.employeeId],
    );
    if (!prepared) throw new AppError('NOT_FOUND');
    if (prepared.usedAt) throw new AppError('PREPARATION_USED');
    const now = this.clock.now();
    // The statement says in whose stead he signs: what was prepared for another deed is of no use for this one.
    if (prepared.expiresAt <= now || !prepared.isSameDeed) throw new AppError('PREPARATION_EXPIRED');
    const proof = await this.prove(target, {
      cms: Buffer.from(body.signature, 'base64'),
      manifest: prepared.manifest,
      at: now,
      madeAfter: new Date(prepared.expiresAt.getTime() - LIFETIME_MS),
      origin: body.origin,
    });
    await this.watchClock(actor, target, proof);
    const fault = faultOf(proof.report, { iin: actor.iin, bin: actor.body.bin, fullName: actor.fullName });
    if (verdictOf(fault) === 'INVALID') await this.refuse(actor, target, 'SIGNATURE_REFUSED', fault);
    const waitsFor = fault !== null && isWorthWaiting(fault) ? fault : null;
    if (fault !== waitsFor) await this.refuse(actor, target, 'SIGNATURE_INDETERMINATE', fault);
    const { preparationId, origin } = body;
    return { preparationId, target, origin, proof, waitsFor };
  }

  /** Checks a signature by what others answer now. Writes nothing. */
  prove({ purpose }: SignatureTarget, { cms, manifest, ...rest }: OfferedSignature): Promise<Proof> {
    return this.verifier.prove({ signature: cms, content: manifest, purpose, ...rest });
  }

  /** Raises an alarm where the clock of the authority that gave the stamp is far from the portal's (775:62.3). */
  async watchClock(actor: Actor, target: SignatureTarget, { clockGapMs }: Proof): Promise<void> {
    if (clockGapMs === null || Math.abs(clockGapMs) <= CLOCK_GAP_MS) return;
    const seconds = Math.round(clockGapMs / 1000);
    this.logger.error(`The clock of the time-stamp authority is ${seconds} s ahead of the server's.`);
    await this.record(actor, target, 'clock.alarm', { seconds });
  }

  /** Keeps a checked signature in the open transaction. @throws AppError PREPARATION_USED where it is kept already */
  async keep(actor: Actor, subjectId: string, checked: CheckedSignature): Promise<SignatureMark> {
    const signedAt = this.clock.now();
    const used = await this.sql.execute(
      `UPDATE signing.preparation SET used_at = $2 WHERE id = $1 AND used_at IS NULL`,
      [checked.preparationId, signedAt],
    );
    if (used !== 1) throw new AppError('PREPARATION_USED');
    return this.insert(actor, checked.preparationId, subjectId, checked.proof);
  }

  /** Writes a signature with its evidence; its preparation gives the rest. */
  async insert(actor: Actor, id: string, subjectId: string, proof: Proof): Promise<SignatureMark> {
    const signedAt = this.clock.now();
    const { cms, report, evidence } = proof;
    const lists = evidence?.crls ?? [];
    for (const { fingerprint, der } of lists) {
      await this.sql.execute(
        'INSERT INTO signing.revocation_list (sha256, der) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING',
        [Buffer.from(fingerprint, 'hex'), der],
      );
    }
    await this.sql.execute(
      `INSERT INTO signing.signature
         (id, subject_id, step_id, employee_id, on_behalf_of, statement, manifest, cms, report, signed_at,
          judged_at, time_source, chain, ocsp_answers, crls)
       SELECT id, $2, step_id, $3, on_behalf_of, statement, manifest, $4, $5, $6, $7, $8, $9, $10, $11
       FROM signing.preparation WHERE id = $1`,
      [
        id,
        subjectId,
        actor.employeeId,
        cms,
        report,
        signedAt,
        report.judgedAt ?? signedAt,
        report.timeSource === 'stamp' ? 'stamp' : 'server',
        evidence?.chain.map(({ der }) => der) ?? [],
        evidence?.answers ?? [],
        lists.map(({ fingerprint }) => Buffer.from(fingerprint, 'hex')),
      ],
    );
    return {
      id,
      signedAt: signedAt.toISOString(),
      certificateSerial: report.signer?.serial ?? '',
      certificateOwner: report.signer?.commonName ?? actor.fullName,
    };
  }

  /** The SHA-256 of each signature that a document carries already from these steps, in order of signing. */
  async earlier(subjectId: string, stepIds: readonly string[]): Promise<{ id: string; sha256: string }[]> {
    return this.sql.rows(
      `SELECT id, encode(sha256(cms), 'hex') AS sha256 FROM signing.signature
       WHERE subject_id = $1 AND step_id = ANY($2) ORDER BY signed_at, id`,
      [subjectId, stepIds],
    );
  }

  /** What proves a signature of the document. @throws AppError NOT_FOUND */
  async evidence(subjectId: string, signatureId: string): Promise<SignatureEvidence> {
    const row = await this.sql.row<SignatureEvidence>(
      'SELECT statement, manifest, cms AS signature FROM signing.signature WHERE id = $1 AND subject_id = $2',
      [signatureId, subjectId],
    );
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }

  private async refuse(
    actor: Actor,
    target: SignatureTarget,
    error: 'SIGNATURE_REFUSED' | 'SIGNATURE_INDETERMINATE',
    code: SignatureCode | null,
  ): Promise<never> {
    await this.recordRefusal(actor, target, code);
    throw new AppError(error, { code });
  }

  /** Writes a refusal into the record; where the two engines differ, which they never must, as an alarm. */
  async recordRefusal(actor: Actor, target: SignatureTarget, code: SignatureCode | null): Promise<void> {
    const isAlarm = code === 'ENGINES_DISAGREE';
    if (isAlarm) this.logger.error(`The engines disagree about a signature of step ${target.stepId}.`);
    await this.record(actor, target, isAlarm ? 'signature.alarm' : 'signature.refused', { code });
  }

  /** Writes what happened to a signature into the record of its document. */
  async record(
    actor: Actor,
    { stepId, subject }: SignatureTarget,
    action: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    await this.tx.run(() =>
      this.audit.write({
        subjectType: subject.type,
        subjectId: subject.id,
        action,
        actor,
        data: { stepId, ...data, by: personOf(actor) },
      }),
    );
  }
}
