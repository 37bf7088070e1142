import { Injectable } from '@nestjs/common';
import { type Machine, targetOf } from '#contracts';
import type { Actor } from '../access/actor.js';
import { AppError } from '../app-error.js';
import { Audit } from '../audit/audit.js';
import { Outbox } from '../outbox/outbox.js';
import { Sql } from './sql.js';
import { Tx } from './tx.js';

export interface TransitionRequest<S extends string, A extends string, R extends string> {
  readonly machine: Machine<S, A, R>;
  /** `schema.table` with the columns `id` and `state`; a constant of the room. */
  readonly table: string;
  readonly id: string;
  readonly from: S;
  readonly action: A;
  /** Who acts; null for a row of the table whose `by` is the portal itself. */
  readonly actor: Actor | null;
  /** Further columns of the row, set in the same statement; names are constants of the room. */
  readonly set?: Record<string, unknown>;
  /** The document whose chain the entry belongs to. */
  readonly subject: { readonly type: string; readonly id: string };
  /** What the record keeps of it besides who, when and what. */
  readonly data?: Record<string, unknown>;
}

/**
 * The only way a state changes. One conditional update, so of two who act at once one wins and the other is told;
 * the audit entry and the outbox event go with it in the same transaction.
 */
@Injectable()
export class Transitions {
  constructor(
    private readonly tx: Tx,
    private readonly sql: Sql,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /** @returns the new state. @throws AppError CONFLICT where the table has no such row or somebody was first. */
  async apply<S extends string, A extends string, R extends string>(
    request: TransitionRequest<S, A, R>,
  ): Promise<S> {
    if (!this.tx.current) throw new Error('A transition must run inside tx.run().');
    const { machine, table, id, from, action } = request;
    const to = targetOf(machine, from, action);
    if (to === undefined) throw new AppError('CONFLICT', { machine: machine.name, state: from, action });
    const columns = Object.entries(request.set ?? {});
    const assignments = columns.map(([column], index) => `, ${column} = $${index + 4}`).join('');
    const touched = await this.sql.execute(
      `UPDATE ${table} SET state = $3${assignments} WHERE id = $1 AND state = $2`,
      [id, from, to, ...columns.map(([, value]) => value)],
    );
    if (touched !== 1) throw new AppError('CONFLICT', { machine: machine.name, state: from, action });
    await this.audit.write({
      subjectType: request.subject.type,
      subjectId: request.subject.id,
      action: `${machine.name}.${action}`,
      actor: request.actor,
      data: { id, from, to, ...request.data },
    });
    await this.outbox.add(`${machine.name}.${action}`, { id, subjectId: request.subject.id });
    return to;
  }

  /**
   * The same for several things in one state that one deed moves: one update, one entry that names them all, one event.
   * Each loses what was read of it before, by its column `revision`.
   * @throws AppError CONFLICT where the table has no such row, or somebody was first with one of them: none is moved
   */
  async applyToAll<S extends string, A extends string, R extends string>(
    request: Omit<TransitionRequest<S, A, R>, 'id' | 'set'> & { readonly ids: readonly string[] },
  ): Promise<void> {
    if (!this.tx.current) throw new Error('A transition must run inside tx.run().');
    const { machine, table, ids, from, action, subject } = request;
    const to = targetOf(machine, from, action);
    if (to === undefined) throw new AppError('CONFLICT', { machine: machine.name, state: from, action });
    const touched = await this.sql.execute(
      `UPDATE ${table} SET state = $3, revision = revision + 1 WHERE id = ANY($1) AND state = $2`,
      [ids, from, to],
    );
    if (touched !== ids.length)
      throw new AppError('CONFLICT', { machine: machine.name, state: from, action });
    await this.audit.write({
      subjectType: subject.type,
      subjectId: subject.id,
      action: `${machine.name}.${action}`,
      actor: request.actor,
      data: { ids, from, to, ...request.data },
    });
    await this.outbox.add(`${machine.name}.${action}`, { ids: [...ids], subjectId: subject.id });
  }
}
