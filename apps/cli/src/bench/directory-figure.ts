import type pg from 'pg';
import { wantedWords } from '#contracts';
import { refreshSearchWords } from '#directory';
import type { Server } from './instance.js';
import { Connection, requireSuccess, type WireRequest, wireRequest } from './load.js';
import { race } from './race.js';
import { cost, type Figure, median } from './report.js';

/** Among how many people is searched, and how often by each side after one to warm up: an odd number. */
export interface DirectoryEffort {
  readonly people: number;
  readonly rounds: number;
}

const AIM_MS = 50;
const PAGE = 30;
const TRIES = 3;

/** Of few, of very many, of nobody, of words that many have and few together: the slowest of them is measured. */
const QUESTIONS = [
  'ал',
  'бас',
  'а б',
  'маман',
  'министрлік',
  'министрлігі департаменті',
  'сарапшы министрлігі',
  '717',
  'jhfp',
  'шщхъ',
];

/** People of the demo with each other's names, in all its units, until there are so many. */
const MORE_PEOPLE = `
  WITH surnames AS (SELECT array_agg(DISTINCT surname) AS all FROM directory.employee),
    given AS (SELECT array_agg(DISTINCT given_name) AS all FROM directory.employee),
    posts AS (SELECT array_agg(DISTINCT post) AS all FROM directory.post_holding),
    units AS (SELECT array_agg(id ORDER BY id) AS all FROM directory.unit),
    made AS (
      SELECT gen_random_uuid() AS id, unit.body_id, unit.id AS unit_id, n,
        surnames.all[1 + n * 31 % cardinality(surnames.all)] AS surname,
        given.all[1 + n * 17 % cardinality(given.all)] AS given_name,
        given.all[1 + n / 7 % cardinality(given.all)] AS patronymic,
        posts.all[1 + n / 3 % cardinality(posts.all)] AS post
      FROM generate_series(1, $1::int) n CROSS JOIN surnames CROSS JOIN given CROSS JOIN posts CROSS JOIN units
      JOIN directory.unit ON unit.id = units.all[1 + n * 13 % cardinality(units.all)]),
    entered AS (
      INSERT INTO directory.employee (id, body_id, surname, given_name, patronymic, iin, work_phone, office, email)
      SELECT id, body_id, surname, given_name, patronymic, lpad((400000000000 + n)::text, 12, '0'),
        '8 (7172) ' || to_char(n * 7 % 1000000, 'FM00"-"00"-"00'), (n % 900)::text, 'n' || n || '@body.example'
      FROM made)
  INSERT INTO directory.post_holding (id, employee_id, body_id, unit_id, post, kind, main)
  SELECT gen_random_uuid(), id, body_id, unit_id, post, 'specialist', true FROM made`;

/** The first page in one statement, without the order of the best and without anything that is not in the row. */
const FLOOR = `
  SELECT id, surname, given_name, patronymic, work_phone, body_id FROM directory.employee
  WHERE search_words @@ $1::tsquery ORDER BY surname COLLATE "kk-x-icu", given_name COLLATE "kk-x-icu", id
  LIMIT ${PAGE}`;

/**
 * Times the search while one types, by HTTP, for the question that takes the portal longest; the floor asks PostgreSQL alone.
 * @param headers of somebody who is signed in
 */
export async function directoryFigure(
  { port }: Server,
  client: pg.Client,
  headers: Readonly<Record<string, string>>,
  { people, rounds }: DirectoryEffort,
): Promise<Figure> {
  await makePeople(client, people);
  const connection = await Connection.open(port);
  try {
    const byPortal = (request: WireRequest) =>
      timed(async () => requireSuccess(await connection.exchange(request)));
    const questions = QUESTIONS.map((question) => ({
      question,
      request: wireRequest(
        'GET',
        `/api/directory/people?limit=${PAGE}&q=${encodeURIComponent(question)}`,
        headers,
      ),
    }));
    let worst = { ms: -1, question: '', request: [] as WireRequest };
    for (const one of questions) {
      const tries: number[] = [];
      for (let time = 0; time < TRIES; time += 1) tries.push(await byPortal(one.request));
      if (median(tries) > worst.ms) worst = { ...one, ms: median(tries) };
    }
    const condition = wantedWords(worst.question)
      .map((word) => `'${word}':*`)
      .join(' & ');
    const ms = await race(rounds, (side) =>
      side === 'portal' ? byPortal(worst.request) : timed(() => client.query(FLOOR, [condition])),
    );
    const name = `directory search, ${people.toLocaleString('en')} people, worst question`;
    return cost(name, 'ms', ms, AIM_MS);
  } finally {
    connection.close();
  }
}

async function makePeople(client: pg.Client, people: number): Promise<void> {
  await client.query(MORE_PEOPLE, [people]);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM directory.state_body');
  for (const { id } of rows) {
    await refreshSearchWords(
      async <Row extends object>(text: string, values: unknown[]) =>
        (await client.query<Row>(text, values)).rows,
      'body',
      id,
      new Date(),
    );
  }
  await client.query('VACUUM ANALYZE directory.employee, directory.post_holding');
}

/** Milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
