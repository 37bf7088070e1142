import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

interface Ambient {
  readonly manager: EntityManager;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void)[];
  /** Set when it has committed or rolled back: what still runs in it then was not waited for. */
  over: boolean;
}

/**
 * Transactions are ambient: whatever runs inside `run` shares one, however deep the call. There is no other way
 * to write, so a change, its audit entry, its event and its inbox rows cannot be parted.
 */
@Injectable()
export class Tx {
  private readonly ambient = new AsyncLocalStorage<Ambient>();

  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in the open transaction, or in a new one that commits when it resolves and rolls back when it throws. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.open) return work();
    const afterCommit: (() => void)[] = [];
    const result = await this.dataSource.transaction(async (manager) => {
      const ambient: Ambient = { manager, beforeCommit: [], afterCommit, over: false };
      try {
        return await this.ambient.run(ambient, async () => {
          const done = await work();
          for (const callback of ambient.beforeCommit) await callback();
          return done;
        });
      } finally {
        ambient.over = true;
      }
    });
    for (const callback of afterCommit) callback();
    return result;
  }

  /** The entity manager of the open transaction. @throws Error outside one: a programming fault, never a user's. */
  get manager(): EntityManager {
    const { open } = this;
    if (!open) throw new Error('This write must run inside tx.run().');
    return open.manager;
  }

  /**
   * The entity manager of the open transaction, if there is one.
   * @throws Error in what a transaction started and did not wait for: its writes would be neither in nor out
   */
  get current(): EntityManager | undefined {
    if (this.ambient.getStore()?.over)
      throw new Error('The transaction is over: this was not awaited in it.');
    return this.open?.manager;
  }

  /** Calls back at the end of the open transaction, still in it, when all its work is done; never when that threw. */
  beforeCommit(callback: () => Promise<void>): void {
    const { open } = this;
    if (!open) throw new Error('beforeCommit() must be called inside tx.run().');
    open.beforeCommit.push(callback);
  }

  /** Calls back once the open transaction has committed; never when it rolled back. For in-process caches only. */
  onCommit(callback: () => void): void {
    const { open } = this;
    if (!open) throw new Error('onCommit() must be called inside tx.run().');
    open.afterCommit.push(callback);
  }

  private get open(): Ambient | undefined {
    const ambient = this.ambient.getStore();
    return ambient?.over ? undefined : ambient;
  }
}
