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

  /**
   * As `rows`, but planned anew for these values: for a question whose best plan hangs on them, such as a list that one
   * reader sees a thousandth of and another all. A named statement keeps one plan for everybody after a few runs.
   */
  async rowsPlannedAnew<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
    const client = await this.client();
    return (await client.query<Row>({ text, values })).rows;
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

  /** Inserts a row. Table and column names are constants of the code. */
  async insert(table: string, row: Record<string, unknown>): Promise<void> {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    await this.execute(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    );
  }

  /** Sets columns of the row with this id. Table and column names are constants of the code. */
  async update(table: string, id: string, columns: Record<string, unknown>): Promise<void> {
    const assignments = Object.keys(columns).map((column, index) => `${column} = $${index + 2}`);
    await this.execute(`UPDATE ${table} SET ${assignments.join(', ')} WHERE id = $1`, [
      id,
      ...Object.values(columns),
    ]);
  }

  /** Runs `work` on a connection of its own, outside any open transaction: for what needs a snapshot and cursors. */
  async onOwnConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await poolOf(this.dataSource).connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
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

/**
 * SQL: a list of ids among the parameters, whose length the planner does not see. Where it does, PostgreSQL plans a named
 * statement anew at every run: for the two ids that are given a plan of their own looks cheaper than one for the ten that it
 * takes an unknown list for, and planning costs more than the few rows.
 * @param place of the parameter: `$1`
 */
export function listAt(place: string): string {
  return `(SELECT ${place}::uuid[])::uuid[]`;
}

/** A value for a jsonb column: node-postgres would write a list as a PostgreSQL array. */
export function jsonb(value: unknown): string {
  return JSON.stringify(value);
}

/** SQL that writes an instant as the contracts do: ISO 8601, milliseconds, UTC. */
export function utcText(expression: string): string {
  return `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** The pg pool under a connected data source. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
