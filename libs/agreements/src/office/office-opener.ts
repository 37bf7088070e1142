import { Injectable } from '@nestjs/common';
import { PORTAL_TERMS } from '#contracts';
import { Directory, personRefOf } from '#directory';
import { AppError, Clock, WorkingCalendar } from '#kernel';
import { VersionMoves } from '../acts/version-moves.js';
import { type SubmissionContext, SubmissionMoves } from '../package/submission-moves.js';
import { Steps } from '../route/steps.js';

/** The Office gets what was sent to it: its documentation service is to register it (775:23). */
@Injectable()
export class OfficeOpener {
  constructor(
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly directory: Directory,
    private readonly submissions: SubmissionMoves,
    private readonly versions: VersionMoves,
    private readonly steps: Steps,
  ) {}

  /**
   * @param packageFile jsonb of the package
   * @returns scopes that may read from now on
   */
  async open(context: SubmissionContext, packageFile: string): Promise<string[]> {
    const { act, version, submission } = context;
    const officers = await this.directory.documentationOfficers(submission.officeId);
    if (officers.length === 0) throw new AppError('OFFICE_MISSING');
    await this.submissions.move(null, context, 'dispatch', {
      package_file: packageFile,
      dispatched_at: this.clock.now(),
    });
    await this.versions.move(null, context, 'hand_in');
    const { dueAt } = await this.calendar.termFromToday(submission.officeId, PORTAL_TERMS.registration);
    const scopes = await this.steps.open({
      act,
      version,
      bodyId: submission.officeId,
      submissionId: submission.id,
      kind: 'office_registration',
      assignees: officers.map(personRefOf),
      round: submission.round,
      dueAt,
    });
    return [submission.officeId, ...scopes];
  }
}
