import { Injectable } from '@nestjs/common';
import { REVIEW_MACHINE } from '#contracts';
import { Directory, personRefOf } from '#directory';
import { AppError, Clock, jsonb, newId, Sql, WorkingCalendar } from '#kernel';
import { type StepContext, Steps } from './steps.js';

/** Working days that a documentation service has to register what arrived. */
export const REGISTRATION_DAYS = 1;

/** Opens a review in each approving body, with the documentation service's step (775:16, 20). */
@Injectable()
export class ReviewOpener {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendar,
    private readonly directory: Directory,
    private readonly steps: Steps,
  ) {}

  /** @returns scopes that may read from now on: the bodies, and their documentation officers */
  async openAll({ act, version }: StepContext): Promise<string[]> {
    const scopes: string[] = [];
    for (const [index, body] of version.approvingBodies.entries()) {
      const officers = await this.directory.documentationOfficers(body.id);
      if (officers.length === 0) throw new AppError('BODY_WITHOUT_DOCUMENTATION', { body: body.name });
      const { dueAt } = await this.calendar.termFromToday(body.id, REGISTRATION_DAYS);
      const reviewId = newId();
      await this.sql.insert('agreements.review', {
        id: reviewId,
        version_id: version.id,
        place: index + 1,
        body_id: body.id,
        body: jsonb(body),
        state: REVIEW_MACHINE.initial,
        round: 1,
        arrived_at: this.clock.now(),
        interested_units: '[]',
        remarks: '[]',
      });
      const assignees = officers.map(personRefOf);
      scopes.push(
        body.id,
        ...(await this.steps.open({
          act,
          version,
          reviewId,
          kind: 'registration',
          assignees,
          round: 1,
          dueAt,
        })),
      );
    }
    return scopes;
  }
}
