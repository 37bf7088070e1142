import type { ActCard, InboxItem, SignBody } from '#contracts';
import type { Signer } from '../../../../signing';
import { Store } from '../../../../store';
import { base64Of } from '../base64';
import type { Prepared } from '../prepare-signature';
import { preparationRetryOf, type Retry, retryOf } from '../retry';
import { failureOf, type SignFailure } from '../sign-failure';

/** How many are prepared, or sent, at the same time. */
const AT_ONCE = 3;

/** What is to be signed for one item, and the step that it decides. */
export interface Ready {
  /** The act as it was when it was prepared */
  card: ActCard;
  stepId: string;
  prepared: Prepared;
}

/** What the portal did with a signature that it took. */
export interface Taken {
  /** ISO instant; null while the signature waits for its check */
  signedAt: string | null;
  /** Number of the act, which the signature may have given to it */
  number: string | null;
}

export type RowState =
  | { at: 'waiting' | 'preparing' | 'ready' | 'signing' | 'sending' }
  | ({ at: 'done' | 'held' } & Taken)
  | { at: 'failed'; failure: SignFailure; retry: Retry };

/** One of the documents, with how far it has come. */
export interface BulkRow {
  item: InboxItem;
  state: RowState;
  ready: Ready | null;
  /** A signature that was made, until the portal has answered */
  made: SignBody | null;
}

/** What is done with one document; by the portal's own addresses, and by doubles in tests. */
export interface BulkWork {
  prepare: (item: InboxItem, signal: AbortSignal) => Promise<Ready>;
  send: (item: InboxItem, ready: Ready, body: SignBody) => Promise<Taken>;
}

/**
 * Many documents, one key: each is prepared, compared, signed and sent by itself, and what happens to one does nothing
 * to the others. Nothing is decided but by a signature that the portal took, so it may end at any moment.
 */
export class BulkSigning {
  readonly rows: Store<readonly BulkRow[]>;
  private readonly abort = new AbortController();
  private stopped = false;

  constructor(
    items: readonly InboxItem[],
    private readonly work: BulkWork,
  ) {
    this.rows = new Store<readonly BulkRow[]>(
      items.map((item) => ({ item, state: { at: 'waiting' }, ready: null, made: null })),
    );
  }

  /** Prepares what waits, and anew what failed before it was on its way. @returns how many are ready to be signed */
  async prepare(): Promise<number> {
    const due = this.those(({ state }) => state.at === 'waiting' || isRetried(state, ['prepare', 'key']));
    for (const row of due) this.change(row.item.id, { state: { at: 'waiting' }, ready: null, made: null });
    await eachOf(due, ({ item }) => this.prepareOne(item));
    return this.those(({ state }) => state.at === 'ready').length;
  }

  /**
   * Signs all that are ready, and sends each signature as soon as it is made. A key that fails leaves those that it did
   * not reach ready.
   * @throws KeyFileError, NcaLayerError
   */
  async sign(signer: Signer): Promise<void> {
    this.stopped = false;
    const due = this.those(({ state }) => state.at === 'ready');
    for (const { item } of due) this.change(item.id, { state: { at: 'signing' } });
    const sending = new Set<Promise<void>>();
    let place = 0;
    try {
      const manifests = due.flatMap(({ ready }) => (ready ? [ready.prepared.manifest] : []));
      for await (const signature of signer.sign(manifests)) {
        const row = due[place];
        if (this.stopped || !row?.ready) break;
        place += 1;
        const { id: preparationId } = row.ready.prepared.preparation;
        const made = { preparationId, origin: signer.origin, signature: base64Of(signature) };
        this.change(row.item.id, { made });
        const sent = this.send(row.item.id).finally(() => sending.delete(sent));
        sending.add(sent);
        if (sending.size >= AT_ONCE) await Promise.race(sending);
      }
    } finally {
      for (const { item } of due.slice(place)) this.change(item.id, { state: { at: 'ready' } });
      await Promise.all(sending);
    }
  }

  /** Sends again the signatures of which it is not known whether they arrived: each is taken once. */
  resend(): Promise<void> {
    return eachOf(
      this.those(({ state }) => isRetried(state, ['send'])),
      ({ item }) => this.send(item.id),
    );
  }

  /** Begins no more; what is on its way comes to its end. */
  stop(): void {
    this.stopped = true;
  }

  /** Leaves everything as it is: nobody looks any more. */
  leave(): void {
    this.stop();
    this.abort.abort();
  }

  private async prepareOne(item: InboxItem): Promise<void> {
    this.change(item.id, { state: { at: 'preparing' } });
    try {
      const ready = await this.work.prepare(item, this.abort.signal);
      this.change(item.id, { state: { at: 'ready' }, ready });
    } catch (error) {
      this.fail(item.id, error, preparationRetryOf(error));
    }
  }

  private async send(id: string): Promise<void> {
    const row = this.those(({ item }) => item.id === id)[0];
    if (!row?.ready || !row.made) return;
    this.change(id, { state: { at: 'sending' } });
    try {
      const taken = await this.work.send(row.item, row.ready, row.made);
      this.change(id, { state: { at: taken.signedAt ? 'done' : 'held', ...taken }, made: null });
    } catch (error) {
      this.fail(id, error, retryOf(error));
    }
  }

  private fail(id: string, error: unknown, retry: Retry): void {
    this.change(id, { state: { at: 'failed', failure: failureOf(error), retry } });
  }

  private those(which: (row: BulkRow) => boolean): BulkRow[] {
    return this.rows.get().filter(which);
  }

  private change(id: string, change: Partial<BulkRow>): void {
    this.rows.set(this.rows.get().map((row) => (row.item.id === id ? { ...row, ...change } : row)));
  }
}

/** What did not come about, and may when it is tried again. */
export function isRetriable({ state }: BulkRow): boolean {
  return state.at === 'ready' || (state.at === 'failed' && state.retry !== 'none');
}

export function needsOtherKey({ state }: BulkRow): boolean {
  return state.at === 'failed' && state.retry === 'key';
}

function isRetried(state: RowState, how: readonly Retry[]): boolean {
  return state.at === 'failed' && how.includes(state.retry);
}

/** Does a deed for each, a few at a time, in their order. The deed throws nothing. */
async function eachOf<T>(all: readonly T[], deed: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const line = async () => {
    for (const one of left) await deed(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}
