import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CheckedSignature, SignaturesReport } from '#contracts';
import { Clock, Sql } from '#kernel';
import { readStatement } from '../container/check-container.js';
import { parseManifest } from '../manifest.js';
import { SIGNATURE_VERIFIER, type SignatureVerifier } from '../signature-verifier.js';
import { signatureView } from './signature-view.js';

interface KeptSignature {
  id: string;
  statement: Buffer;
  manifest: Buffer;
  cms: Buffer;
}

/** Checks kept signatures anew, against the bytes as they are kept now. */
@Injectable()
export class SignatureChecks {
  constructor(
    @Inject(SIGNATURE_VERIFIER) private readonly verifier: SignatureVerifier,
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /**
   * @param isIntact whether the kept file with this SHA-256 (hex) still has it
   * @returns in order of signing; an id that the document has not is left out
   */
  async check(
    subjectId: string,
    ids: readonly string[],
    isIntact: (sha256: string) => Promise<boolean>,
  ): Promise<SignaturesReport> {
    const rows = await this.sql.rows<KeptSignature>(
      `SELECT id, statement, manifest, cms FROM signing.signature
       WHERE subject_id = $1 AND id = ANY($2) ORDER BY signed_at, id`,
      [subjectId, ids],
    );
    const at = this.clock.now();
    const signatures: CheckedSignature[] = [];
    for (const row of rows) signatures.push(await this.checkOne(row, at, isIntact));
    return { checkedAt: at.toISOString(), signatures };
  }

  private async checkOne(
    { id, statement, manifest, cms }: KeptSignature,
    at: Date,
    isIntact: (sha256: string) => Promise<boolean>,
  ): Promise<CheckedSignature> {
    const report = await this.verifier.verify({ signature: cms, content: manifest, at, origin: 'ncalayer' });
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
      verdict: code === report.code ? report.verdict : 'INVALID',
      code,
      report,
      statement: readStatement(statement),
      covers: objects.map(({ uri }) => uri),
      changed,
    });
  }
}
