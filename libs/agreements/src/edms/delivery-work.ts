import { Injectable } from '@nestjs/common';
import { Outbox, type OutboxPayload, Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { ActVersion } from '../acts/act-version.entity.js';
import { Submission } from '../package/submission.entity.js';
import type { SubmissionContext } from '../package/submission-moves.js';
import { DELIVER } from './deliveries.js';
import { Delivery } from './delivery.entity.js';
import { DeliveryPlaces } from './delivery-places.js';
import { DeliveryResults } from './delivery-results.js';
import { EdmsSender } from './edms-sender.js';

/** How long an attempt waits that found no place, milliseconds. */
const PLACE_TAKEN_MS = 15_000;

/**
 * The attempts: jobs of the outbox, which never fail for what an EDMS does. The act is locked only after the sending, and
 * looked at anew then: it may have been withdrawn meanwhile.
 */
@Injectable()
export class DeliveryWork {
  constructor(
    private readonly outbox: Outbox,
    private readonly tx: Tx,
    private readonly acts: ActStore,
    private readonly places: DeliveryPlaces,
    private readonly sender: EdmsSender,
    private readonly results: DeliveryResults,
  ) {
    outbox.on(DELIVER, (payload) => this.attempt(payload));
  }

  private async attempt(payload: OutboxPayload): Promise<void> {
    const delivery = await this.dueNow(String(payload['id']));
    const file = delivery && (await this.submission(delivery.id)).packageFile;
    if (!delivery || !file) return;
    if (!(await this.places.take(delivery.bodyId))) {
      await this.outbox.add(DELIVER, payload, this.results.inMs(PLACE_TAKEN_MS));
      return;
    }
    const outcome = await this.sender.send(delivery, file);
    const context = await this.lock(String(payload['actId']), delivery.id);
    const again = await this.results.keep(context, outcome);
    if (again) await this.outbox.add(DELIVER, payload, again);
    await this.acts.announce(context.act.id);
  }

  /** An attempt that was brought forward leaves the later one with nothing to do. */
  private async dueNow(id: string): Promise<Delivery | undefined> {
    const delivery = await this.tx.manager.findOneBy(Delivery, { id });
    if (delivery?.state !== 'waiting' && delivery?.state !== 'sent') return undefined;
    return this.results.isDue(delivery) ? delivery : undefined;
  }

  private submission(id: string): Promise<Submission> {
    return this.tx.manager.findOneByOrFail(Submission, { id });
  }

  private async lock(actId: string, id: string): Promise<SubmissionContext> {
    const act = await this.acts.lockUnseen(actId);
    if (!act) throw new Error(`The act ${actId} of a package is not there.`);
    const submission = await this.submission(id);
    const version = await this.tx.manager.findOneByOrFail(ActVersion, { id: submission.versionId });
    return { act, version, submission };
  }
}
