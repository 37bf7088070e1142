import { Injectable } from '@nestjs/common';
import type { LetterBody, LetterDraft } from '#contracts';
import { bodyRefOf, Directory } from '#directory';
import { type Actor, AppError, Clock, jsonb, newId, Sql } from '#kernel';
import type { LockedAct } from '../acts/act-store.js';
import { fillTemplate } from './letter-template.js';
import { LetterTemplates } from './letter-templates.js';
import { LetterValues } from './letter-values.js';
import { type SubmissionContext, SubmissionMoves } from './submission-moves.js';

/** The text of the cover letter while its initiator writes it (775:22). */
@Injectable()
export class CoverLetters {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly templates: LetterTemplates,
    private readonly values: LetterValues,
    private readonly submissions: SubmissionMoves,
  ) {}

  /** What the initiator goes on from: what he saved, or the template of his body filled in. @throws AppError LETTER_NOT_DUE, OFFICE_MISSING */
  async draft(locked: LockedAct): Promise<LetterDraft> {
    const submission = await this.ofLetter(locked);
    const { act, version } = locked;
    if (submission) {
      const { letter, letterRevision: revision, office, returned } = submission;
      return { ...letter, revision, office, returned };
    }
    const office = await this.office();
    const template = await this.templates.for(act.developerBodyId, version.language);
    const letter = fillTemplate(template, await this.values.of(locked, office));
    return { ...letter, revision: 0, office: bodyRefOf(office), returned: null };
  }

  /**
   * Keeps what he wrote; the first time makes the submission.
   * @throws AppError LETTER_NOT_DUE, OFFICE_MISSING; STALE with the newer revision, where his stand-in, or he in another
   *   window, saved it meanwhile
   */
  async save(locked: LockedAct, { revision, ...letter }: LetterBody): Promise<void> {
    const submission = await this.ofLetter(locked);
    const kept = submission?.letterRevision ?? 0;
    if (revision !== kept) throw new AppError('STALE', { revision: kept });
    const columns = { letter: jsonb(letter), letter_revision: kept + 1 };
    if (submission) return this.sql.update('agreements.submission', submission.id, columns);
    const office = await this.office();
    await this.sql.insert('agreements.submission', {
      id: newId(),
      act_id: locked.act.id,
      version_id: locked.version.id,
      state: 'letter',
      round: 0,
      office_id: office.id,
      office: jsonb(bodyRefOf(office)),
      ...columns,
      created_at: this.clock.now(),
    });
  }

  /** Sends what he saved to be drawn and signed. @throws AppError LETTER_NOT_DUE, ACT_WITHOUT_SIGNERS */
  async send(actor: Actor, locked: LockedAct): Promise<SubmissionContext> {
    const submission = await this.ofLetter(locked);
    if (!submission) throw new AppError('LETTER_NOT_DUE');
    const head = await this.directory.headOfBody(locked.act.developerBodyId);
    if (!head) throw new AppError('ACT_WITHOUT_SIGNERS');
    const context = { ...locked, submission };
    const round = submission.round + 1;
    await this.submissions.move(actor, context, 'send', { round, letter_file: null, returned: null });
    return context;
  }

  private async ofLetter({ version }: LockedAct) {
    const submission = await this.submissions.of(version.id);
    const isDue = version.state === 'agreed' && (submission === null || submission.state === 'letter');
    if (!isDue) throw new AppError('LETTER_NOT_DUE');
    return submission;
  }

  private async office() {
    const office = await this.directory.primeMinistersOffice();
    if (!office?.hasOfficers) throw new AppError('OFFICE_MISSING');
    return office;
  }
}
