import { Injectable } from '@nestjs/common';
import type { OwnNewsKind, OwnVerb } from '#contracts';
import { newId, Outbox, Sql } from '#kernel';

/** Somebody is told what became of his own account or rights; the inbox puts it before him. */
export const OWN_NEWS = 'directory.own_news';

/** Something that concerns one employee in person. */
export interface OwnNews {
  /** Who is told. */
  readonly employeeId: string;
  readonly verb: OwnVerb;
  /** The delegation, the account, or the employee himself where it is a duty. */
  readonly subjectId: string;
  readonly kind: OwnNewsKind;
  /** In whose stead and on which days; who did it; or with what and from where somebody signed in. The same in every language. */
  readonly title: string;
}

/** Payload of `OWN_NEWS`. */
export interface ToldNews extends OwnNews {
  /** Told once under it. */
  readonly key: string;
}

/** Tells people of their own accounts and rights. The directory lies below the inbox: it goes through the outbox. */
@Injectable()
export class OwnNewsTeller {
  constructor(
    private readonly outbox: Outbox,
    private readonly sql: Sql,
  ) {}

  /** In the transaction of the change. */
  async tell(news: OwnNews): Promise<void> {
    const told: ToldNews = { key: newId(), ...news };
    await this.outbox.add(OWN_NEWS, { ...told });
  }

  /** Of what was done to an account as by its owner: if it was not he, this is how he learns of it. */
  async tellOwner(accountId: string, verb: OwnVerb): Promise<void> {
    const owner = await this.sql.row<{ employeeId: string; title: string }>(
      `SELECT employee.id AS "employeeId",
         concat_ws(' ', surname, given_name, nullif(patronymic, '')) AS title
       FROM directory.account JOIN directory.employee ON employee.id = employee_id WHERE account.id = $1`,
      [accountId],
    );
    if (owner) await this.tell({ ...owner, verb, subjectId: accountId, kind: 'account' });
  }
}
