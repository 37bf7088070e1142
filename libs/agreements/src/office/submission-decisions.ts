import { Injectable } from '@nestjs/common';
import type { StepKind } from '#contracts';
import type { Actor } from '#kernel';
import { LetterRoute } from '../package/letter-route.js';
import { OfficeRoute } from './office-route.js';

/** "Agree" and "return" on the way to the Office, and there (775:22, 23). */
@Injectable()
export class SubmissionDecisions {
  constructor(
    private readonly letters: LetterRoute,
    private readonly office: OfficeRoute,
  ) {}

  accept(actor: Actor, stepId: string, comment: string): Promise<void> {
    return this.office.accept(actor, stepId, comment);
  }

  return(actor: Actor, stepId: string, kind: StepKind, reason: string): Promise<void> {
    if (kind === 'letter_signature') return this.letters.return(actor, stepId, reason);
    return this.office.sendBack(actor, stepId, reason);
  }
}
