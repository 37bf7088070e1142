import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Tx } from '#kernel';
import { ActStore } from '../acts/act-store.js';
import { Deliveries } from './deliveries.js';
import { type ClaimedDelivery, DeliveryClaims } from './delivery-claims.js';
import { DeliveryResults } from './delivery-results.js';
import { EdmsSender } from './edms-sender.js';
import { failed, type WayOutcome } from './way-outcome.js';

const EVERY_MS = 2_000;

/**
 * Carries packages to EDMSs; runs in the worker process, in any number. The table says what is due, the timer only wakes a
 * look at it. An attempt runs outside any transaction, under a claim that runs out by itself: of a worker that is killed the
 * package is carried again, under the same id, by which the EDMS knows it. What came of it is written in one short
 * transaction: the act is locked and looked at anew then, it may have been withdrawn meanwhile.
 */
@Injectable()
export class Courier implements BeforeApplicationShutdown {
  private readonly logger = new Logger('edms');
  private readonly rounds = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly claims: DeliveryClaims,
    private readonly sender: EdmsSender,
    private readonly results: DeliveryResults,
    private readonly deliveries: Deliveries,
    private readonly acts: ActStore,
    private readonly tx: Tx,
  ) {}

  /** Starts the rounds; called by the worker process only. */
  start(): void {
    this.timer = setInterval(() => {
      const round = this.round()
        .catch((error: Error) => this.logger.error(error.stack ?? error.message))
        .finally(() => this.rounds.delete(round));
      this.rounds.add(round);
    }, EVERY_MS);
  }

  /** What is under way is broken off and given back: the next worker carries it at once. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await Promise.all(this.rounds);
  }

  /** Carries what is due until nothing is. Rounds may overlap: a slow EDMS keeps its own waiting, and no other. */
  async round(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const claimed = await this.claims.take();
      if (claimed.length === 0) return;
      await Promise.all(claimed.map((one) => this.carry(one)));
    }
  }

  private async carry(claimed: ClaimedDelivery): Promise<void> {
    const outcome = await this.send(claimed);
    if (this.stopping.signal.aborted && outcome.state !== 'received') return this.claims.giveBack(claimed);
    await this.tx.run(async () => {
      const context = await this.deliveries.lock(claimed);
      await this.results.keep(context, claimed, outcome);
      await this.acts.announce(context.act.id);
    });
  }

  /** What the portal itself stumbles over is told on the card as its own fault, and why in the log. */
  private async send(claimed: ClaimedDelivery): Promise<WayOutcome> {
    try {
      return await this.sender.send(claimed, this.stopping.signal);
    } catch (error) {
      this.logger.error(`package ${claimed.id}: ${error instanceof Error ? error.stack : error}`);
      return failed('portal_failed');
    }
  }
}
