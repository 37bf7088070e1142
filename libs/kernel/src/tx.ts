import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

interface Ambient {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
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
    if (this.ambient.getStore()) return work();
    const afterCommit: (() => void)[] = [];
    const result = await this.dataSource.transaction((manager) =>
      this.ambient.run({ manager, afterCommit }, work),
    );
    for (const callback of afterCommit) callback();
    return result;
  }

  /** The entity manager of the open transaction. @throws Error outside one: a programming fault, never a user's. */
  get manager(): EntityManager {
    const open = this.ambient.getStore();
    if (!open) throw new Error('This write must run inside tx.run().');
    return open.manager;
  }

  /** The entity manager of the open transaction, if there is one. */
  get current(): EntityManager | undefined {
    return this.ambient.getStore()?.manager;
  }

  /** Calls back once the open transaction has committed; never when it rolled back. For in-process caches only. */
  onCommit(callback: () => void): void {
    const open = this.ambient.getStore();
    if (!open) throw new Error('onCommit() must be called inside tx.run().');
    open.afterCommit.push(callback);
  }
}
