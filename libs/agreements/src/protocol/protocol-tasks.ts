import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { type InboxVerb, PROTOCOL_MACHINE, WRITER_OF } from '#contracts';
import { Inbox } from '#inbox';
import { Sql, Tx } from '#kernel';
import { ActVersion } from '../acts/act-version.entity.js';
import { DraftAct } from '../acts/draft-act.entity.js';
import { taskFace } from '../acts/task-face.js';
import { PEOPLE_OF_ACT } from '../official-use/readers.js';
import { Speakers } from '../remarks/speakers.js';
import { taskKey } from '../remarks/task-key.js';
import { ProtocolRowEntity } from './protocol.entity.js';
import type { ProtocolContext } from './protocol-context.js';
import { ProtocolSides } from './protocol-sides.js';

/** Who finds a protocol in his inbox: who may write in it now, then the heads who have not signed it. */
@Injectable()
export class ProtocolTasks {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly inbox: Inbox,
    private readonly sides: ProtocolSides,
    private readonly speakers: Speakers,
  ) {}

  /** Brings the inbox up to what the protocol says; in the transaction of the change. */
  async follow(context: ProtocolContext): Promise<void> {
    await this.ask(context, 'write_positions', await this.open(context, await this.writers(context)));
    await this.ask(context, 'sign_protocol', await this.open(context, await this.signers(context)));
  }

  /** The same for all protocols of an act that are not at their end. Of an act that has ended nothing is asked. */
  async followAll(actId: string): Promise<void> {
    const protocols = await this.tx.manager.findBy(ProtocolRowEntity, {
      actId,
      state: Not(In([...PROTOCOL_MACHINE.final])),
    });
    if (protocols.length === 0) return;
    const act = await this.tx.manager.findOneByOrFail(DraftAct, { id: actId });
    if (act.withdrawn || act.archivedAt) return;
    for (const protocol of protocols) {
      const version = await this.tx.manager.findOneByOrFail(ActVersion, { id: protocol.versionId });
      await this.follow({ act, version, protocol });
    }
  }

  /** Of the task to sign it. */
  keyOf({ id }: { readonly id: string }): string {
    return taskKey('sign_protocol', id);
  }

  /** Of these those to whom the act is open: who comes into a post is told nothing of a marked one before he is named (775:3). */
  private async open({ act }: ProtocolContext, employeeIds: readonly string[]): Promise<string[]> {
    if (!act.officialUse || employeeIds.length === 0) return [...employeeIds];
    const row = await this.sql.row<{ people: string[] }>(
      `SELECT ${PEOPLE_OF_ACT} AS people FROM agreements.draft_act act WHERE act.id = $1`,
      [act.id],
    );
    return employeeIds.filter((id) => row?.people.includes(id));
  }

  private async writers({ act, protocol }: ProtocolContext): Promise<string[]> {
    const side = WRITER_OF[protocol.state];
    if (side === null) return [];
    if (side === 'developer') return [act.initiatorId];
    const speaker = await this.speakers.asked(act.id, protocol.bodyId);
    return speaker ? [speaker] : [];
  }

  private async signers(context: ProtocolContext): Promise<string[]> {
    const { state, file, developerSignature, bodySignature } = context.protocol;
    if (file === null || (state !== 'to_sign' && state !== 'half_signed')) return [];
    const heads = [
      developerSignature ? undefined : await this.sides.headOf(context, 'developer'),
      bodySignature ? undefined : await this.sides.headOf(context, 'body'),
    ];
    return heads.flatMap((head) => head ?? []);
  }

  private async ask(
    { act, version, protocol }: ProtocolContext,
    verb: Extract<InboxVerb, 'write_positions' | 'sign_protocol'>,
    employeeIds: readonly string[],
  ): Promise<void> {
    const key = taskKey(verb, protocol.id);
    if (employeeIds.length === 0) return this.inbox.close(key, null);
    await this.inbox.askOnly({
      ...taskFace(act, version),
      key,
      verb,
      employeeIds,
      needs: 'action',
      dueAt: null,
    });
  }
}
