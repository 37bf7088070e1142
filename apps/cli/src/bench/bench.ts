import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#kernel';
import type { Context } from '../context.js';
import { PlainError } from '../plain-error.js';
import { endPrograms } from '../programs.js';
import { CHROMIUM, OPENSSL, requireTools } from '../test/machine-tools.js';
import { type ComparisonEffort, comparisonFigures } from './comparison-figure.js';
import { type DirectoryEffort, directoryFigure } from './directory-figure.js';
import { type Effort, Figures } from './figures.js';
import type { FloorSettings } from './floor.js';
import { type FloorReader, readerOf } from './floor-reads.js';
import { inboxFigure } from './inbox-figure.js';
import { BenchInstance, makeBenchFolder, withClient } from './instance.js';
import { type ListsEffort, listsFigures } from './lists-figure.js';
import { multiplyActs } from './multiply.js';
import { type RecordEffort, recordFigure } from './record-figure.js';
import { type Figure, figureTable } from './report.js';
import { type SignInEffort, signInFigures } from './sign-in-figures.js';
import { SigningBrowser } from './signing-browser.js';
import { SigningFigures } from './signing-figures.js';
import { makeSigningMaterial } from './signing-material.js';
import { browserSigner, type People, preparePeople } from './templates.js';

const FULL: ServersEffort = {
  acts: 20_000,
  rounds: 9,
  seconds: 0.8,
  cards: 120,
  dispatches: 32,
  uploads: 4,
  bulks: 5,
  signIn: { rounds: 5, seconds: 1.5 },
  directory: { people: 100_000, rounds: 15 },
  record: { entries: 1_000_000, rounds: 3 },
  comparison: { rounds: 5, seconds: 2 },
};
const QUICK: ServersEffort = {
  acts: 3_000,
  rounds: 3,
  seconds: 0.5,
  cards: 60,
  dispatches: 12,
  uploads: 4,
  bulks: 1,
  signIn: { rounds: 3, seconds: 1 },
  directory: { people: 10_000, rounds: 5 },
  record: { entries: 50_000, rounds: 1 },
  comparison: { rounds: 3, seconds: 1 },
};

/** What is measured of the servers and their data. */
interface ServersEffort extends Effort {
  readonly signIn: SignInEffort;
  readonly directory: DirectoryEffort;
  readonly record: RecordEffort;
  readonly comparison: ComparisonEffort;
}

/** Of each side, after one to warm up; odd numbers. */
const SIGNING_ROUNDS = 5;
const QUICK_SIGNING_ROUNDS = 3;

/** Acts in the lists that are measured: a hundred thousand, or with `--million` as many as that. */
const LISTS: ListsEffort = { acts: 100_000, rounds: 3 };
const MILLION = 1_000_000;

/**
 * `./portal bench [signing|lists] [--quick] [--million]`: measures a portal of its own beside a bare server, lists of many acts
 * beside lists of few, and the checking of signatures beside bare programs, or only one of the two last; prints a JSON line per
 * figure, then a table. A missed aim is told, not an error: on a machine that others use, it may be theirs.
 */
export async function bench(context: Context): Promise<number> {
  const { only, quick, million } = readBenchArgs(context.args);
  const effort = quick ? QUICK : FULL;
  const lists = million ? { ...LISTS, acts: MILLION } : LISTS;
  const signingRounds = quick ? QUICK_SIGNING_ROUNDS : SIGNING_ROUNDS;
  requireTools(only === 'signing' ? [OPENSSL] : [OPENSSL, CHROMIUM], tell);
  const stopped = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => reject(new PlainError('Stopped.')));
    }
  });
  const figures: Figure[] = [];
  if (!only) figures.push(...(await onInstance(context.root, stopped, (one) => measure(one, effort))));
  if (only !== 'signing' && (only || !quick)) {
    figures.push(...(await onInstance(context.root, stopped, (one) => listsFigures(one, lists, tell))));
  }
  if (only !== 'lists') figures.push(...(await measureSigning(signingRounds, stopped)));
  console.log('');
  for (const line of figureTable(figures)) console.log(line);
  console.log(`\n${conditions(signingRounds, only ? undefined : effort)}`);
  return 0;
}

/** What is to be measured, and how thoroughly. @throws PlainError for anything else */
export function readBenchArgs(args: readonly string[]): {
  only: 'signing' | 'lists' | undefined;
  quick: boolean;
  million: boolean;
} {
  const only = (['signing', 'lists'] as const).find((one) => args.includes(one));
  const [quick, million] = [args.includes('--quick'), args.includes('--million')];
  if (args.length !== Number(only !== undefined) + Number(quick) + Number(million)) {
    throw new PlainError(
      'Say ./portal bench, ./portal bench signing for signatures alone, or ./portal bench lists for lists of many acts; ' +
        '--million makes a million of them, --quick gives a first impression.',
    );
  }
  return { only, quick, million };
}

