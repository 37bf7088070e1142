import type pg from 'pg';
import { INBOX_VERBS } from '#contracts';
import type { PortalClient } from '../portal-client.js';
import { requireSame } from './figures.js';
import { INBOX_QUESTIONS } from './inbox-questions.js';
import type { Server } from './instance.js';
import { ask, Connection, requireSuccess, type WireRequest, wireRequest } from './load.js';
import { race, type Side } from './race.js';
import { cost, type Figure, median } from './report.js';

const TASKS = 10_000;
/** Of one question in a round, one after the other. */
const TIMES = 5;
const AIM_MS = 50;

/** Tasks of all kinds for one employee, with the titles and bodies of tasks that others have. */
async function fillInbox(client: pg.Client, employeeId: string): Promise<void> {
  await client.query(
    `INSERT INTO inbox.task (id, employee_id, key, needs, verb, room, subject_id, subject_kind, title, title_language,
       number, body_id, body_name, search_words, due_at, created_at, opened_at)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'action', ($2::text[])[1 + n % cardinality($2::text[])], room,
       gen_random_uuid(), subject_kind, title || ' ' || n, title_language, number, body_id, body_name,
       search_words || array_to_tsvector(ARRAY[n::text]),
       CASE WHEN n % 7 > 0 THEN date_trunc('minute', now()) + (n % 400 - 100) * interval '1 hour' + interval '30 minutes' END,
       date_trunc('minute', now()) - n * interval '1 minute', CASE WHEN n % 3 > 0 THEN now() END
     FROM generate_series(1, ${TASKS}) n
     JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place
           FROM (SELECT * FROM inbox.task ORDER BY id LIMIT 50) few) source ON place = 1 + n % 50`,
    [employeeId, INBOX_VERBS],
  );
  await client.query('VACUUM ANALYZE inbox.task');
}

/**
 * How long a page takes for somebody with 10,000 open tasks, of the question that takes longest: the whole list, or
 * narrowed by one filter or another.
 */
export async function inboxFigure(
  servers: Readonly<Record<Side, Server>>,
  { headers, session }: PortalClient,
  client: pg.Client,
  rounds: number,
): Promise<Figure> {
  await fillInbox(client, session.employee.id);
  const name = `inbox of ${TASKS.toLocaleString('en')} open tasks`;
  const requests = INBOX_QUESTIONS.map(({ query }) => wireRequest('GET', `/api/inbox?${query}`, headers));
  for (const request of requests) {
    const [portal, floor] = [await ask(servers.portal.port, request), await ask(servers.floor.port, request)];
    requireSame(name, portal.toString(), floor.toString());
  }
  const slowest = await race(rounds, async (side) => {
    const connection = await Connection.open(servers[side].port);
    try {
      const times: number[] = [];
      for (const request of requests) times.push(await timeOf(connection, request));
      return Math.max(...times);
    } finally {
      connection.close();
    }
  });
  return cost(name, 'ms', slowest, AIM_MS);
}

/** The median of a few times, one after the other, in ms. */
async function timeOf(connection: Connection, request: WireRequest): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now();
    requireSuccess(await connection.exchange(request));
    times.push(performance.now() - start);
  }
  return median(times);
}
