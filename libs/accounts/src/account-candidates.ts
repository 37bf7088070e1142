import { Injectable } from '@nestjs/common';
import type { CandidateList, CandidatesQuery } from '#contracts';
import { mayRequestAccounts, Unregistered } from '#directory';
import { type Actor, AppError, Sql } from '#kernel';
import { loginOf, loginsFor } from './proposed-login.js';

/** As many as one asks for at a time. */
const PAGE = 50;

/** Employees for whom an account may be asked, each with a login that nobody has. */
@Injectable()
export class AccountCandidates {
  constructor(
    private readonly unregistered: Unregistered,
    private readonly sql: Sql,
  ) {}

  /** Of the actor's body, in Kazakh order of names. @throws AppError FORBIDDEN */
  async of(actor: Actor, { q }: CandidatesQuery): Promise<CandidateList> {
    if (!mayRequestAccounts(actor)) throw new AppError('FORBIDDEN');
    const asked = await this.sql.rows<{ employeeId: string }>(
      `SELECT employee_id AS "employeeId" FROM accounts.request
       WHERE body_id = $1 AND state IN ('requested', 'approved')`,
      [actor.body.id],
    );
    const found = await this.unregistered.of(actor.body.id, {
      question: q,
      except: asked.map(({ employeeId }) => employeeId),
      limit: PAGE + 1,
    });
    const people = found.slice(0, PAGE).map((person) => ({ ...person, base: loginOf(person) }));
    const taken = await this.taken(people.map(({ base }) => base).filter(Boolean));
    const items = people.map(({ employee, base }) => {
      const login = base === '' ? '' : (loginsFor(base).find((one) => !taken.has(one)) ?? '');
      taken.add(login);
      return { employee, login };
    });
    return { items, more: found.length > PAGE };
  }

  /** Of these logins and what they become for namesakes, those that somebody has or is to have. */
  private async taken(bases: readonly string[]): Promise<Set<string>> {
    const wanted = [...new Set(bases)].flatMap(loginsFor);
    const [ofAccounts, asked] = await Promise.all([
      this.unregistered.takenLogins(wanted),
      this.sql.rows<{ login: string }>(
        `SELECT login FROM accounts.request WHERE login = ANY($1) AND state IN ('requested', 'approved')`,
        [wanted],
      ),
    ]);
    return new Set([...ofAccounts, ...asked.map(({ login }) => login)]);
  }
}