/** Measures on an instance of its own, which goes however that ends. */
async function onInstance(
  root: string,
  stopped: Promise<never>,
  work: (instance: BenchInstance) => Promise<Figure[]>,
): Promise<Figure[]> {
  const instance = new BenchInstance(root);
  try {
    return await Promise.race([work(instance), stopped]);
  } finally {
    await instance.close();
  }
}

async function measureSigning(rounds: number, stopped: Promise<never>): Promise<Figure[]> {
  const folder = makeBenchFolder();
  const work = async () => {
    tell('Making signatures, a container and a long list…');
    const figures = new SigningFigures(await makeSigningMaterial(folder), rounds, folder);
    tell('Measuring the checking of them…');
    return inTurn([
      async () => [await figures.verification()],
      () => figures.container(),
      () => figures.longList(),
    ]);
  };
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    endPrograms();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Measures one after the other, and tells each as soon as it is known. */
async function inTurn(measures: readonly (() => Promise<Figure[]>)[]): Promise<Figure[]> {
  const done: Figure[] = [];
  for (const one of measures) {
    const figures = await one();
    done.push(...figures);
    for (const figure of figures) console.log(JSON.stringify(figure));
  }
  return done;
}

async function measure(instance: BenchInstance, effort: ServersEffort): Promise<Figure[]> {
  tell('Making a portal with the demo…');
  const databaseUrl = await instance.startDatabase();
  const api = await instance.startApi(databaseUrl);
  const people = await preparePeople(`http://127.0.0.1:${api.port}`, instance.dataDir);
  tell(`Multiplying its acts to ${effort.acts}…`);
  await withClient(databaseUrl, (client) => multiplyActs(client, effort.acts));
  const folders = { portal: join(instance.dataDir, 'files'), floor: join(instance.dataDir, 'floor') };
  const { databasePool } = loadConfig({ DATABASE_URL: databaseUrl });
  const floor = await instance.startFloor(
    (port): FloorSettings => ({
      port,
      databaseUrl,
      databasePool,
      folder: folders.floor,
      readers: readersOf(people),
    }),
  );
  tell('Measuring…');
  const ofServers = await withClient(databaseUrl, async (client) => {
    const figures = new Figures({ portal: api, floor }, people, client, effort, folders);
    const all = [
      () => figures.inbox(),
      () => inboxFigure({ portal: api, floor }, people.legalHead, client, effort.rounds),
      () => figures.list(),
      () => figures.card(),
      () => figures.createCard(),
      () => figures.signAndDispatch(),
      () => signInBrowser(figures, api.port, instance.dataDir),
      () => figures.upload(),
      () => figures.uploadMemory(),
    ];
    return inTurn(all.map((figure) => async () => [await figure()]));
  });
  const { signIn, directory, record, comparison } = effort;
  const ofSignIn = await inTurn([
    () => withClient(databaseUrl, (client) => signInFigures(api, client, signIn)),
  ]);
  tell('Making two versions of 300 pages, and measuring their comparison…');
  const ofTexts = await inTurn([
    () =>
      withClient(databaseUrl, (client) =>
        comparisonFigures(api, client, people, instance.dataDir, comparison),
      ),
  ]);
  tell(`Making ${directory.people} people, and measuring how they are found…`);
  const ofDirectory = await inTurn([
    async () => [
      await withClient(databaseUrl, (client) =>
        directoryFigure(api, client, people.unitHead.headers, directory),
      ),
    ],
  ]);
  tell(`Making a record of ${record.entries} entries, and measuring its check…`);
  const ofRecord = await inTurn([async () => [await recordFigure(databaseUrl, instance.dataDir, record)]]);
  return [...ofServers, ...ofSignIn, ...ofTexts, ...ofDirectory, ...ofRecord];
}

/** Before the uploads, which leave no file of the acts; the browser is gone when they begin. */
async function signInBrowser(figures: Figures, port: number, dataDir: string): Promise<Figure> {
  const browser = await SigningBrowser.open(port, browserSigner(dataDir));
  try {
    return await figures.signInBrowser(browser);
  } finally {
    await browser.close();
  }
}

/** Who asks, as the bare server is told. */
function readersOf({ initiator, unitHead, legalHead, head }: People): Record<string, FloorReader> {
  return Object.fromEntries(
    [initiator, unitHead, legalHead, head].map((one) => [one.headers['cookie'], readerOf(one.session)]),
  );
}

/** What the figures hold for. @param effort of the servers' figures, where they were measured too */
function conditions(signingRounds: number, effort?: ServersEffort): string {
  const cores = cpus().length;
  const signing = `Signatures: medians of ${signingRounds} rounds by turns after one to warm up, on ${cores} cores.`;
  if (!effort) return signing;
  const { acts, rounds, record } = effort;
  return `${acts} acts; medians of ${rounds} rounds (of the record ${record.rounds}) by turns after one to warm up. The generator of the load, the server and PostgreSQL share ${cores} cores; both servers meet the same.\n${signing}`;
}

function tell(line: string): void {
  console.error(line);
}
