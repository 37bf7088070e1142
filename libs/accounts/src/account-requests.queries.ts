import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type AccountRequest,
  type AccountRequestList,
  type AccountRequestsQuery,
  id,
  type PersonRef,
} from '#contracts';
import { type Actor, AppError, decodeCursor, pageFrom, Sql } from '#kernel';
import { canOf, type JudgedRequest, mayRead, readBodyOf } from './account-requests.policy.js';

const keyset = z.tuple([id]);
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface RequestRow
  extends Pick<AccountRequest, 'id' | 'employee' | 'body' | 'login' | 'reason' | 'accountId'>,
    JudgedRequest {
  requestedBy: PersonRef;
  requestedAt: Date;
  decidedBy: PersonRef | null;
  decidedAt: Date | null;
  decisionReason: string;
  expiresAt: Date | null;
}

const REQUESTS = `
  SELECT id, state, body_id AS "bodyId", requested_by_id AS "requestedById", employee, body, login, reason,
    account_id AS "accountId", requested_by AS "requestedBy", requested_at AS "requestedAt",
    decided_by AS "decidedBy", decided_at AS "decidedAt", decision_reason AS "decisionReason",
    expires_at AS "expiresAt"
  FROM accounts.request`;

/** Requests as the web shows them. */
@Injectable()
export class AccountRequestsQueries {
  constructor(private readonly sql: Sql) {}

  /** The newest first. @throws AppError FORBIDDEN for whoever reads none */
  async list(actor: Actor, { state, cursor, limit }: AccountRequestsQuery): Promise<AccountRequestList> {
    const read = readBodyOf(actor);
    if (read === undefined) throw new AppError('FORBIDDEN');
    const [before] = decodeCursor(cursor, keyset) ?? [AFTER_ALL];
    const rows = await this.sql.rowsPlannedAnew<RequestRow>(
      `${REQUESTS} WHERE ($1::uuid IS NULL OR body_id = $1) AND ($2::text IS NULL OR state = $2) AND id < $3
       ORDER BY id DESC LIMIT $4::int + 1`,
      [read, state ?? null, before, limit],
    );
    const page = pageFrom(rows, limit, (row) => [row.id]);
    return { ...page, items: page.items.map((row) => viewOf(actor, row)) };
  }

  /** @throws AppError NOT_FOUND, also for one that the actor may not read */
  async one(actor: Actor, requestId: string): Promise<AccountRequest> {
    const row = await this.sql.row<RequestRow>(`${REQUESTS} WHERE id = $1`, [requestId]);
    if (!row || !mayRead(actor, row)) throw new AppError('NOT_FOUND');
    return viewOf(actor, row);
  }
}

function viewOf(actor: Actor, row: RequestRow): AccountRequest {
  const { state, employee, body, login, reason, accountId, decidedBy, decidedAt } = row;
  return {
    id: row.id,
    state,
    employee,
    body,
    login,
    reason,
    requested: { at: row.requestedAt.toISOString(), by: row.requestedBy },
    decided:
      decidedBy && decidedAt
        ? { at: decidedAt.toISOString(), by: decidedBy, reason: row.decisionReason }
        : null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    accountId,
    can: canOf(actor, row),
  };
}
