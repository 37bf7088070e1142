import { Injectable } from '@nestjs/common';
import type { InboxVerb, Outcome, SignatureMark } from '#contracts';
import { Clock, jsonb, newId, personOf, Tx } from '#kernel';
import { ActStore, type LockedAct } from '../acts/act-store.js';
import { VersionMoves } from '../acts/version-moves.js';
import { BodySuggestion } from './body-suggestion.entity.js';
import { settlementOf } from './outcomes.js';
import { Review } from './review.entity.js';
import { ReviewMoves } from './review-moves.js';
import type { ReviewStepContext } from './step-context.js';
import { Steps } from './steps.js';

/** How the initiator finds an outcome in his inbox. */
const NEWS: Record<Outcome, InboxVerb> = {
  agreed: 'body_agreed',
  with_remarks: 'body_agreed_with_remarks',
  refused: 'body_refused',
};

/** An approving body's head has signed its outcome; the last of them settles the version (775:17-19, 22). */
@Injectable()
export class Settlement {
  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly acts: ActStore,
    private readonly reviews: ReviewMoves,
    private readonly versions: VersionMoves,
    private readonly steps: Steps,
  ) {}

  /** Called in the transaction that keeps the head's signature. */
  async run(context: ReviewStepContext, signature: SignatureMark): Promise<void> {
    const { act, review, actor } = context;
    await this.reviews.move(
      actor,
      context,
      'sign',
      { settled_at: this.clock.now(), signed_by: jsonb(personOf(actor)), signature: jsonb(signature) },
      { outcome: review.outcome, signatureId: signature.id },
    );
    await this.reviews.remarks.place(context);
    if (review.outcome) {
      const verb = NEWS[review.outcome];
      const { id: bodyId, name: bodyName } = review.body;
      await this.steps.tell(context, act.initiatorId, { key: review.id, verb, bodyId, bodyName });
    }
    await this.settle(context);
    await this.acts.finish(act.id);
  }

  /**
   * Ends the version where every body that is asked has signed, and nothing that a body asked of the developer is open.
   * Where nobody is asked any more the initiator has to name somebody. In the open transaction.
   */
  async settle(locked: LockedAct): Promise<void> {
    const { act, version } = locked;
    const all = await this.tx.manager.findBy(Review, { versionId: version.id });
    const asked = all.filter(({ state }) => state !== 'withdrawn');
    const isAskedOf = await this.tx.manager.existsBy(BodySuggestion, {
      versionId: version.id,
      state: 'open',
    });
    if (isAskedOf) return;
    if (asked.length === 0) return this.versions.askInitiator(locked, newId(), 'complete_bodies');
    const settlement = settlementOf(asked.map((one) => (one.state === 'settled' ? one.outcome : null)));
    if (!settlement) return;
    await this.versions.move(null, locked, settlement, { settled_at: this.clock.now() });
    if (settlement === 'settle_agreed') {
      await this.steps.tell(locked, act.initiatorId, { key: version.id, verb: 'all_agreed' });
      await this.versions.askForLetter(locked);
    } else await this.versions.askInitiator(locked, version.id, 'place_new_version');
  }
}
