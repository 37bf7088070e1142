import type pg from 'pg';
import { PortalClient } from '../portal-client.js';
import { DEMO_PASSWORD } from '../seed/seed-directory.js';
import { cardFigures } from './card-figure.js';
import { type BenchInstance, type Server, withClient } from './instance.js';
import { makeLargeAct } from './large-act.js';
import { type ListSide, listTimes } from './list-times.js';
import { makeManyActs, wordOf } from './many-acts.js';
import { type Figure, growth } from './report.js';

/** How many acts there are, and how many rounds of each side after one to warm up: an odd number. */
export interface ListsEffort {
  readonly acts: number;
  readonly rounds: number;
}

/** What the time at many acts is compared with. */
const FEW_ACTS = 10_000;
const AIM = 1.3;

/** Who reads: one who is shown every act, one a tenth, the initiator of a tenth, and one who was let into a hundred. */
const READERS = {
  all: 'r.zhunisova',
  body: 't.sagyndykov',
  initiator: 'n.aliaskarov',
  few: 'k.otegenov',
} as const;

const search = (words: string) => `agreements?q=${encodeURIComponent(words)}`;
/** What is asked of the lists, of each also the page after the first. @param number of an act that all sides have */
const questions = (number: string): readonly { readonly name: string; readonly path: string }[] => [
  { name: 'all', path: 'agreements' },
  { name: 'mine', path: 'agreements?view=mine' },
  { name: 'my body’s', path: 'agreements?view=my_body' },
  { name: 'waiting for us', path: 'agreements?view=waiting' },
  { name: 'late', path: 'agreements?view=late' },
  { name: 'with remarks', path: 'agreements?view=with_remarks' },
  { name: 'archive', path: 'agreements?archived=true' },
  { name: 'of a kind', path: 'agreements?kind=bill' },
  { name: 'of a state', path: 'agreements?state=with_remarks' },
  { name: 'of a state of the end', path: 'agreements?state=withdrawn' },
  { name: 'archive of a kind', path: 'agreements?archived=true&kind=government_resolution' },
  { name: 'archive of a state', path: 'agreements?archived=true&state=accepted' },
  { name: 'by number', path: search(number) },
  { name: 'by the figure of a number', path: search(number.replace(/.*-/, '')) },
  { name: 'by words of a title', path: search('План') },
  { name: 'by initiator', path: search('Әлиасқаров') },
  { name: 'by the name of a kind', path: search('қаулы') },
  { name: 'by body', path: search('министерство финансов') },
  { name: 'by a word of many texts', path: search(wordOf(3)) },
  { name: 'by a word of few texts', path: search(wordOf(19_000)) },
  { name: 'how much stands in the views', path: 'agreement-views' },
];

/**
 * Makes two portals that differ in how many acts there are, and times each question to their lists by turns; then the card of a
 * large act among so many.
 */
export async function listsFigures(
  instance: BenchInstance,
  { acts, rounds }: ListsEffort,
  tell: (line: string) => void,
): Promise<Figure[]> {
  const databaseUrl = await instance.startDatabase();
  const large = await withClient(databaseUrl, makeLargeAct);
  const urls = { portal: databaseUrl, floor: await instance.copyDatabase(databaseUrl, 'few_acts') };
  for (const [side, many] of [
    ['floor', FEW_ACTS],
    ['portal', acts],
  ] as const) {
    tell(`Making ${many.toLocaleString('en')} acts…`);
    await withClient(urls[side], async (client) =>
      makeManyActs(client, many, {
        bodyOfAll: await bodyOf(client, READERS.all),
        few: await employeeOf(client, READERS.few),
      }),
    );
  }
  const servers = {
    portal: await instance.startApi(urls.portal),
    floor: await instance.startApi(urls.floor),
  };
  const sides = { portal: await sideOf(servers.portal), floor: await sideOf(servers.floor) };
  tell('Measuring the lists…');
  const figures: Figure[] = [];
  for (const { name, path } of questions(await withClient(urls.floor, numberOfOne))) {
    const times = await listTimes(sides, path, rounds);
    const figure = growth(`list of ${acts.toLocaleString('en')} acts, ${name}`, 'ms', times, AIM);
    console.log(JSON.stringify(figure));
    figures.push(figure);
  }
  tell('Measuring the card of a large act…');
  const initiator = await PortalClient.signIn(
    `http://127.0.0.1:${servers.portal.port}`,
    READERS.initiator,
    DEMO_PASSWORD,
  );
  const reader = { client: initiator, login: READERS.initiator, password: DEMO_PASSWORD };
  const ofCards = await cardFigures(
    servers.portal,
    reader,
    { portal: large.id, floor: large.template },
    rounds,
  );
  for (const figure of ofCards) console.log(JSON.stringify(figure));
  return [...figures, ...ofCards];
}

async function sideOf(server: Server): Promise<ListSide> {
  const url = `http://127.0.0.1:${server.port}`;
  const signIn = (login: string) => PortalClient.signIn(url, login, DEMO_PASSWORD);
  return { server, readers: await Promise.all(Object.values(READERS).map(signIn)) };
}

async function numberOfOne(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ number: string }>(
    `SELECT number FROM agreements.draft_act WHERE number LIKE '%-5001'`,
  );
  if (!rows[0]) throw new Error('No act that was made has this number.');
  return rows[0].number;
}

async function employeeOf(client: pg.Client, login: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT employee_id AS id FROM directory.account WHERE login = $1',
    [login],
  );
  if (!rows[0]) throw new Error(`The demo has nobody called ${login}.`);
  return rows[0].id;
}

async function bodyOf(client: pg.Client, login: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT body_id AS id FROM directory.employee WHERE id = $1',
    [await employeeOf(client, login)],
  );
  if (!rows[0]) throw new Error(`The demo has nobody called ${login}.`);
  return rows[0].id;
}
