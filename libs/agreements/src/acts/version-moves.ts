import { Injectable } from '@nestjs/common';
import {
  type InitiatorTask,
  type PersonRef,
  type PlanStep,
  VERSION_MACHINE,
  type VersionAction,
} from '#contracts';
import { Directory } from '#directory';
import { type Actor, Clock, jsonb, newId, personOf, Transitions, WorkingCalendar } from '#kernel';
import { RemarkAnswers } from '../remarks/remark-answers.js';
import { Steps } from '../route/steps.js';
import type { LockedAct } from './act-store.js';

/** Moves of a version along its state table, and the steps that they open inside the developer body. */
@Injectable()
export class VersionMoves {
  constructor(
    private readonly transitions: Transitions,
    private readonly calendar: WorkingCalendar,
    private readonly clock: Clock,
    private readonly steps: Steps,
    private readonly answers: RemarkAnswers,
    private readonly directory: Directory,
  ) {}

  /** Moves the version; `version.state` is the state that it must be in. */
  async move(
    actor: Actor | null,
    { act, version }: LockedAct,
    action: VersionAction,
    set: Record<string, unknown> = {},
    data: Record<string, unknown> = {},
  ): Promise<void> {
    version.state = await this.transitions.apply({
      machine: VERSION_MACHINE,
      table: 'agreements.act_version',
      id: version.id,
      from: version.state,
      action,
      actor,
      set,
      subject: { type: 'draft_act', id: act.id },
      data: { ordinal: version.ordinal, by: actor && personOf(actor), ...data },
    });
  }

  /** Back to the initiator, with what he has to know. */
  async return(actor: Actor, locked: LockedAct, reason: string): Promise<void> {
    const returned = { reason, by: personOf(actor), at: this.clock.now() };
    await this.move(actor, locked, 'return', { returned: jsonb(returned) }, { reason });
  }

  /** The head has signed: from now on the approving bodies see it. */
  async dispatch(actor: Actor, locked: LockedAct): Promise<void> {
    await this.move(actor, locked, 'sign', { dispatched_at: this.clock.now() });
    await this.answers.sendReady(actor, locked);
  }

  /**
   * A new version has an answer to each remark on the one before it, and goes to everybody who is not content (775:19).
   * @throws AppError REMARKS_UNANSWERED, BODY_LEFT_OUT
   */
  async assertReworked(locked: LockedAct): Promise<void> {
    await this.answers.assertAnswered(locked);
    await this.answers.assertAskedAgain(locked);
  }

  /** Puts the next move before the initiator, with the same term as a step inside the body has. */
  async askInitiator(locked: LockedAct, key: string, verb: InitiatorTask): Promise<void> {
    const { dueAt } = await this.calendar.termFromToday(
      locked.act.developerBodyId,
      locked.version.internalTermDays,
    );
    await this.steps.askInitiator(locked, { key, verb, dueAt });
  }

  /** 775:22: what all have agreed goes to the Office with a letter, where an Office takes part. */
  async askForLetter(locked: LockedAct): Promise<void> {
    const office = await this.directory.primeMinistersOffice();
    // Each time is a task of its own: the letter may come back.
    if (office?.hasOfficers) await this.askInitiator(locked, newId(), 'write_letter');
  }

  /** Opens a step of the plan; its term starts now. @returns scopes that may read from now on */
  async openStep({ act, version }: LockedAct, step: PlanStep, assignees: PersonRef[]): Promise<string[]> {
    const { dueAt } = await this.calendar.termFromToday(act.developerBodyId, version.internalTermDays);
    return this.steps.open({
      act,
      version,
      bodyId: act.developerBodyId,
      kind: step.kind,
      planKey: step.key,
      assignees,
      round: version.round,
      dueAt,
      ...(step.unit ? { unit: step.unit } : {}),
    });
  }

  /** 775:22: the head of the developer body is to sign the cover letter. @returns scopes that may read from now on */
  async openLetterStep(
    { act, version }: LockedAct,
    submission: { readonly id: string; readonly round: number },
    head: PersonRef,
  ): Promise<string[]> {
    const { dueAt } = await this.calendar.termFromToday(act.developerBodyId, version.internalTermDays);
    const { id: submissionId, round } = submission;
    return this.steps.open({
      act,
      version,
      bodyId: act.developerBodyId,
      submissionId,
      kind: 'letter_signature',
      assignees: [head],
      round,
      dueAt,
    });
  }
}
