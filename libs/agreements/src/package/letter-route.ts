import { Injectable } from '@nestjs/common';
import type { LetterBody, LetterDraft } from '#contracts';
import { type Actor, AppError, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { VersionMoves } from '../acts/version-moves.js';
import { Steps } from '../route/steps.js';
import { CoverLetters } from './cover-letters.js';
import { SubmissionMoves } from './submission-moves.js';

/** The cover letter between its initiator and the head who signs it (775:22). */
@Injectable()
export class LetterRoute {
  constructor(
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly versions: VersionMoves,
    private readonly steps: Steps,
    private readonly letters: CoverLetters,
    private readonly submissions: SubmissionMoves,
  ) {}

  draft(actor: Actor, actId: string): Promise<LetterDraft> {
    return this.tx.run(async () => this.letters.draft(await this.acts.lockOwn(actor, actId)));
  }

  /**
   * Keeps the letter; where it is to be sent, the portal draws it and asks the head to sign.
   * @throws AppError as `CoverLetters.save` and `CoverLetters.send`
   */
  async save(actor: Actor, actId: string, letter: LetterBody, send: boolean): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(actor, actId);
      await this.letters.save(locked, letter);
      if (!send) return this.acts.announce(actId);
      await this.letters.send(locked.actor, locked);
      await this.steps.closeAll(locked.actor, actId);
      await this.acts.finish(actId);
    });
  }

  /** Back to the initiator's desk before it is signed. @throws AppError LETTER_NOT_DUE */
  async recall(actor: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => {
      const locked = await this.acts.lockOwn(actor, actId);
      const submission = await this.submissions.of(locked.version.id);
      if (submission?.state !== 'preparing' && submission?.state !== 'signature') {
        throw new AppError('LETTER_NOT_DUE');
      }
      await this.submissions.move(locked.actor, { ...locked, submission }, 'recall');
      await this.steps.cancelOpen(locked, { reviewId: null, submissionId: submission.id });
      await this.versions.askForLetter(locked);
      await this.acts.finish(actId);
    });
  }

  /** The head gives the letter back with the reason. */
  async return(actor: Actor, stepId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.steps.take(actor, stepId, ['letter_signature'], 'return');
      const submission = await this.submissions.of(context.version.id);
      if (!submission) throw new AppError('NOT_FOUND');
      await this.steps.decide(context, 'return', { comment: reason });
      await this.submissions.return(context.actor, { ...context, submission }, reason);
      await this.versions.askForLetter(context);
      await this.acts.finish(context.act.id);
    });
  }
}
