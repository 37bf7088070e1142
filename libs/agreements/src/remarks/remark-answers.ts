import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  ANSWERED,
  type AnswerBody,
  type AnswerDraft,
  MOVE_OF_ANSWER,
  type RemarkState,
  type ReplyBody,
  UNANSWERED,
} from '#contracts';
import { Directory } from '#directory';
import { type Actor, AppError, Clock, jsonb, newId, personOf, Sql, Tx } from '#kernel';
import { ActStore, assertRuns, type LockedAct } from '../acts/act-store.js';
import { actingForOne } from '../acts/draft-acts.policy.js';
import { RemarkRow } from './remark.entity.js';
import { RemarkMoves } from './remark-moves.js';
import { openPartOf } from './sum-up.js';
import { TALKERS } from './talkers.js';

/**
 * Bodies, of those that are not among $3, that did not agree when they were last asked before version $2 of act $1, nor
 * are content since; $4: states of remarks that are still spoken about. SQL rows (id).
 */
const LEFT_OUT = `
  SELECT last.body_id AS id FROM (
    SELECT DISTINCT ON (review.body_id) review.body_id, review.state, review.outcome
    FROM agreements.act_version before JOIN agreements.review ON review.version_id = before.id
    WHERE before.act_id = $1 AND before.ordinal < $2
    ORDER BY review.body_id, before.ordinal DESC, review.place DESC) last
  WHERE last.state = 'settled' AND last.body_id <> ALL($3::uuid[])
    AND (last.outcome = 'refused' OR EXISTS (
      SELECT FROM agreements.remark JOIN agreements.review made ON made.id = remark.review_id
      WHERE remark.act_id = $1 AND made.body_id = last.body_id AND remark.level = 'body' AND remark.state = ANY($4)))
  ORDER BY last.body_id`;

