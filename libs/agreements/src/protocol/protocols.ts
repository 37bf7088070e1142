import { Injectable } from '@nestjs/common';
import {
  type BodyRef,
  DISPUTED,
  type DrawUpBody,
  type MeetingBody,
  type PositionsBody,
  PROTOCOL_MACHINE,
  type ProtocolRow,
  type ProtocolSide,
  type RemarkKind,
  type RemarkTurn,
  WRITER_OF,
} from '#contracts';
import { type Actor, AppError, Clock, jsonb, Sql, Tx } from '#kernel';
import { ActStore, assertRuns } from '../acts/act-store.js';
import type { ProtocolContext } from './protocol-context.js';
import { ProtocolStore } from './protocol-store.js';
import { ProtocolTasks } from './protocol-tasks.js';

interface DisputedRemark {
  readonly id: string;
  readonly kind: RemarkKind;
  readonly point: string | null;
  readonly excerpt: string | null;
  readonly text: string;
  readonly proposal: string;
  readonly turns: RemarkTurn[];
  readonly body: BodyRef;
}

const REMARKS = `
  SELECT remark.id, remark.kind, remark.point, remark.place ->> 'excerpt' AS excerpt, remark.text, remark.proposal, remark.turns, review.body
  FROM agreements.remark JOIN agreements.review ON review.id = remark.review_id
  JOIN agreements.act_version version ON version.id = remark.version_id
  WHERE remark.act_id = $1 AND review.body_id = $2 AND remark.level = 'body' AND remark.state = ANY($3)
  ORDER BY version.ordinal, remark.ordinal, remark.id`;

