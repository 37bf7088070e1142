import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, AuditSubjects, Sql, type SubjectName } from '#kernel';
import { coordinates } from '../delegations/delegations.policy.js';

const FULL_NAME = (person: string) =>
  `concat_ws(' ', ${person}.surname, ${person}.given_name, nullif(${person}.patronymic, ''))`;

/** What the directory shows to everybody (775:59.6): its name, and the page it is on. */
const SHOWN: Readonly<Record<string, string>> = {
  employee: `SELECT id, ${FULL_NAME('employee')} AS name, id AS "linkId" FROM directory.employee
    WHERE id = ANY($1::uuid[])`,
  unit: `SELECT id, name, body_id AS "linkId" FROM directory.unit WHERE id = ANY($1::uuid[])`,
  state_body: `SELECT id, name, id AS "linkId" FROM directory.state_body WHERE id = ANY($1::uuid[])`,
};

/** `$2` is the reader, `$3` the body that he coordinates, `$4` whether he keeps the portal. */
const DELEGATIONS = `
  SELECT delegation.id, ${FULL_NAME('stand_in')} || ' ⇢ ' || ${FULL_NAME('principal')} AS name, NULL AS "linkId"
  FROM directory.delegation
  JOIN directory.employee principal ON principal.id = principal_id
  JOIN directory.employee stand_in ON stand_in.id = stand_in_id
  WHERE delegation.id = ANY($1::uuid[])
    AND ($4 OR delegation.body_id = $3::uuid OR $2::uuid IN (principal_id, stand_in_id))`;

/** Things of the directory in the record: what all may see by name, who stands in for whom as those whom it concerns. */
@Injectable()
export class DirectoryNames implements OnModuleInit {
  constructor(
    private readonly sql: Sql,
    private readonly subjects: AuditSubjects,
  ) {}

  onModuleInit(): void {
    for (const [kind, names] of Object.entries(SHOWN)) {
      this.subjects.add(kind, (_reader, ids) => this.named(names, [ids]));
    }
    this.subjects.add('delegation', (reader, ids) => this.delegations(reader, ids));
  }

  private delegations(reader: Actor, ids: readonly string[]): Promise<Map<string, SubjectName>> {
    const { employeeId, body, duties } = reader;
    return this.named(DELEGATIONS, [
      ids,
      employeeId,
      coordinates(reader) ? body.id : null,
      duties.includes('portal_administrator'),
    ]);
  }

  private async named(query: string, values: unknown[]): Promise<Map<string, SubjectName>> {
    const rows = await this.sql.rows<SubjectName & { id: string }>(query, values);
    return new Map(rows.map(({ id, name, linkId }) => [id, { name, linkId }]));
  }
}
