import { Injectable } from '@nestjs/common';
import type { Json, Remark } from '#contracts';
import { Sql } from '#kernel';
import { Signatures, type SignedFile } from '#signing';
import { LetterSigning } from '../package/letter-signing.js';
import type { StepContext } from '../route/step-context.js';
import { Steps } from '../route/steps.js';

type Statement = { readonly [key: string]: Json };

/** What a signer signs at a step: which files, what he says by it, and on which signatures it builds. */
@Injectable()
export class SignedContent {
  constructor(
    private readonly sql: Sql,
    private readonly steps: Steps,
    private readonly signatures: Signatures,
    private readonly letters: LetterSigning,
  ) {}

  async filesOf(context: StepContext): Promise<SignedFile[]> {
    const { act, version, step } = context;
    if (step.kind === 'letter_signature') return this.letters.filesOf(context);
    return version.files.map((file) => ({
      name: file.name,
      size: file.size,
      sha256: file.sha256,
      href: `/api/agreements/${act.id}/files/${file.id}`,
    }));
  }

  /** What the signature says about the act. */
  async decisionOf(context: StepContext): Promise<Statement> {
    const { step } = context;
    if (step.kind === 'letter_signature') return this.letters.decisionOf(context);
    if (step.kind !== 'body_signature') return { kind: step.kind };
    const { outcome, reason, remarks } = await this.steps.reviewOf(step);
    return {
      kind: step.kind,
      outcome,
      reason,
      remarks: remarks.map(({ ordinal, kind, point, excerpt, text, proposal }: Remark) => ({
        ordinal,
        kind,
        point,
        excerpt,
        text,
        proposal,
      })),
    };
  }

  /**
   * The signatures that it builds on: those of the developer body's passage that let the version go. Those of approving
   * bodies, which sign at the same time and read nothing of one another, are not among them; and that of a letter, which
   * lies in a container of its own, names by hash what it builds on (docs/adr/0033).
   */
  async earlierOf({ act, version, step }: StepContext): Promise<{ id: string; sha256: string }[]> {
    if (step.kind === 'letter_signature') return [];
    return this.signatures.earlier(act.id, await this.standingSteps(version.id));
  }

  private async standingSteps(versionId: string): Promise<string[]> {
    const steps = await this.sql.rows<{ id: string }>(
      `SELECT id FROM (
         SELECT id, state, round, max(round) OVER () AS last FROM agreements.route_step
         WHERE version_id = $1 AND review_id IS NULL AND submission_id IS NULL) AS step
       WHERE state = 'done' AND round = last`,
      [versionId],
    );
    return steps.map(({ id }) => id);
  }
}
