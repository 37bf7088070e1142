import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { jsonb, Sql } from '../database/sql.js';
import { Housekeeping } from '../housekeeping.js';
import { checkRecord } from './audit-check.js';
import type { AuditFault } from './audit-faults.js';

const DAY_MS = 24 * 3_600_000;
/** One process checks; the others find it done. */
const LOCK = `hashtext('kelisim.audit_check')`;

/** What the last check of the whole record found. */
export interface LastCheck {
  /** ISO 8601. */
  readonly at: string;
  /** That hold, up to the fault. */
  readonly entries: number;
  readonly anchors: number;
  readonly fault: AuditFault | null;
}

/** Checks the whole record once a day in the worker, so that a break is known before somebody asks. */
@Injectable()
export class AuditWatch implements OnModuleInit {
  private readonly logger = new Logger('record');
  private readonly file: string;

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly housekeeping: Housekeeping,
    @Inject(CONFIG) config: Pick<Config, 'auditAnchors'>,
  ) {
    this.file = config.auditAnchors;
  }

  onModuleInit(): void {
    this.housekeeping.add('check of the record', () => this.check());
  }

  /** Checks the record unless that was done in the last day, and keeps what was found. A break is told to the log. */
  async check(): Promise<void> {
    await this.sql.onOwnConnection(async (client) => {
      const { rows } = await client.query<{ taken: boolean }>(
        `SELECT pg_try_advisory_lock(${LOCK}) AS taken`,
      );
      if (!rows[0]?.taken) return;
      try {
        if (await this.isDue()) await this.checkWith(client);
      } finally {
        await client.query(`SELECT pg_advisory_unlock(${LOCK})`);
      }
    });
  }

  private async isDue(): Promise<boolean> {
    const last = await this.last();
    return !last || this.clock.now().getTime() - Date.parse(last.at) >= DAY_MS;
  }

  private async checkWith(client: PoolClient): Promise<void> {
    const at = this.clock.now();
    const start = performance.now();
    // A large record takes longer to be put in order than any request may.
    await client.query('SET statement_timeout = 0');
    const found = await checkRecord(client, { anchorsFile: this.file }).finally(() =>
      client.query('RESET statement_timeout'),
    );
    const seconds = (performance.now() - start) / 1000;
    const { entries, documents, anchors, fault = null } = found;
    if (fault) this.logger.error(`the record does not hold: ${JSON.stringify(fault)}`);
    await this.sql.insert('kernel.audit_check', {
      at,
      entries,
      documents,
      anchors,
      fault: fault && jsonb(fault),
      seconds,
    });
  }

  /** Undefined where the record was never checked. */
  async last(): Promise<LastCheck | undefined> {
    const row = await this.sql.row<Omit<LastCheck, 'at'> & { at: Date }>(
      'SELECT at, entries, anchors, fault FROM kernel.audit_check ORDER BY at DESC LIMIT 1',
    );
    return row && { ...row, at: row.at.toISOString() };
  }
}
