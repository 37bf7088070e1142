import { Injectable } from '@nestjs/common';
import type { FileRef, PendingSignature, ProtocolSide, SignatureMark } from '#contracts';
import { Inbox } from '#inbox';
import { type Actor, AppError, Clock, holderOf, jsonb, personOf, Sql } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { taskKey } from '../remarks/task-key.js';
import type { ProtocolContext } from './protocol-context.js';
import { ProtocolStore } from './protocol-store.js';
import { ProtocolTasks } from './protocol-tasks.js';

/** A protocol with the document that a head is to sign, as he acts, and for which side. */
export type Signer = ProtocolContext & {
  readonly actor: Actor;
  readonly side: ProtocolSide;
  readonly file: FileRef;
};

/** The columns of each side. */
const COLUMNS: Readonly<Record<ProtocolSide, { signature: string; pending: string }>> = {
  developer: { signature: 'developer_signature', pending: 'developer_pending' },
  body: { signature: 'body_signature', pending: 'body_pending' },
};

/** What the signature of a head does to a protocol (775:21). Everything runs in the open transaction. */
@Injectable()
export class ProtocolHeads {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly inbox: Inbox,
    private readonly acts: ActStore,
    private readonly store: ProtocolStore,
    private readonly tasks: ProtocolTasks,
  ) {}

  /** @throws AppError NOT_FOUND, NOT_YOUR_TURN for who is no head that has to sign it, PROTOCOL_NOT_READY while it is drawn */
  async take(reader: Actor, protocolId: string): Promise<Signer> {
    const context = await this.store.take(reader, protocolId);
    const { state, file } = context.protocol;
    const signer = await this.store.sides.signer(reader, context);
    if (!signer || (state !== 'to_sign' && state !== 'half_signed')) throw new AppError('NOT_YOUR_TURN');
    if (file === null) throw new AppError('PROTOCOL_NOT_READY');
    return { ...context, ...signer, file };
  }

  /**
   * As `take`, for a signature that was made over a text.
   * @param deedId of the text, see `deedOf`
   * @throws AppError PROTOCOL_CHANGED where it was written anew meanwhile, though it be fixed again
   */
  async takeSigned(reader: Actor, protocolId: string, deedId: string): Promise<Signer> {
    const signer = await this.take(reader, protocolId);
    if (deedOf(signer.file, signer.side) !== deedId) throw new AppError('PROTOCOL_CHANGED');
    return signer;
  }

  /** One head has signed; with the second signature the remarks in it are settled. */
  async sign(signer: Signer, signature: SignatureMark): Promise<void> {
    const { actor, side, act, protocol } = signer;
    const given = { by: personOf(actor), signature };
    if (side === 'developer') protocol.developerSignature = given;
    else protocol.bodySignature = given;
    const columns = COLUMNS[side];
    await this.store.move(actor, signer, 'sign', {
      [columns.signature]: jsonb(given),
      [columns.pending]: null,
    });
    if (protocol.state === 'signed') await this.store.settle(actor, signer, this.clock.now());
    await this.tasks.follow(signer);
    await this.acts.finish(act.id);
  }

  /** The card and the inbox say what became of a signature that could not be judged at once. */
  async showPending({ act, protocol, side, actor }: Signer, pending: PendingSignature): Promise<void> {
    await this.sql.update('agreements.protocol', protocol.id, { [COLUMNS[side].pending]: jsonb(pending) });
    const since = pending.state === 'waiting' ? new Date(pending.since) : null;
    await this.inbox.waits(this.tasks.keyOf(protocol), since, holderOf(actor).employeeId);
    await this.acts.announce(act.id);
  }

  /** A head does not sign it so: both sides write it anew, and what was signed so far lapses. */
  async reopen(signer: Signer, reason: string): Promise<void> {
    const { actor, act, protocol } = signer;
    const returned = { reason, by: personOf(actor), at: this.clock.now().toISOString() };
    const nothing = {
      developer_signature: null,
      body_signature: null,
      developer_pending: null,
      body_pending: null,
    };
    await this.store.move(
      actor,
      signer,
      'reopen',
      { returned: jsonb(returned), file: null, changed: true, ...nothing },
      { reason },
    );
    Object.assign(protocol, { file: null, developerSignature: null, bodySignature: null });
    await this.tasks.follow(signer);
    await this.acts.announce(act.id);
  }
}

/** What a signature decides: one deed for each side of each text that was fixed. */
export function deedOf(file: FileRef, side: ProtocolSide): string {
  return taskKey('sign_protocol', file.id, side);
}
