import { Injectable } from '@nestjs/common';
import type { FileRef, Preparation, ProtocolSide, SignBody } from '#contracts';
import { type Actor, AppError, Clock, jsonb, personOf, Tx } from '#kernel';
import { rolesOfStep, Signatures } from '#signing';
import { ActStore } from '../acts/act-store.js';
import { taskKey } from '../remarks/task-key.js';
import { signerIn, statementOn } from '../signing/statement.js';
import { type ProtocolContext, ProtocolStore } from './protocol-store.js';
import { ProtocolTasks } from './protocol-tasks.js';

/** How a statement calls the deed of signing a protocol (docs/adr/0006). */
const KIND = 'disagreement_protocol';

type Signer = ProtocolContext & { actor: Actor; side: ProtocolSide; file: FileRef };

/** The protocol is signed by the heads of both bodies (775:21), as a document, byte for byte. */
@Injectable()
export class ProtocolSigning {
  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly store: ProtocolStore,
    private readonly signatures: Signatures,
    private readonly tasks: ProtocolTasks,
  ) {}

  /** Fixes what the head is to sign. @throws AppError as `sign` */
  prepare(reader: Actor, protocolId: string): Promise<Preparation> {
    return this.tx.run(async () => {
      const { act, version, protocol, actor, file, side } = await this.take(reader, protocolId);
      const first = side === 'developer' ? protocol.bodySignature : protocol.developerSignature;
      return this.signatures.prepare(actor, {
        stepId: deedOf(file, side),
        statement: {
          ...statementOn(act, version),
          step: { id: deedOf(file, side), kind: KIND },
          decision: {
            kind: KIND,
            with: { ...protocol.body },
            meeting: protocol.meeting && { ...protocol.meeting },
            rows: protocol.rows.map(({ point, remark, developer, body }) => ({
              point,
              remark,
              developer: { ...developer },
              body: { ...body },
            })),
          },
          signer: signerIn(actor),
          files: [{ name: file.name, size: file.size, sha256: file.sha256 }],
          earlier: first ? await this.signatures.earlier(act.id, [deedOf(file, OTHER[side])]) : [],
        },
        files: [
          {
            name: file.name,
            size: file.size,
            sha256: file.sha256,
            href: `/api/agreements/protocols/${protocol.id}/file`,
          },
        ],
      });
    });
  }

  /**
   * One head signs; with the second signature the remarks in it are settled.
   * @throws AppError NOT_FOUND, NOT_YOUR_TURN, PROTOCOL_NOT_READY, PROTOCOL_CHANGED where it was fixed anew meanwhile, and what
   *   `Signatures.check` refuses; a signature that can't
   *   be judged now is refused (SIGNATURE_INDETERMINATE), to be given again later
   */
  async sign(reader: Actor, protocolId: string, body: SignBody): Promise<void> {
    const { act, actor, file, side } = await this.tx.run(() => this.take(reader, protocolId));
    const checked = await this.signatures.check(
      actor,
      {
        stepId: deedOf(file, side),
        subject: { type: 'draft_act', id: act.id },
        purpose: { roles: rolesOfStep(KIND, actor.actsFor !== undefined) },
      },
      body,
    );
    if (checked.waitsFor !== null) throw new AppError('SIGNATURE_INDETERMINATE', { code: checked.waitsFor });
    await this.tx.run(async () => {
      const context = await this.take(reader, protocolId);
      // It may have been written anew and fixed again while the signature over its old text was checked.
      if (context.file.id !== file.id) throw new AppError('PROTOCOL_CHANGED');
      const given = {
        by: personOf(context.actor),
        signature: await this.signatures.keep(context.actor, act.id, checked),
      };
      const isDeveloper = context.side === 'developer';
      if (isDeveloper) context.protocol.developerSignature = given;
      else context.protocol.bodySignature = given;
      await this.store.move(context.actor, context, 'sign', {
        [isDeveloper ? 'developer_signature' : 'body_signature']: jsonb(given),
      });
      if (context.protocol.state === 'signed')
        await this.store.settle(context.actor, context, this.clock.now());
      await this.tasks.follow(context);
      await this.acts.finish(act.id);
    });
  }

  /** A head does not sign it so: both sides write it anew, and a signature given so far lapses. */
  async reopen(reader: Actor, protocolId: string, reason: string): Promise<void> {
    await this.tx.run(async () => {
      const context = await this.take(reader, protocolId);
      const returned = { reason, by: personOf(context.actor), at: this.clock.now().toISOString() };
      const set = { returned: jsonb(returned), file: null, developer_signature: null, body_signature: null };
      await this.store.move(context.actor, context, 'reopen', { ...set, changed: true }, { reason });
      Object.assign(context.protocol, { file: null, developerSignature: null, bodySignature: null });
      await this.tasks.follow(context);
      await this.acts.announce(context.act.id);
    });
  }

  /** @throws AppError NOT_FOUND, NOT_YOUR_TURN for who is no head that has to sign it, PROTOCOL_NOT_READY while it is drawn */
  private async take(reader: Actor, protocolId: string): Promise<Signer> {
    const context = await this.store.take(reader, protocolId);
    const { state, file } = context.protocol;
    const signer = await this.store.sides.signer(reader, context);
    if (!signer || (state !== 'to_sign' && state !== 'half_signed')) throw new AppError('NOT_YOUR_TURN');
    if (file === null) throw new AppError('PROTOCOL_NOT_READY');
    return { ...context, ...signer, file };
  }
}

const OTHER: Record<ProtocolSide, ProtocolSide> = { developer: 'body', body: 'developer' };

/** What a signature decides: one deed for each side of each text that was fixed. */
function deedOf(file: FileRef, side: ProtocolSide): string {
  return taskKey('sign_protocol', file.id, side);
}
