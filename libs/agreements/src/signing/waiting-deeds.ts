import { Injectable } from '@nestjs/common';
import type { PendingSignature, SignatureMark } from '#contracts';
import { type Actor, AppError, Outbox, type OutboxPayload, personOf } from '#kernel';
import { type CheckedSignature, type SignatureCode, type SignatureTarget, WaitingSignatures } from '#signing';

const TOPIC = 'signature.waiting';

/** What a signature decides, taken with its act locked: a step of the route, or a side of a protocol. */
export interface SignedDeed {
  /** The signer as he acts in it. */
  readonly actor: Actor;
  /** What is shown now of a signature for it. */
  readonly pending: PendingSignature | null;
  /** Has the card and the inbox say what became of a signature. */
  show(pending: PendingSignature): Promise<void>;
  /** The signature counts: what follows from it. */
  follow(mark: SignatureMark): Promise<void>;
}

export type DeedKind = 'step' | 'protocol';
/** @throws AppError where it is decided, called off, changed, or another's by now: the signature is not needed any more */
type TakeDeed = (actor: Actor, target: SignatureTarget, id: string) => Promise<SignedDeed>;

/**
 * Signatures that cannot be judged yet: what they would decide stays open, the portal asks again, and the card says what
 * for. The same for all that is signed.
 */
@Injectable()
export class WaitingDeeds {
  private readonly kinds = new Map<DeedKind, TakeDeed>();

  constructor(
    private readonly outbox: Outbox,
    private readonly waiting: WaitingSignatures,
  ) {
    outbox.on(TOPIC, (payload) => this.askAgain(payload));
  }

  /** Names how deeds of a kind are taken. */
  on(kind: DeedKind, take: TakeDeed): void {
    this.kinds.set(kind, take);
  }

  /**
   * Keeps the signature waiting, in the transaction in which its deed was taken. One that waited for the deed gives way
   * to that of another key.
   * @throws AppError SIGNATURE_WAITS where one by the same key waits already: nothing would come of a second
   */
  async hold(
    { actor, pending, show }: Omit<SignedDeed, 'follow'>,
    of: { readonly kind: DeedKind; readonly id: string },
    checked: CheckedSignature,
    code: SignatureCode,
  ): Promise<void> {
    const certificateSerial = checked.proof.report.signer?.serial ?? '';
    if (pending?.state === 'waiting' && pending.certificateSerial === certificateSerial) {
      throw new AppError('SIGNATURE_WAITS', { since: pending.since });
    }
    const { since, again } = await this.waiting.hold(actor, checked, code);
    await this.outbox.add(TOPIC, { id: checked.preparationId, kind: of.kind, of: of.id }, again);
    await show({
      state: 'waiting',
      code,
      since: since.toISOString(),
      by: personOf(actor),
      certificateSerial,
    });
  }

  /**
   * The job: asks about one signature again, and decides its deed, opens it anew or waits on. Runs in a transaction of
   * the outbox, so what it finds and what follows from it stand or fall together; the act is locked only after the
   * asking, before anything else is, and the signature looked for once more, since it may have been replaced meanwhile.
   */
  private async askAgain(payload: OutboxPayload): Promise<void> {
    const id = String(payload['id']);
    const waiting = await this.waiting.find(id);
    if (waiting === undefined) return;
    const { actor, target, since } = waiting;
    const outcome = await this.waiting.ask(waiting);
    const deed = await this.take(actor, target, payload);
    if ((await this.waiting.find(id)) === undefined) return;
    if (deed instanceof AppError) {
      await this.waiting.drop(id, actor, target, deed.code);
      return;
    }
    const certificateSerial = deed.pending?.certificateSerial ?? '';
    const shown = { since: since.toISOString(), by: personOf(actor), certificateSerial };
    switch (outcome.state) {
      case 'valid':
        await deed.follow(await this.waiting.keep(waiting, outcome.proof));
        break;
      case 'refused':
        await this.waiting.refuse(waiting, outcome.code);
        await deed.show({ state: 'refused', code: outcome.code, ...shown });
        break;
      case 'waiting':
        await this.outbox.add(
          TOPIC,
          payload,
          await this.waiting.waitOn(waiting, outcome.code, outcome.proof),
        );
        if (outcome.code !== waiting.code) {
          await deed.show({ state: 'waiting', code: outcome.code, ...shown });
        }
    }
  }

  /** A job that names no kind is of before there were others than steps. */
  private async take(
    actor: Actor,
    target: SignatureTarget,
    { kind = 'step', of = target.stepId }: OutboxPayload,
  ): Promise<SignedDeed | AppError> {
    const take = this.kinds.get(kind as DeedKind);
    if (!take) throw new Error(`Nobody takes deeds of the kind ${kind}.`);
    try {
      return await take(actor, target, String(of));
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }
}
