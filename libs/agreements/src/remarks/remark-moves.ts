import { Injectable } from '@nestjs/common';
import { REMARK_MACHINE, type RemarkAction, type RemarkTurn } from '#contracts';
import { type Actor, jsonb, personOf, Sql, Transitions } from '#kernel';
import type { RemarkRow } from './remark.entity.js';

/** What of a remark a move needs to know. */
export type MovedRemark = Pick<RemarkRow, 'id' | 'state'>;

/** Whose deed it is, on which act and version. */
export interface MovingDeed {
  /** Null: the portal itself. */
  readonly actor: Actor | null;
  readonly act: { readonly id: string };
  readonly version: { readonly ordinal: number };
}

/** The only way in which the state of remarks changes: all remarks of a deed at once, in its transaction. */
@Injectable()
export class RemarkMoves {
  constructor(
    private readonly sql: Sql,
    private readonly transitions: Transitions,
  ) {}

  /** @throws AppError CONFLICT where the table has no such row for one of them, or somebody was first */
  async apply(
    action: RemarkAction,
    remarks: readonly MovedRemark[],
    { actor, act, version }: MovingDeed,
  ): Promise<void> {
    for (const [from, ids] of byState(remarks)) {
      await this.transitions.applyToAll({
        machine: REMARK_MACHINE,
        table: 'agreements.remark',
        ids,
        from,
        action,
        actor,
        subject: { type: 'draft_act', id: act.id },
        data: { ordinal: version.ordinal, by: actor && personOf(actor) },
      });
    }
  }

  /** Moves them with what was said: a turn of the talk. @throws AppError as `apply` */
  async say(
    action: RemarkAction,
    remarks: readonly MovedRemark[],
    turn: Omit<RemarkTurn, 'at'> & { readonly at: Date },
    deed: MovingDeed,
  ): Promise<void> {
    await this.apply(action, remarks, deed);
    await this.sql.execute(
      `UPDATE agreements.remark SET turns = turns || $2::jsonb, answer_draft = NULL WHERE id = ANY($1)`,
      [remarks.map(({ id }) => id), jsonb([{ ...turn, at: turn.at.toISOString() }])],
    );
  }
}

function byState(remarks: readonly MovedRemark[]): Map<RemarkRow['state'], string[]> {
  const found = new Map<RemarkRow['state'], string[]>();
  for (const { id, state } of remarks) found.set(state, [...(found.get(state) ?? []), id]);
  return found;
}
