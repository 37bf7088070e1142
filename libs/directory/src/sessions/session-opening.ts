import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { PendingSignIn, SessionView } from '#contracts';
import { Clock, oversightOf, recordReach } from '#kernel';
import { keptBodyOf, mayRequestAccounts } from '../accounts/accounts.policy.js';
import { importScopeOf } from '../import/import.policy.js';
import { SecondStep } from '../second-factor/second-step.js';
import { setToken } from './session-cookie.js';
import { type OpenSession, type ProvenAccount, Sessions } from './sessions.js';

/** What every way to sign in ends with: a session in the browser's cookie. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly sessions: Sessions,
    private readonly step: SecondStep,
    private readonly clock: Clock,
  ) {}

  /** A session, or with 202 what is still asked for. @throws AppError as `Sessions.begin` */
  async beginOrAsk(
    request: Request,
    response: Response,
    account: ProvenAccount,
  ): Promise<SessionView | PendingSignIn> {
    const pending = await this.step.after(account);
    if (!pending) return this.begin(request, response, account);
    response.status(202);
    return pending;
  }

  /** Always a new session; the one that the browser had is over. @throws AppError as `Sessions.begin` */
  async begin(request: Request, response: Response, account: ProvenAccount): Promise<SessionView> {
    const before = await this.sessions.open(request);
    const { token, session } = await this.sessions.begin(account, {
      userAgent: request.get('user-agent') ?? '',
      address: request.ip ?? '',
    });
    if (before) await this.sessions.end(before);
    setToken(response, token);
    return this.viewOf(session);
  }

  viewOf({ actor, csrfToken }: OpenSession): SessionView {
    const { employeeId, login, fullName, iin, shortName, post, postKind, unit, body, duties } = actor;
    return {
      csrfToken,
      serverTime: this.clock.now().toISOString(),
      employee: {
        id: employeeId,
        login,
        fullName,
        iin,
        shortName,
        post,
        postKind,
        unit,
        body: { id: body.id, name: body.name, shortName: body.shortName, bin: body.bin },
      },
      duties: [...duties],
      standsInFor: actor.standsInFor.map(({ employeeId: id, fullName, shortName, until, rooms }) => ({
        id,
        fullName,
        shortName,
        until,
        rooms: rooms ? [...rooms] : null,
      })),
      can: {
        createAct: body.takesPart,
        seeBoard: oversightOf(actor, 'agreements') !== undefined,
        readRecord: recordReach(actor) !== undefined,
        keepAccounts: keptBodyOf(actor) !== undefined,
        requestAccounts: mayRequestAccounts(actor),
        importDirectory: importScopeOf(actor),
      },
    };
  }
}
