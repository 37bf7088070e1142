import { Injectable } from '@nestjs/common';
import type { Json, SignatureMark } from '#contracts';
import { Files } from '#files';
import { AppError, jsonb, personOf, Sql } from '#kernel';
import type { SignedFile } from '#signing';
import { ActStore } from '../acts/act-store.js';
import type { StepContext } from '../route/step-context.js';
import { Steps } from '../route/steps.js';
import type { Submission } from './submission.entity.js';
import { SubmissionMoves } from './submission-moves.js';

/** What the head signs with the cover letter, and what follows from it (775:22). */
@Injectable()
export class LetterSigning {
  constructor(
    private readonly sql: Sql,
    private readonly files: Files,
    private readonly acts: ActStore,
    private readonly steps: Steps,
    private readonly submissions: SubmissionMoves,
  ) {}

  /** The letter and the agreement sheet. */
  async filesOf(context: StepContext): Promise<SignedFile[]> {
    const { act, version } = context;
    const submission = await this.submissionOf(context);
    const [sheet] = await this.files.refs([version.sheetFileId ?? '']);
    const letter = submission.letterFile;
    if (!letter || !sheet) throw new AppError('LETTER_NOT_READY');
    const address = `/api/agreements/${act.id}`;
    const of = `?version=${version.ordinal}`;
    return [
      { name: letter.name, size: letter.size, sha256: letter.sha256, href: `${address}/letter/file${of}` },
      { name: sheet.name, size: sheet.size, sha256: sheet.sha256, href: `${address}/sheet${of}` },
    ];
  }

  /** To whom the letter goes, and by hash every file and every signature of the version that it goes with. */
  async decisionOf(context: StepContext): Promise<{ readonly [key: string]: Json }> {
    const { act, version, step } = context;
    const { office, letter } = await this.submissionOf(context);
    const signatures = await this.sql.rows<{ id: string; sha256: string }>(
      `SELECT signature.id, encode(sha256(signature.cms), 'hex') AS sha256
       FROM signing.signature JOIN agreements.route_step step ON step.id = signature.step_id
       LEFT JOIN agreements.review ON review.id = step.review_id
       WHERE signature.subject_id = $1 AND step.version_id = $2 AND step.state = 'done'
         AND step.submission_id IS NULL AND (review.id IS NULL OR review.state = 'settled') AND step.round = coalesce(review.round, $3)
       ORDER BY signature.signed_at, signature.id`,
      [act.id, version.id, version.round],
    );
    return {
      kind: step.kind,
      office: { ...office.name },
      subject: letter.subject,
      files: version.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
      signatures: signatures.map(({ id, sha256 }) => ({ id, sha256 })),
    };
  }

  /** Called in the transaction that keeps the head's signature: the portal builds the package next. */
  async follow(context: StepContext, signature: SignatureMark): Promise<void> {
    const submission = await this.submissionOf(context);
    await this.steps.decide(context, 'decide', { outcome: 'agreed', signature });
    await this.submissions.move(
      context.actor,
      { ...context, submission },
      'sign',
      { signed_by: jsonb(personOf(context.actor)), signature: jsonb(signature) },
      { signatureId: signature.id },
    );
    await this.acts.finish(context.act.id);
  }

  private async submissionOf({ version }: StepContext): Promise<Submission> {
    const submission = await this.submissions.of(version.id);
    if (!submission) throw new AppError('NOT_FOUND');
    return submission;
  }
}