/** The protocol of disagreement while it is written (775:21): by both sides, in turn. */
@Injectable()
export class Protocols {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly store: ProtocolStore,
    private readonly tasks: ProtocolTasks,
  ) {}

  /**
   * Draws one up from what of a body's remarks is not accepted; the browser chose its id. It is the developer's to write
   * first.
   * @throws AppError NOTHING_DISPUTED, ACT_WITHDRAWN; CONFLICT where one with this body is open
   */
  async drawUp(reader: Actor, actId: string, { id, bodyId }: DrawUpBody): Promise<void> {
    await this.tx.run(async () => {
      const { act, actor } = await this.acts.lockOwn(reader, actId);
      assertRuns(act);
      const remarks = await this.sql.rows<DisputedRemark>(REMARKS, [act.id, bodyId, DISPUTED]);
      const [first] = remarks;
      const dispatched = await this.sql.row<{ id: string }>(
        'SELECT id FROM agreements.act_version WHERE act_id = $1 AND ordinal = (SELECT public_ordinal FROM agreements.draft_act WHERE id = $1)',
        [act.id],
      );
      if (!first || !dispatched) throw new AppError('NOTHING_DISPUTED');
      const made = await this.sql.execute(
        `INSERT INTO agreements.protocol (id, act_id, version_id, body_id, body, state, revision, rows, changed, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 1, $7, true, $8) ON CONFLICT DO NOTHING`,
        [
          id,
          act.id,
          dispatched.id,
          bodyId,
          jsonb(first.body),
          PROTOCOL_MACHINE.initial,
          jsonb(remarks.map(rowOf)),
          this.clock.now(),
        ],
      );
      if (made === 0) throw new AppError('CONFLICT', { action: 'draw_up' });
      const context = await this.store.of(act, id);
      await this.store.recordDeed(actor, context, 'protocol.drawn_up');
      await this.endForTalk(context);
    });
  }

  /** A side writes its own column. @throws AppError NOT_YOUR_TURN, STALE, VALIDATION_FAILED for a row that is not there */
  async write(reader: Actor, protocolId: string, body: PositionsBody): Promise<void> {
    await this.tx.run(async () => {
      const { context, side, actor } = await this.takeTurn(reader, protocolId, body.revision);
      const { protocol } = context;
      const given = new Map(body.rows.map(({ remarkId, ...position }) => [remarkId, position]));
      if ([...given.keys()].some((id) => !protocol.rows.some(({ remarkId }) => remarkId === id))) {
        throw new AppError('VALIDATION_FAILED', {}, [{ path: 'rows', rule: 'unknown' }]);
      }
      protocol.rows = protocol.rows.map((row) => ({ ...row, [side]: given.get(row.remarkId) ?? row[side] }));
      await this.save(context, { rows: jsonb(protocol.rows), changed: true });
      await this.store.recordDeed(actor, context, 'protocol.written');
      await this.end(context);
    });
  }

  /** To the other side, to read and to write. */
  async pass(reader: Actor, protocolId: string, revision: number): Promise<void> {
    await this.tx.run(async () => {
      const { context, actor } = await this.takeTurn(reader, protocolId, revision);
      await this.store.move(actor, context, 'pass', { changed: false });
      await this.end(context);
    });
  }

  /** Both say the same text: it is fixed as a document for the heads. @throws AppError PROTOCOL_CHANGED where the other side has not seen it so */
  async fix(reader: Actor, protocolId: string, revision: number): Promise<void> {
    await this.tx.run(async () => {
      const { context, actor } = await this.takeTurn(reader, protocolId, revision);
      if (context.protocol.changed) throw new AppError('PROTOCOL_CHANGED');
      await this.store.move(actor, context, 'fix', { returned: null });
      await this.end(context);
    });
  }

  /** There is nothing to disagree about any more. */
  async drop(reader: Actor, protocolId: string, revision: number): Promise<void> {
    await this.tx.run(async () => {
      const { context, actor } = await this.takeTurn(reader, protocolId, revision);
      await this.store.move(actor, context, 'drop');
      await this.endForTalk(context);
    });
  }

  /** A conciliation meeting, written down by either side before the text is fixed. */
  async meet(reader: Actor, protocolId: string, { revision, ...meeting }: MeetingBody): Promise<void> {
    await this.tx.run(async () => {
      const { context, actor } = await this.takeTurn(reader, protocolId, revision);
      await this.save(context, { meeting: jsonb(meeting), changed: true });
      await this.store.recordDeed(actor, context, 'protocol.meeting');
      await this.end(context);
    });
  }

  /** @throws AppError NOT_FOUND, STALE, NOT_YOUR_TURN where the other side writes, or nobody */
  private async takeTurn(
    reader: Actor,
    protocolId: string,
    revision: number,
  ): Promise<{ context: ProtocolContext; side: ProtocolSide; actor: Actor }> {
    const context = await this.store.take(reader, protocolId);
    const { protocol } = context;
    const side = WRITER_OF[protocol.state];
    const actor = side === null ? undefined : await this.store.sides.speaker(reader, context, side);
    if (side === null || !actor) throw new AppError('NOT_YOUR_TURN');
    if (protocol.revision !== revision) throw new AppError('STALE', { revision: protocol.revision });
    return { context, side, actor };
  }

  private async save({ protocol }: ProtocolContext, columns: Record<string, unknown>): Promise<void> {
    protocol.revision += 1;
    await this.sql.update('agreements.protocol', protocol.id, { ...columns, revision: protocol.revision });
  }

  private async end(context: ProtocolContext): Promise<void> {
    await this.tasks.follow(context);
    await this.acts.announce(context.act.id);
  }

  /** The same where remarks came into a protocol or out of it: an answer to them is asked for no more, or again. */
  private async endForTalk(context: ProtocolContext): Promise<void> {
    await this.tasks.follow(context);
    await this.acts.finish(context.act.id);
  }
}

/** What both have said so far, to begin with. */
function rowOf({ id, kind, point, excerpt, text, proposal, turns }: DisputedRemark): ProtocolRow {
  const answer = turns.findLast(
    ({ deed }) => deed === 'partly' || deed === 'not_accepted' || deed === 'accepted',
  );
  const insisted = turns.findLast(({ deed }) => deed === 'insisted');
  return {
    remarkId: id,
    kind,
    point,
    excerpt,
    remark: text,
    developer: { position: answer?.reasons ?? '', reasons: '' },
    body: { position: proposal, reasons: insisted?.reasons ?? '' },
  };
}
