import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Sql } from '../database/sql.js';
import { Housekeeping } from '../housekeeping.js';
import { Health } from '../http/health.js';

/** Says that jobs were given up, until somebody has had them done again: `./portal jobs`. */
@Injectable()
export class GivenUpJobs implements OnModuleInit {
  private readonly logger = new Logger('outbox');

  constructor(
    private readonly sql: Sql,
    private readonly health: Health,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.health.watch('JOBS_GIVEN_UP', async () => (await this.count()) > 0);
    this.housekeeping.add('jobs that were given up', async () => {
      const jobs = await this.count();
      if (jobs > 0) this.logger.error(`${jobs} jobs were given up: see ./portal jobs`);
    });
  }

  /** Those whose room has told somebody of its end are done, and not among them. */
  private async count(): Promise<number> {
    const row = await this.sql.row<{ jobs: number }>(
      'SELECT count(*)::int AS jobs FROM kernel.outbox WHERE given_up_at IS NOT NULL AND done_at IS NULL',
    );
    return row?.jobs ?? 0;
  }
}
