import { Injectable } from '@nestjs/common';
import { type BodyRef, PORTAL_TERMS, REVIEW_MACHINE } from '#contracts';
import { Directory, personRefOf } from '#directory';
import { AppError, Clock, jsonb, newId, Sql, WorkingCalendar } from '#kernel';
import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import type { Review } from './review.entity.js';
import { Steps } from './steps.js';

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
  async openAll(context: { act: DraftAct; version: ActVersion }): Promise<string[]> {
    const scopes: string[] = [];
    for (const [index, body] of context.version.approvingBodies.entries()) {
      scopes.push(...(await this.openOne(context, body, index + 1)));
    }
    return scopes;
  }

  /**
   * @param place in the card's list of approving bodies
   * @param addedFor why it is asked later than the others
   */
  async openOne(
    { act, version }: { act: DraftAct; version: ActVersion },
    body: BodyRef,
    place: number,
    addedFor: string | null = null,
  ): Promise<string[]> {
    const id = newId();
    await this.sql.insert('agreements.review', {
      id,
      version_id: version.id,
      place,
      body_id: body.id,
      body: jsonb(body),
      state: REVIEW_MACHINE.initial,
      round: 1,
      arrived_at: this.clock.now(),
      added_for: addedFor,
      interested_units: '[]',
      remarks: '[]',
    });
    return [body.id, ...(await this.openRegistration({ act, version, review: { id, round: 1, body } }))];
  }

  /** The documentation service's step. @throws AppError BODY_WITHOUT_DOCUMENTATION */
  async openRegistration({
    act,
    version,
    review,
  }: {
    act: DraftAct;
    version: ActVersion;
    review: Pick<Review, 'id' | 'round' | 'body'>;
  }): Promise<string[]> {
    const { id: reviewId, round, body } = review;
    const officers = await this.directory.documentationOfficers(body.id);
    if (officers.length === 0) throw new AppError('BODY_WITHOUT_DOCUMENTATION', { body: body.name });
    const { dueAt } = await this.calendar.termFromToday(body.id, PORTAL_TERMS.registration);
    const assignees = officers.map(personRefOf);
    return this.steps.open({
      act,
      version,
      bodyId: body.id,
      reviewId,
      kind: 'registration',
      assignees,
      round,
      dueAt,
    });
  }
}
