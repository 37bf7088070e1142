import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CheckedSignature, SignaturesReport } from '#contracts';
import { Clock, Sql } from '#kernel';
import { readStatement, signatureIdOf } from '../container/statements.js';
import { parseManifest } from '../manifest.js';
import type { SignatureReport } from '../report.js';
import { SIGNATURE_VERIFIER, type SignatureVerifier } from '../signature-verifier.js';
import type { WorkBudget } from '../work-budget.js';
import { signatureView } from './signature-view.js';

/** A signature with all by which it is judged, as `KEPT_SIGNATURES` gives it. */
export interface KeptSignature {
  id: string;
  statement: Buffer;
  manifest: Buffer;
  cms: Buffer;
  signedAt: Date;
  chain: Buffer[];
  answers: Buffer[];
  crls: Buffer[];
}

/** A report, and when the portal accepted the signature, where it keeps it. */
export interface Judgement {
  readonly report: SignatureReport;
  readonly acceptedAt: Date | null;
  /** The portal keeps another signature, or another manifest, under the id that this one bears. */
  readonly keptOtherwise: boolean;
}

/** SQL: kept signatures, for a room that reads those of its document beside what it reads itself; to be narrowed by WHERE. */
export const KEPT_SIGNATURES = `
  SELECT id, statement, manifest, cms, signed_at AS "signedAt", chain, ocsp_answers AS answers,
         ARRAY(SELECT list.der FROM signing.revocation_list list WHERE list.sha256 = ANY(crls)) AS crls
  FROM signing.signature`;

/**
 * Checks kept signatures anew, against the bytes as they are kept now, by the evidence kept with them and the time
 * they were judged by: a certificate that has ended or was revoked since changes nothing.
 */
@Injectable()
export class SignatureChecks {
  constructor(
    @Inject(SIGNATURE_VERIFIER) private readonly verifier: SignatureVerifier,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * @param isIntact whether the kept file with this SHA-256 (hex) still has it
   * @returns in order of signing
   */
  async check(
    kept: readonly KeptSignature[],
    isIntact: (sha256: string) => Promise<boolean>,
  ): Promise<SignaturesReport> {
    const at = this.clock.now();
    const signatures: CheckedSignature[] = [];
    for (const row of kept.toSorted(inOrderOfSigning)) signatures.push(await this.checkOne(row, isIntact));
    return { checkedAt: at.toISOString(), signatures };
  }

  /**
   * Judges a signature that somebody brings with its manifest: one that this portal keeps as of the time when it was
   * accepted and by the evidence of then, any other by what can be known now.
   * @param work that all signatures of one request share
   */
  async judge(signature: Buffer, manifest: Buffer, work: WorkBudget): Promise<Judgement> {
    const id = signatureIdOf(parseManifest(manifest).signatureUri);
    const row =
      id === undefined
        ? undefined
        : await this.sql.row<KeptSignature>(`${KEPT_SIGNATURES} WHERE id = $1`, [id]);
    if (row?.cms.equals(signature) && row.manifest.equals(manifest)) return this.judgeKept(row);
    const request = { signature, content: manifest, at: this.clock.now(), origin: 'ncalayer', work } as const;
    const report = await this.verifier.verify(request);
    return { report, acceptedAt: null, keptOtherwise: row !== undefined };
  }

  private async judgeKept({ manifest, cms, signedAt, ...evidence }: KeptSignature): Promise<Judgement> {
    const request = { signature: cms, content: manifest, at: signedAt, origin: 'ncalayer' } as const;
    // signatures of before there was evidence are asked about anew, as of then
    const report =
      evidence.chain.length > 0
        ? await this.verifier.recheck(request, evidence)
        : await this.verifier.verify(request);
    return { report, acceptedAt: signedAt, keptOtherwise: false };
  }

  private async checkOne(
    row: KeptSignature,
    isIntact: (sha256: string) => Promise<boolean>,
  ): Promise<CheckedSignature> {
    const { id, statement, manifest } = row;
    const { report, acceptedAt } = await this.judgeKept(row);
    const ownHash = createHash('sha256').update(statement).digest('hex');
    const { objects } = parseManifest(manifest);
    const changed: string[] = [];
    for (const { uri, sha256, mimeType } of objects) {
      const same = mimeType === 'application/json' ? sha256 === ownHash : await isIntact(sha256);
      if (!same) changed.push(uri);
    }
    const code = report.code ?? (changed.length > 0 ? 'CONTENT_CHANGED' : null);
    return signatureView({
      name: id,
      about: null,
      verdict: code === report.code ? report.verdict : 'INVALID',
      code,
      report,
      acceptedAt,
      statement: readStatement(statement),
      covers: objects.map(({ uri }) => uri),
      changed,
    });
  }
}

const inOrderOfSigning = (one: KeptSignature, other: KeptSignature): number =>
  one.signedAt.getTime() - other.signedAt.getTime() || (one.id < other.id ? -1 : 1);
