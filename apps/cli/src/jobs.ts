import { Client } from 'pg';
import type { Output } from './check/run.js';
import type { Context } from './context.js';
import { withDatabase } from './with-database.js';

interface GivenUpJob {
  id: string;
  topic: string;
  givenUpAt: Date;
  attempts: number;
  lastError: string | null;
}

const FOUND = `SELECT id, topic, given_up_at AS "givenUpAt", attempts, last_error AS "lastError"
  FROM kernel.outbox WHERE given_up_at IS NOT NULL AND done_at IS NULL ORDER BY given_up_at, id`;
const AGAIN = `UPDATE kernel.outbox SET given_up_at = NULL, attempts = 0, next_attempt_at = now()
  WHERE given_up_at IS NOT NULL AND done_at IS NULL`;

const FORGET = `UPDATE kernel.outbox SET done_at = now() WHERE given_up_at IS NOT NULL AND done_at IS NULL`;

/**
 * `./portal jobs`: what the portal has given up after many attempts, and why; `./portal jobs again` has it all done once
 * more, `./portal jobs forget` leaves it at that. Also while the portal runs.
 */
export async function jobs(context: Context, out: Output = process.stdout): Promise<number> {
  const [what, ...rest] = context.args;
  const deed = what === undefined ? list : DEEDS.get(what);
  if (!deed || rest.length > 0) {
    out.write('Usage: portal jobs [again|forget]\n');
    return 64;
  }
  return withDatabase(
    context,
    async (connectionString) => {
      const client = new Client({ connectionString });
      await client.connect();
      try {
        out.write(await deed(client));
      } finally {
        await client.end();
      }
      return 0;
    },
    true,
  );
}

const change = (statement: string, said: string) => async (client: Client) =>
  `${(await client.query(statement)).rowCount ?? 0} jobs are ${said}.\n`;
const DEEDS: ReadonlyMap<string, (client: Client) => Promise<string>> = new Map([
  ['again', change(AGAIN, 'done again')],
  ['forget', change(FORGET, 'forgotten')],
]);

async function list(client: Client): Promise<string> {
  const { rows } = await client.query<GivenUpJob>(FOUND);
  if (rows.length === 0) return 'No job was given up.\n';
  return rows
    .map(
      ({ id, topic, givenUpAt, attempts, lastError }) =>
        `${givenUpAt.toISOString()}  ${topic}  ${id}  after ${attempts} attempts: ${lastError ?? 'its worker died'}\n`,
    )
    .join('');
}
