import { Injectable } from '@nestjs/common';
import { DutyChanges, Sql } from '#kernel';
import { RequestChanges } from './request-changes.js';

/** Open requests wait for whoever is an officer of the authorised body now, not for those who were when they were asked. */
@Injectable()
export class OfficersTurn {
  constructor(
    private readonly changes: RequestChanges,
    private readonly sql: Sql,
    duties: DutyChanges,
  ) {
    duties.on(async ({ duty }) => {
      if (duty === 'authorised_body_officer') await this.readdress();
    });
  }

  private async readdress(): Promise<void> {
    const open = await this.sql.rows<{ id: string }>(
      `SELECT id FROM accounts.request WHERE state = 'requested' ORDER BY id`,
      [],
    );
    for (const request of await this.changes.lock(open.map(({ id }) => id))) {
      if (request.state === 'requested') await this.changes.askOfficers(request);
    }
  }
}
