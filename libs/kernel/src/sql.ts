import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { Tx } from './tx.js';

/**
 * Reads (and the few set-based writes) in SQL, as named prepared statements: parsed by PostgreSQL once per connection.
 * Inside `tx.run()` they see, and are part of, the open transaction.
 */
@Injectable()
export class Sql {
  private readonly names = new Map<string, string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly tx: Tx,
  ) {}

  /** All rows of a statement. `text` is constant in the code; whatever varies goes through `values`. */
  async rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = await this.client();
    return (await client.query<Row>({ name: this.nameOf(text), text, values })).rows;
  }

  /** The first row, or undefined. */
  async row<Row extends object>(text: string, values: unknown[] = []): Promise<Row | undefined> {
    return (await this.rows<Row>(text, values))[0];
  }

  /** Runs a write and tells how many rows it touched. */
  async execute(text: string, values: unknown[] = []): Promise<number> {
    const client = await this.client();
    return (await client.query({ name: this.nameOf(text), text, values })).rowCount ?? 0;
  }

  private async client(): Promise<Pool | PoolClient> {
    const runner = this.tx.current?.queryRunner;
    if (runner) return (await runner.connect()) as PoolClient;
    return poolOf(this.dataSource);
  }

  private nameOf(text: string): string {
    let name = this.names.get(text);
    if (!name) {
      name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
      this.names.set(text, name);
    }
    return name;
  }
}

/** The pg pool under a connected data source. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
