import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { checkRecord } from '#kernel';
import { withClient } from './instance.js';
import { race } from './race.js';
import { makeRecord } from './record-maker.js';
import { cost, type Figure } from './report.js';

/** How large a record is checked, and how often by each side after one to warm up: an odd number. */
export interface RecordEffort {
  readonly entries: number;
  readonly rounds: number;
}

/** A million entries in a minute. */
const AIM_SECONDS = 60 / 1_000_000;
const DATABASE = 'bench_record';
const PAGE = 2_000;

/**
 * Times `audit verify` on a record of its own. The floor reads the same content and hashes it, in whatever order
 * PostgreSQL finds it, and looks at nothing else.
 * @param serverUrl of any database of the server
 * @param folder where the file of anchors goes
 */
export async function recordFigure(
  serverUrl: string,
  folder: string,
  { entries, rounds }: RecordEffort,
): Promise<Figure> {
  const url = new URL(serverUrl);
  url.pathname = `/${DATABASE}`;
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${DATABASE}`));
  const anchorsFile = join(folder, 'bench-anchors.txt');
  return withClient(url.href, async (client) => {
    await makeRecord(client, url.href, entries, anchorsFile);
    const seconds = await race(rounds, async (side) => {
      const start = performance.now();
      const read = side === 'portal' ? await verify(client, anchorsFile) : await hashBarely(client);
      if (read !== entries) throw new Error(`Of ${entries} entries ${read} were checked.`);
      return (performance.now() - start) / 1000;
    });
    const name = `audit verify, ${entries.toLocaleString('en')} entries`;
    return cost(name, 's', seconds, entries * AIM_SECONDS);
  });
}

async function verify(client: pg.Client, anchorsFile: string): Promise<number> {
  const { entries, fault } = await checkRecord(client, { anchorsFile });
  if (fault) throw new Error(`The record does not hold: ${JSON.stringify(fault)}`);
  return entries;
}

async function hashBarely(client: pg.Client): Promise<number> {
  await client.query('BEGIN');
  await client.query('DECLARE floor NO SCROLL CURSOR FOR SELECT content, hash FROM kernel.audit_entry');
  const page = { text: `FETCH FORWARD ${PAGE} FROM floor`, rowMode: 'array' } as const;
  let count = 0;
  for (;;) {
    const { rows } = await client.query<[string, Buffer]>(page);
    for (const [content, hash] of rows) {
      if (!createHash('sha256').update(content).digest().equals(hash)) throw new Error('A hash differs.');
    }
    count += rows.length;
    if (rows.length === 0) break;
  }
  await client.query('ROLLBACK');
  return count;
}
