import { Injectable } from '@nestjs/common';
import type { Preparation, ProtocolSide, SignBody } from '#contracts';
import { type Actor, Tx } from '#kernel';
import { rolesOfStep, Signatures } from '#signing';
import { signerIn, statementOn } from '../signing/statement.js';
import { type SignedDeed, WaitingDeeds } from '../signing/waiting-deeds.js';
import { deedOf, ProtocolHeads, type Signer } from './protocol-heads.js';

/** How a statement calls the deed of signing a protocol (docs/adr/0006). */
const KIND = 'disagreement_protocol';

/** The protocol is signed by the heads of both bodies (775:21), as a document, byte for byte. */
@Injectable()
export class ProtocolSigning {
  constructor(
    private readonly tx: Tx,
    private readonly heads: ProtocolHeads,
    private readonly signatures: Signatures,
    private readonly waiting: WaitingDeeds,
  ) {
    waiting.on('protocol', async (actor, { stepId }, id) =>
      this.waitingDeed(await heads.takeSigned(actor, id, stepId)),
    );
  }

  /** Fixes what the head is to sign. @throws AppError as `sign` */
  prepare(reader: Actor, protocolId: string): Promise<Preparation> {
    return this.tx.run(async () => {
      const { act, version, protocol, actor, file, side } = await this.heads.take(reader, protocolId);
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
   * One head signs. The check needs no lock and is done first, as with a step of the route; a signature that cannot be
   * judged yet is kept waiting, and the protocol stays to be signed by him.
   * @throws AppError NOT_FOUND, NOT_YOUR_TURN, PROTOCOL_NOT_READY, SIGNATURE_WAITS, PROTOCOL_CHANGED where it was fixed anew
   *   meanwhile, and what `Signatures.check` refuses
   */
  async sign(reader: Actor, protocolId: string, body: SignBody): Promise<void> {
    const { act, actor, file, side } = await this.tx.run(() => this.heads.take(reader, protocolId));
    const stepId = deedOf(file, side);
    const checked = await this.signatures.check(
      actor,
      {
        stepId,
        subject: { type: 'draft_act', id: act.id },
        purpose: { roles: rolesOfStep(KIND, actor.actsFor !== undefined) },
      },
      body,
    );
    await this.tx.run(async () => {
      const signer = await this.heads.takeSigned(reader, protocolId, stepId);
      if (checked.waitsFor !== null) {
        const of = { kind: 'protocol', id: protocolId } as const;
        return this.waiting.hold(this.waitingDeed(signer), of, checked, checked.waitsFor);
      }
      return this.heads.sign(signer, await this.signatures.keep(signer.actor, act.id, checked));
    });
  }

  /** A head does not sign it so: both sides write it anew, and what was signed so far lapses. */
  async reopen(reader: Actor, protocolId: string, reason: string): Promise<void> {
    await this.tx.run(async () => this.heads.reopen(await this.heads.take(reader, protocolId), reason));
  }

  private waitingDeed(signer: Signer): SignedDeed {
    const { protocol, side } = signer;
    return {
      actor: signer.actor,
      pending: side === 'developer' ? protocol.developerPending : protocol.bodyPending,
      show: (pending) => this.heads.showPending(signer, pending),
      follow: (mark) => this.heads.sign(signer, mark),
    };
  }
}

const OTHER: Record<ProtocolSide, ProtocolSide> = { developer: 'body', body: 'developer' };
