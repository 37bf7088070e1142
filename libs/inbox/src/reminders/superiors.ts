import { Injectable } from '@nestjs/common';
import type { Room } from '#contracts';
import { Directory, type DirectoryEmployee } from '#directory';
import { scopesOf } from '#kernel';
import { ESCALATES_TO, type EscalationRule, SUPERIORS, type SuperiorPlace } from './escalation-rules.js';
import { SubjectReaders } from './subject-readers.js';

/** Whose superiors are looked for, and what they are to be told of. */
export interface LateWork {
  readonly rule: EscalationRule;
  readonly employeeIds: readonly string[];
  readonly room: Room;
  readonly subjectId: string;
}

/** Who stands above those who are late. */
@Injectable()
export class Superiors {
  private readonly places: Readonly<
    Record<SuperiorPlace, (late: DirectoryEmployee) => Promise<DirectoryEmployee | undefined>>
  > = {
    head_of_unit: ({ unit }) => this.directory.headOfUnit(unit.id),
    overseer: ({ unit }) => this.directory.overseerOf(unit.id),
    head_of_body: ({ body }) => this.directory.headOfBody(body.id),
  };

  constructor(
    private readonly directory: Directory,
    private readonly readers: SubjectReaders,
  ) {}

  /** Of each addressee the nearest whom the rule tells, who may read the document and is not late himself. */
  async of(step: LateWork): Promise<string[]> {
    const found = new Set<string>();
    for (const late of await this.directory.employees(step.employeeIds)) {
      const superior = await this.nearest(late, step);
      if (superior !== undefined) found.add(superior);
    }
    return [...found];
  }

  private async nearest(
    late: DirectoryEmployee,
    { rule, employeeIds, room, subjectId }: LateWork,
  ): Promise<string | undefined> {
    for (const place of SUPERIORS[late.postKind].filter((one) => ESCALATES_TO[rule].includes(one))) {
      const superior = await this.places[place](late);
      if (!superior || employeeIds.includes(superior.id)) continue;
      const scopes = scopesOf({ ...superior, employeeId: superior.id });
      if (await this.readers.mayRead(room, subjectId, scopes)) return superior.id;
    }
    return undefined;
  }
}
