import { Injectable } from '@nestjs/common';
import { type Actor, Sql, TIME_ZONE } from '#kernel';
import { OwnNewsTeller } from '../own-news/own-news.js';

const dayText = (moment: string): string => `to_char((${moment}) AT TIME ZONE '${TIME_ZONE}', 'DD.MM.YYYY')`;
/** "Surname Given Patronymic, 18.03.2026–25.03.2026": of a row of delegations beside somebody, called `principal`. */
export const DELEGATION_TITLE = `concat_ws(' ', principal.surname, principal.given_name, nullif(principal.patronymic, ''))
  || ', ' || ${dayText('starts_at')} || '–' || ${dayText("ends_at - interval '1 second'")}`;

/** Tells both sides of a delegation what became of it: the stand-in, and the principal where another did it in his place. */
@Injectable()
export class DelegationNews {
  constructor(
    private readonly sql: Sql,
    private readonly news: OwnNewsTeller,
  ) {}

  /** In the transaction of the change. */
  async tell(actor: Actor, id: string, what: 'given' | 'withdrawn'): Promise<void> {
    const row = await this.sql.row<{
      principalId: string;
      standInId: string;
      ofPrincipal: string;
      ofStandIn: string;
    }>(
      `SELECT principal_id AS "principalId", stand_in_id AS "standInId", ${DELEGATION_TITLE} AS "ofPrincipal",
         ${DELEGATION_TITLE.replaceAll('principal.', 'stand_in.')} AS "ofStandIn"
       FROM directory.delegation JOIN directory.employee principal ON principal.id = principal_id
       JOIN directory.employee stand_in ON stand_in.id = stand_in_id WHERE delegation.id = $1`,
      [id],
    );
    if (!row) return;
    const parts = { subjectId: id, kind: 'delegation' } as const;
    const { standInId, principalId, ofPrincipal, ofStandIn } = row;
    const toStandIn = `delegation_${what}` as const;
    await this.news.tell({ ...parts, employeeId: standInId, verb: toStandIn, title: ofPrincipal });
    if (principalId === actor.employeeId) return;
    const toPrincipal = what === 'given' ? 'stand_in_named' : 'stand_in_withdrawn';
    await this.news.tell({ ...parts, employeeId: principalId, verb: toPrincipal, title: ofStandIn });
  }
}
