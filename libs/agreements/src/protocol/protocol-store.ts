import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { DISPUTED, PROTOCOL_MACHINE, type ProtocolAction } from '#contracts';
import { type Actor, AppError, Audit, personOf, Transitions, Tx } from '#kernel';
import { ActStore, assertRuns } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import type { DraftAct } from '../acts/draft-act.entity.js';
import { canRead } from '../acts/draft-acts.policy.js';
import { RemarkRow } from '../remarks/remark.entity.js';
import { RemarkMoves } from '../remarks/remark-moves.js';
import { ProtocolRowEntity } from './protocol.entity.js';
import type { ProtocolContext } from './protocol-context.js';
import { ProtocolSides } from './protocol-sides.js';

/** Loads protocols for commands and moves them. */
@Injectable()
export class ProtocolStore {
  constructor(
    private readonly tx: Tx,
    private readonly transitions: Transitions,
    private readonly acts: ActStore,
    private readonly audit: Audit,
    private readonly remarks: RemarkMoves,
    readonly sides: ProtocolSides,
  ) {}

  /** @throws AppError NOT_FOUND for whoever may not read the act, or is of neither side; ACT_WITHDRAWN, ACT_ARCHIVED */
  async take(actor: Actor, protocolId: string): Promise<ProtocolContext> {
    const found = await this.tx.manager.findOneBy(ProtocolRowEntity, { id: protocolId });
    const act = found && (await this.acts.lockUnseen(found.actId));
    if (!act || !canRead(actor, act)) throw new AppError('NOT_FOUND');
    if (actor.body.id !== act.developerBodyId && actor.body.id !== found.bodyId)
      throw new AppError('NOT_FOUND');
    assertRuns(act);
    return this.of(act, protocolId);
  }

  /** For the portal's own work. */
  async of(act: DraftAct, protocolId: string): Promise<ProtocolContext> {
    const protocol = await this.tx.manager.findOneByOrFail(ProtocolRowEntity, { id: protocolId });
    const version = await this.tx.manager.findOneByOrFail(ActVersion, { id: protocol.versionId });
    return { act, version, protocol };
  }

  /** Moves it along its table; `protocol.state` is the state that it must be in. @throws AppError CONFLICT */
  async move(
    actor: Actor,
    { act, version, protocol }: ProtocolContext,
    action: ProtocolAction,
    set: Record<string, unknown> = {},
    data: Record<string, unknown> = {},
  ): Promise<void> {
    protocol.state = await this.transitions.apply({
      machine: PROTOCOL_MACHINE,
      table: 'agreements.protocol',
      id: protocol.id,
      from: protocol.state,
      action,
      actor,
      set: { ...set, revision: protocol.revision + 1 },
      subject: { type: 'draft_act', id: act.id },
      data: { ordinal: version.ordinal, by: personOf(actor), with: protocol.body, ...data },
    });
    protocol.revision += 1;
  }

  /** What is done to it short of moving it, in the record of the act. */
  recordDeed(
    actor: Actor,
    { act, version, protocol }: ProtocolContext,
    action: 'protocol.drawn_up' | 'protocol.written' | 'protocol.meeting',
  ): Promise<void> {
    return this.audit.write({
      subjectType: 'draft_act',
      subjectId: act.id,
      action,
      actor,
      data: { ordinal: version.ordinal, by: personOf(actor), with: protocol.body, id: protocol.id },
    });
  }

  /** Both heads have signed: what it names is not disputed any more. @param at when */
  async settle(actor: Actor, { act, version, protocol }: ProtocolContext, at: Date): Promise<void> {
    const remarks = await this.tx.manager.findBy(RemarkRow, {
      id: In(protocol.rows.map(({ remarkId }) => remarkId)),
      state: In([...DISPUTED]),
    });
    const turn = { deed: 'settled', reasons: '', at, by: null, group: null } as const;
    await this.remarks.say('settle', remarks, turn, { actor, act, version });
  }
}
