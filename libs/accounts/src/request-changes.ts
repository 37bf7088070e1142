import { Injectable } from '@nestjs/common';
import {
  ACCOUNT_REQUEST_MACHINE,
  type AccountRequestAction,
  type AccountRequestState,
  type BodyRef,
  type InboxVerb,
  type PersonRef,
} from '#contracts';
import { Directory } from '#directory';
import { Inbox, type NewTask } from '#inbox';
import { type Actor, AppError, Live, newId, Sql, Transitions } from '#kernel';
import type { JudgedRequest } from './account-requests.policy.js';

export interface RequestRow extends JudgedRequest {
  readonly id: string;
  readonly accountId: string | null;
  readonly login: string;
  readonly employee: PersonRef;
  readonly body: BodyRef;
}

const COLUMNS = `id, state, body_id AS "bodyId", requested_by_id AS "requestedById", account_id AS "accountId", login,
  employee, body`;

/** How a request changes: its state, what waits for whom because of it, and who is told. In the open transaction. */
@Injectable()
export class RequestChanges {
  constructor(
    private readonly transitions: Transitions,
    private readonly inbox: Inbox,
    private readonly directory: Directory,
    private readonly live: Live,
    private readonly sql: Sql,
  ) {}

  /** The requests, in the order of their ids; nobody else changes them meanwhile. @throws AppError NOT_FOUND */
  async lock(ids: readonly string[]): Promise<RequestRow[]> {
    const wanted = [...new Set(ids)];
    const rows = await this.sql.rows<RequestRow>(
      `SELECT ${COLUMNS} FROM accounts.request WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
      [wanted],
    );
    if (rows.length !== wanted.length) throw new AppError('NOT_FOUND');
    return rows;
  }

  /** The request that made the account and waits for its owner. */
  lockApprovedOf(accountId: string): Promise<RequestRow | undefined> {
    return this.sql.row<RequestRow>(
      `SELECT ${COLUMNS} FROM accounts.request WHERE account_id = $1 AND state = 'approved' FOR UPDATE`,
      [accountId],
    );
  }

  /** It waits for those who are officers of the authorised body now, and for no others. */
  async askOfficers(request: RequestRow): Promise<void> {
    const officers = await this.directory.holdersOf('authorised_body_officer');
    const others = officers.filter(({ id }) => id !== request.requestedById);
    const task = taskOf(request, request.id, 'decide_account');
    await this.inbox.askOnly({ ...task, needs: 'action', employeeIds: others.map(({ id }) => id) });
  }

  /** @throws AppError CONFLICT where the state allows no such action, or somebody was first */
  async apply(
    actor: Actor | null,
    request: RequestRow,
    action: AccountRequestAction,
    { set = {}, reason = '' }: { set?: Record<string, unknown>; reason?: string } = {},
  ): Promise<AccountRequestState> {
    const { id, state, login } = request;
    const to = await this.transitions.apply({
      machine: ACCOUNT_REQUEST_MACHINE,
      table: 'accounts.request',
      id,
      from: state,
      action,
      actor,
      set,
      subject: { type: 'account_request', id },
      data: { login, employeeId: request.employee.id, ...(reason === '' ? {} : { reason }) },
    });
    await this.inbox.close(id, actor);
    return to;
  }

  /** Whoever asked gives the code to its owner; until he has used it, that is to be done. */
  async askForHandOver(request: RequestRow): Promise<void> {
    const task = taskOf(request, request.id, 'give_activation_code');
    await this.inbox.put({ ...task, needs: 'action', employeeIds: [request.requestedById] });
  }

  /** Whoever asked is told what became of it. */
  async tellRequester(request: RequestRow, verb: InboxVerb): Promise<void> {
    // Each thing that is told stays until it is read, whatever the request becomes.
    const task = taskOf(request, newId(), verb);
    await this.inbox.put({ ...task, needs: 'information', employeeIds: [request.requestedById] });
  }

  /** The lists of those who read the request are out of date. */
  async announce({ bodyId }: Pick<RequestRow, 'bodyId'>): Promise<void> {
    const readers = await Promise.all([
      this.directory.holdersOf('authorised_body_officer'),
      this.directory.holdersOf('coordinator', bodyId),
    ]);
    const ids = readers.flat().map(({ id }) => id);
    await this.live.publish({ topic: 'accounts', subjectId: null }, ids);
  }
}

function taskOf(
  { id, bodyId, employee, login, body }: RequestRow,
  key: string,
  verb: InboxVerb,
): Omit<NewTask, 'needs' | 'employeeIds'> {
  return {
    key,
    verb,
    room: 'accounts',
    subjectId: id,
    subjectKind: 'account_request',
    title: `${employee.fullName}, ${login}`,
    titleLanguage: 'kk',
    number: null,
    bodyId,
    bodyName: body.shortName,
    dueAt: null,
  };
}
