import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type AccountItem,
  type AccountList,
  type AccountState,
  type AccountsQuery,
  type BodySecondFactor,
  type Duty,
  id,
  type LocalizedText,
} from '#contracts';
import { type Actor, AppError, Clock, decodeCursor, pageFrom, Sql } from '#kernel';
import { fullNameOf } from '../bodies/names.js';
import { heldAt, MAIN_FIRST } from '../posts/held-posts.js';
import { keepsBody, keptBodyOf, refusalToKeep } from './accounts.policy.js';

/** Surname, given name and id of the last account of the page before. */
const keyset = z.tuple([z.string(), z.string(), id]);

interface AccountRow {
  id: string;
  login: string;
  state: AccountState;
  blockedAt: Date | null;
  blockedReason: string | null;
  lastSignInAt: Date | null;
  secondFactor: boolean;
  employeeId: string;
  surname: string;
  givenName: string;
  patronymic: string;
  /** The present main post, or the last one; null where there never was one. */
  post: LocalizedText | null;
  unit: LocalizedText | null;
  body: AccountItem['body'];
  duties: Duty[];
}

const NO_TEXT: LocalizedText = { kk: '', ru: '', en: '' };
const STATE = `CASE WHEN disabled_at IS NOT NULL THEN 'blocked' WHEN activated_at IS NULL THEN 'awaits_activation'
  ELSE 'active' END`;

/** The accounts that somebody keeps. */
@Injectable()
export class AccountsQueries {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  /** In Kazakh order of names. @throws AppError FORBIDDEN for whoever keeps none */
  async list(actor: Actor, { q, state, body, cursor, limit }: AccountsQuery): Promise<AccountList> {
    const kept = keptBodyOf(actor);
    if (kept === undefined) throw new AppError('FORBIDDEN');
    const after = decodeCursor(cursor, keyset) ?? ['', '', '00000000-0000-0000-0000-000000000000'];
    const rows = await this.sql.rowsPlannedAnew<AccountRow>(
      `SELECT account.id, login, ${STATE} AS state, disabled_at AS "blockedAt", disabled_reason AS "blockedReason",
         last_sign_in_at AS "lastSignInAt", employee.id AS "employeeId", surname, given_name AS "givenName",
         patronymic, held.post, held.unit,
         json_build_object('id', body.id, 'name', body.name, 'shortName', body.short_name) AS body,
         EXISTS (SELECT FROM directory.second_factor factor
                 WHERE factor.account_id = account.id AND factor.confirmed_at IS NOT NULL) AS "secondFactor",
         ARRAY(SELECT duty FROM directory.duty_holder holder WHERE holder.employee_id = employee.id) AS duties
       FROM directory.account JOIN directory.employee ON employee.id = account.employee_id
       LEFT JOIN LATERAL (SELECT held.post, unit.name AS unit FROM directory.post_holding held
         JOIN directory.unit ON unit.id = held.unit_id WHERE held.employee_id = employee.id
         ORDER BY ${heldAt('$9')} DESC, ${MAIN_FIRST} LIMIT 1) held ON true
       JOIN directory.state_body body ON body.id = employee.body_id
       WHERE ($1::uuid IS NULL OR employee.body_id = $1) AND ($2::uuid IS NULL OR employee.body_id = $2)
         AND ($3::text IS NULL OR ${STATE} = $3)
         AND ($4::text IS NULL OR strpos(login, lower($4)) > 0
              OR strpos(lower(surname || ' ' || given_name || ' ' || patronymic), lower($4)) > 0)
         AND (surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id) > ($5, $6, $7::uuid)
       ORDER BY surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", employee.id
       LIMIT $8::int + 1`,
      [kept, body ?? null, state ?? null, q || null, ...after, limit, this.clock.now()],
    );
    const page = pageFrom(rows, limit, (row) => [row.surname, row.givenName, row.employeeId]);
    return { ...page, items: page.items.map((row) => viewOf(actor, row)) };
  }

  /** @throws AppError NOT_FOUND for a body whose accounts the actor does not keep */
  async secondFactorOf(actor: Actor, bodyId: string): Promise<BodySecondFactor> {
    if (!keepsBody(actor, bodyId)) throw new AppError('NOT_FOUND');
    const row = await this.sql.row<BodySecondFactor>(
      `SELECT body.second_factor AS policy, body.name, count(account.id)::int AS accounts,
         count(factor.account_id)::int AS enrolled
       FROM directory.state_body body
       LEFT JOIN directory.employee ON employee.body_id = body.id
       LEFT JOIN directory.account ON account.employee_id = employee.id AND disabled_at IS NULL
         AND activated_at IS NOT NULL
       LEFT JOIN directory.second_factor factor ON factor.account_id = account.id AND factor.confirmed_at IS NOT NULL
       WHERE body.id = $1 GROUP BY body.id`,
      [bodyId],
    );
    if (!row) throw new AppError('NOT_FOUND');
    return row;
  }
}

function viewOf(actor: Actor, row: AccountRow): AccountItem {
  const { id, login, state, blockedAt, blockedReason, lastSignInAt, secondFactor, body, duties } = row;
  const { employeeId, post, unit } = row;
  const may = refusalToKeep(actor, { employeeId, bodyId: body.id, duties }) === null;
  return {
    id,
    employee: { id: employeeId, fullName: fullNameOf(row), post: post ?? NO_TEXT, unit: unit ?? NO_TEXT },
    body,
    login,
    state,
    blocked: blockedAt && { at: blockedAt.toISOString(), reason: blockedReason ?? '' },
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    secondFactor,
    can: {
      block: may,
      resetPassword: may && state === 'active',
      resetSecondFactor: may && secondFactor,
    },
  };
}
