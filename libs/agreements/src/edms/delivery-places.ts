import { Injectable } from '@nestjs/common';
import { Sql } from '#kernel';
import { HTTP_TIMES } from './http-way.js';

/** Attempts at once, of all bodies: the outbox has four places for everything. */
const PLACES = 2;

/** Takes care that slow EDMSs hold up neither each other nor the outbox. */
@Injectable()
export class DeliveryPlaces {
  constructor(private readonly sql: Sql) {}

  /** One attempt at a time for each body, and a few in all; held until the transaction ends. @returns false where none is free */
  async take(bodyId: string): Promise<boolean> {
    // The database ends transactions in which nothing happens, far sooner than a large package has gone out.
    await this.sql.execute(`SET LOCAL idle_in_transaction_session_timeout = ${2 * HTTP_TIMES.totalMs}`);
    if (!(await this.lock(`kelisim.edms-attempt:${bodyId}`))) return false;
    for (let place = 0; place < PLACES; place += 1) {
      if (await this.lock(`kelisim.edms-place:${place}`)) return true;
    }
    return false;
  }

  private async lock(name: string): Promise<boolean> {
    const row = await this.sql.row<{ taken: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken',
      [name],
    );
    return row?.taken ?? false;
  }
}
