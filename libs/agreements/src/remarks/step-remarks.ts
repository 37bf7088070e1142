import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { OutcomeBody, Remark, RemarkBody, RemarkDraft, UnitRef } from '#contracts';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import type { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import type { Review } from '../route/review.entity.js';
import type { RouteStep } from '../route/route-step.entity.js';
import { PickedPlaces, type VerifyPlace } from './picked-places.js';
import { RemarkRow } from './remark.entity.js';
import { RemarkMoves } from './remark-moves.js';
import { openPartOf, sumUp } from './sum-up.js';

/** Where remarks are written: an opinion of an interested unit, or the outcome of its body. */
export interface RemarkedStep {
  readonly act: DraftAct;
  readonly version: ActVersion;
  readonly review: Review;
  readonly step: RouteStep;
}

/** Remarks of one step, from the first word to the decision that states them (775:17). */
@Injectable()
export class StepRemarks {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly moves: RemarkMoves,
    private readonly places: PickedPlaces,
  ) {}

  /**
   * Writes down what a decision states. It states all drafts of the step that its author had before him; one that
   * another wrote meanwhile, or changed, is not passed over.
   * @returns the remarks as the step and the signature keep them
   * @throws AppError REMARKS_CHANGED with `by`, UNIT_REMARKS_OPEN with their ids, CONFLICT for an id of another's
   */
  async state(context: RemarkedStep & { actor: Actor }, body: OutcomeBody): Promise<Remark[]> {
    const { step } = context;
    await this.assertSeen(step.id, body);
    await this.sql.execute(
      `DELETE FROM agreements.remark WHERE step_id = $1 AND state = 'draft' AND id <> ALL($2::uuid[])`,
      [step.id, body.remarks.flatMap(({ id }) => id ?? [])],
    );
    const places = body.remarks.map(({ place }) => place);
    const verify = await this.places.verifier(context.actor, context.version, places);
    const stated: Remark[] = [];
    for (const [index, one] of body.remarks.entries()) {
      stated.push(await this.write(context, one, index + 1, verify));
    }
    await this.moves.apply(
      'state',
      stated.map(({ id }) => ({ id, state: 'draft' })),
      context,
    );
    if (step.kind === 'outcome') await this.settleUnits(context, body);
    return stated;
  }

  /** The outcome is the executor's again, at this step: his remarks are drafts, and units' are to be summed up anew. */
  async reopen(
    { act, version, review: { id: reviewId } }: Omit<RemarkedStep, 'step'>,
    stepId: string,
  ): Promise<void> {
    const rows = await this.tx.manager.findBy(RemarkRow, { reviewId });
    await this.moves.apply(
      'reopen',
      rows.filter(({ level, state }) =>
        level === 'unit' ? state === 'kept' || state === 'left_out' : state === 'stated',
      ),
      { actor: null, act, version },
    );
    await this.sql.execute(
      `UPDATE agreements.remark SET step_id = $2 WHERE review_id = $1 AND level = 'body' AND state = 'draft'`,
      [reviewId, stepId],
    );
  }

  /**
   * An opinion lapsed: what it stated is a draft again, of the step in which the opinion is given anew; where it is asked
   * for no more it goes.
   */
  async lapse(
    { act, version }: Pick<RemarkedStep, 'act' | 'version'>,
    stepId: string,
    anewId: string | null,
  ): Promise<void> {
    const stated = await this.tx.manager.findBy(RemarkRow, { stepId, state: 'stated' });
    await this.moves.apply('reopen', stated, { actor: null, act, version });
    if (anewId === null) {
      await this.sql.execute(`DELETE FROM agreements.remark WHERE step_id = $1 AND state = 'draft'`, [
        stepId,
      ]);
    } else {
      await this.sql.execute(
        `UPDATE agreements.remark SET step_id = $2 WHERE step_id = $1 AND state = 'draft'`,
        [stepId, anewId],
      );
    }
  }

  /** The head signed the outcome: its remarks are the developer's to answer; what was agreed before is not disputed any more. */
  async place(context: Omit<RemarkedStep, 'step'> & { actor: Actor }): Promise<void> {
    const { act, review } = context;
    const own = await this.tx.manager.findBy(RemarkRow, {
      reviewId: review.id,
      level: 'body',
      state: 'stated',
    });
    await this.moves.apply('place', own, context);
    if (review.outcome !== 'agreed') return;
    const earlier = await this.sql.rows<RemarkRow>(
      `SELECT remark.id, remark.state FROM agreements.remark JOIN agreements.review ON review.id = remark.review_id
       WHERE remark.act_id = $1 AND review.body_id = $2 AND remark.level = 'body' AND remark.state = ANY($3)`,
      [act.id, review.bodyId, openPartOf('agree')],
    );
    await this.moves.say(
      'agree',
      earlier,
      { deed: 'agreed', reasons: '', at: this.clock.now(), by: null, group: null },
      context,
    );
  }

  /** Drafts of a step as they are now, in order of their making. */
  async draftsOf(stepId: string): Promise<RemarkDraft[]> {
    const rows = await this.tx.manager.find(RemarkRow, {
      where: { stepId, state: 'draft' },
      order: { ordinal: 'ASC', createdAt: 'ASC', id: 'ASC' },
    });
    return rows.map(({ id, revision, kind, point, place, sources, text, proposal, author }) => ({
      id,
      revision,
      kind,
      point,
      place,
      sources,
      text,
      proposal,
      author,
    }));
  }

  /** What the interested units stated, for the executor to sum up. */
  async ofUnits(reviewId: string): Promise<RemarkRow[]> {
    return this.tx.manager.find(RemarkRow, {
      where: { reviewId, level: 'unit', state: In(['stated', 'kept', 'left_out']) },
      order: { createdAt: 'ASC', stepId: 'ASC', ordinal: 'ASC' },
    });
  }

  private async assertSeen(stepId: string, { remarks, dropped }: OutcomeBody): Promise<void> {
    const seen = new Map([...remarks, ...dropped].map(({ id, revision }) => [id, revision]));
    const drafts = await this.draftsOf(stepId);
    const unseen = drafts.filter(({ id, revision }) => seen.get(id) !== revision);
    const [first] = unseen;
    if (first) {
      throw new AppError('REMARKS_CHANGED', { by: first.author.fullName, ids: unseen.map(({ id }) => id) });
    }
  }

  /** As a draft, whether it was one before or not. */
  private async write(
    context: RemarkedStep & { actor: Actor },
    remark: RemarkBody,
    ordinal: number,
    verify: VerifyPlace,
  ): Promise<Remark> {
    const id = remark.id ?? newId();
    const place = verify(remark.place);
    await this.keep(context, id, { ...remark, place }, ordinal);
    return {
      id,
      ordinal,
      kind: remark.kind,
      point: remark.point || null,
      excerpt: place?.excerpt ?? null,
      text: remark.text,
      proposal: remark.proposal,
    };
  }

  /** Writes a draft of the step, new or again. @throws AppError CONFLICT for an id that is no draft of this step */
  async keep(
    { act, version, review, step, actor }: RemarkedStep & { actor: Actor },
    id: string,
    remark: Omit<RemarkBody, 'id' | 'revision'>,
    ordinal: number | null,
  ): Promise<number> {
    const row = await this.sql.row<{ revision: number }>(
      `INSERT INTO agreements.remark (id, act_id, version_id, review_id, step_id, level, unit, ordinal, kind, point,
         place, text, proposal, sources, author, state, revision, created_at, turns)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'draft', 1, $16, '[]')
       ON CONFLICT (id) DO UPDATE SET ordinal = coalesce(excluded.ordinal, remark.ordinal), kind = excluded.kind,
         point = excluded.point, place = excluded.place, text = excluded.text, proposal = excluded.proposal,
         sources = excluded.sources, author = excluded.author, revision = remark.revision + 1
         WHERE remark.step_id = excluded.step_id AND remark.state = 'draft'
       RETURNING revision`,
      [
        id,
        act.id,
        version.id,
        review.id,
        step.id,
        step.kind === 'opinion' ? 'unit' : 'body',
        jsonbOrNull(step.unit ?? review.responsibleUnit),
        ordinal,
        remark.kind,
        remark.point || null,
        remark.place && jsonb(remark.place),
        remark.text,
        remark.proposal,
        remark.sources,
        jsonb(personOf(actor)),
        this.clock.now(),
      ],
    );
    if (!row) throw new AppError('CONFLICT', { state: 'stated', action: 'edit' });
    return row.revision;
  }

  /** Each unit's remark goes into the outcome or is left out with a reason; none gets lost. */
  private async settleUnits(context: RemarkedStep & { actor: Actor }, body: OutcomeBody): Promise<void> {
    const open = (await this.ofUnits(context.review.id)).filter(({ state }) => state === 'stated');
    const { kept, leftOut } = sumUp(
      open.map(({ id }) => id),
      body,
    );
    const pick = (ids: readonly string[]) => open.filter(({ id }) => ids.includes(id));
    await this.moves.apply('keep', pick(kept), context);
    await this.moves.apply('leave_out', pick(leftOut.map(({ id }) => id)), context);
    for (const { id, reason } of leftOut) {
      await this.sql.update('agreements.remark', id, { left_out_reason: reason });
    }
  }
}

const jsonbOrNull = (unit: UnitRef | null) => unit && jsonb(unit);