/** The talk about placed remarks: the developer answers, the body agrees or insists (775:17.2, 19, 21). */
@Injectable()
export class RemarkAnswers {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly moves: RemarkMoves,
    private readonly directory: Directory,
  ) {}

  /**
   * Keeps an answer to one remark or to several; nobody else sees it before it is sent.
   * @throws AppError NOT_FOUND, FORBIDDEN, STALE, ACT_WITHDRAWN, REASON_MISSING where it is not fully accepted without saying why
   */
  async draft(reader: Actor, actId: string, body: AnswerBody): Promise<void> {
    await this.tx.run(async () => {
      const { act, actor } = await this.acts.lockOwn(reader, actId);
      assertRuns(act);
      if (body.position !== 'accepted' && body.reasons === '') throw new AppError('REASON_MISSING');
      const remarks = await this.take(act.id, body.remarks, UNANSWERED);
      const { position, reasons } = body;
      const draft: AnswerDraft = { position, reasons, group: newId(), by: personOf(actor) };
      await this.sql.execute(
        'UPDATE agreements.remark SET answer_draft = $2, revision = revision + 1 WHERE id = ANY($1)',
        [remarks.map(({ id }) => id), jsonb(draft)],
      );
      await this.acts.announce(act.id);
    });
  }

  /** Sends every answer that is ready; the bodies see them. @throws AppError NOTHING_TO_SEND, ACT_WITHDRAWN */
  async send(reader: Actor, actId: string): Promise<void> {
    await this.tx.run(async () => {
      const { act, version, actor } = await this.acts.lockOwn(reader, actId);
      assertRuns(act);
      const sent = await this.sendReady(actor, { act, version });
      if (sent === 0) throw new AppError('NOTHING_TO_SEND');
      await this.acts.finish(act.id);
    });
  }

  /** At the latest with the new version; called in its dispatch. @returns how many were sent */
  async sendReady(actor: Actor, { act, version }: LockedAct): Promise<number> {
    const ready = (
      await this.tx.manager.findBy(RemarkRow, { actId: act.id, state: In([...UNANSWERED]) })
    ).filter((row) => row.answerDraft !== null);
    for (const [, group] of Map.groupBy(ready, (row) => row.answerDraft?.group)) {
      const answer = group[0]?.answerDraft;
      if (!answer) continue;
      const { position, reasons, by } = answer;
      const turn = { deed: position, reasons, at: this.clock.now(), by, group: answer.group };
      await this.moves.say(MOVE_OF_ANSWER[position], group, turn, { actor, act, version });
    }
    return ready.length;
  }

  /** A new version goes out with an answer to each remark on the one before it. @throws AppError REMARKS_UNANSWERED */
  async assertAnswered({ act, version }: LockedAct): Promise<void> {
    const row = await this.sql.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM agreements.remark JOIN agreements.act_version version ON version.id = version_id
       WHERE remark.act_id = $1 AND version.ordinal = $2 AND version.state <> 'discarded' AND remark.state = 'placed'
         AND remark.answer_draft IS NULL`,
      [act.id, version.ordinal - 1],
    );
    if (row && row.count > 0) throw new AppError('REMARKS_UNANSWERED', { count: row.count });
  }

  /**
   * A body that refused, or is not content with what became of its remarks, is asked about the new version too: else all
   * who are asked would agree, and its word would be lost (775:19, 21). One that was taken off the list, with a reason
   * that stands on the sheet, is not; nor one that nobody can ask any more.
   * @throws AppError BODY_LEFT_OUT with the `name` of the first
   */
  async assertAskedAgain({ act, version }: LockedAct): Promise<void> {
    const rows = await this.sql.rows<{ id: string }>(LEFT_OUT, [
      act.id,
      version.ordinal,
      version.approvingBodies.map(({ id }) => id),
      [...UNANSWERED, ...ANSWERED],
    ]);
    const bodies = await this.directory.bodies(rows.map(({ id }) => id));
    const left = bodies.find(({ hasOfficers }) => hasOfficers);
    if (left) throw new AppError('BODY_LEFT_OUT', { name: left.name });
  }

  /**
   * The body that made the remarks is content with the answers, or insists.
   * @throws AppError NOT_FOUND, FORBIDDEN for who does not speak for the body, STALE, ACT_WITHDRAWN, REASON_MISSING
   */
  async reply(reader: Actor, actId: string, body: ReplyBody): Promise<void> {
    await this.tx.run(async () => {
      const { act, version } = await this.acts.lock(reader, actId);
      assertRuns(act);
      if (body.reply === 'insist' && body.reasons === '') throw new AppError('REASON_MISSING');
      const actor = await this.speaker(reader, act.id);
      const remarks = await this.take(act.id, body.remarks, openPartOf(body.reply));
      const own = await this.ownIds(actor, act.id);
      if (remarks.some(({ id }) => !own.has(id))) throw new AppError('FORBIDDEN');
      const deed = body.reply === 'agree' ? 'agreed' : 'insisted';
      const turn = {
        deed,
        reasons: body.reasons,
        at: this.clock.now(),
        by: personOf(actor),
        group: null,
      } as const;
      await this.moves.say(body.reply, remarks, turn, { actor, act, version });
      await this.acts.finish(act.id);
    });
  }

  /** The actor as one of those who speak for his body in the talk. @throws AppError FORBIDDEN */
  private async speaker(reader: Actor, actId: string): Promise<Actor> {
    const rows = await this.sql.rows<{ id: string }>(TALKERS, [actId, reader.body.id]);
    for (const { id } of rows) {
      const acting = actingForOne(reader, id);
      if (acting) return acting;
    }
    throw new AppError('FORBIDDEN');
  }

  private async ownIds(actor: Actor, actId: string): Promise<Set<string>> {
    const rows = await this.sql.rows<{ id: string }>(
      `SELECT remark.id FROM agreements.remark JOIN agreements.review ON review.id = remark.review_id
       WHERE remark.act_id = $1 AND review.body_id = $2 AND remark.level = 'body'`,
      [actId, actor.body.id],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The remarks as they were before the actor; the act is locked. @throws AppError NOT_FOUND, STALE, CONFLICT */
  private async take(
    actId: string,
    chosen: AnswerBody['remarks'],
    states: readonly RemarkState[],
  ): Promise<RemarkRow[]> {
    const rows = await this.tx.manager.findBy(RemarkRow, {
      actId,
      level: 'body',
      id: In(chosen.map(({ id }) => id)),
    });
    const placed = rows.filter(({ state }) => state !== 'draft' && state !== 'stated');
    if (placed.length !== chosen.length) throw new AppError('NOT_FOUND');
    for (const row of rows) {
      const revision = chosen.find(({ id }) => id === row.id)?.revision;
      if (row.revision !== revision) throw new AppError('STALE', { revision: row.revision });
      if (!states.includes(row.state)) throw new AppError('CONFLICT', { state: row.state });
    }
    return rows;
  }
}
