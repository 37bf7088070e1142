import { Injectable } from '@nestjs/common';
import { type InboxVerb, WRITER_OF } from '#contracts';
import { Inbox } from '#inbox';
import { markedNumber } from '../acts/numbers.js';
import { taskKey } from '../remarks/task-key.js';
import { ProtocolSides } from './protocol-sides.js';
import type { ProtocolContext } from './protocol-store.js';

/** Who finds a protocol in his inbox: who may write in it now, then the heads who have not signed it. */
@Injectable()
export class ProtocolTasks {
  constructor(
    private readonly inbox: Inbox,
    private readonly sides: ProtocolSides,
  ) {}

  /** Brings the inbox up to what the protocol says; in the transaction of the change. */
  async follow(context: ProtocolContext): Promise<void> {
    await this.ask(context, 'write_positions', await this.writers(context));
    await this.ask(context, 'sign_protocol', await this.signers(context));
  }

  /** Of the task to sign it. */
  keyOf({ id }: { readonly id: string }): string {
    return taskKey('sign_protocol', id);
  }

  private async writers({ act, protocol }: ProtocolContext): Promise<string[]> {
    const side = WRITER_OF[protocol.state];
    if (side === null) return [];
    if (side === 'developer') return [act.initiatorId];
    return (await this.sides.talkers(act.id, protocol.bodyId)).slice(0, 1).map(({ id }) => id);
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
      room: 'agreements',
      subjectId: act.id,
      subjectKind: act.kind,
      title: version.title,
      titleLanguage: version.language,
      titleHidden: act.officialUse,
      number: markedNumber(act.number, version.ordinal),
      bodyId: act.developerBody.id,
      bodyName: act.developerBody.name,
      key,
      verb,
      employeeIds,
      needs: 'action',
      dueAt: null,
    });
  }
}
