import { cpus } from 'node:os';
import { join } from 'node:path';
import { loadConfig, scopesOf } from '#kernel';
import type { Context } from '../context.js';
import { PlainError } from '../plain-error.js';
import type { PortalClient } from '../portal-client.js';
import { type Effort, Figures } from './figures.js';
import type { FloorSettings } from './floor.js';
import type { FloorReader } from './floor-reads.js';
import { BenchInstance, withClient } from './instance.js';
import { multiplyActs } from './multiply.js';
import { type Figure, figureTable } from './report.js';
import { type People, preparePeople } from './templates.js';

const FULL: Effort = { acts: 20_000, rounds: 9, seconds: 0.8, cards: 120, dispatches: 32, uploads: 4 };
const QUICK: Effort = { acts: 2_000, rounds: 3, seconds: 0.5, cards: 60, dispatches: 12, uploads: 4 };

/**
 * `./portal bench [--quick]`: measures a portal of its own beside a bare server, and prints a JSON line per figure, then
 * a table. A missed aim is told, not an error: on a machine that others use, it may be theirs.
 */
export async function bench(context: Context): Promise<number> {
  const [option, ...others] = context.args;
  if (others.length > 0 || (option !== undefined && option !== '--quick')) {
    throw new PlainError('Say ./portal bench, or ./portal bench --quick for a first impression.');
  }
  const effort = option === '--quick' ? QUICK : FULL;
  const instance = new BenchInstance(context.root);
  const stopped = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => reject(new PlainError('Stopped.')));
    }
  });
  try {
    const figures = await Promise.race([measure(instance, effort), stopped]);
    console.log('');
    for (const line of figureTable(figures)) console.log(line);
    console.log(`\n${conditions(effort)}`);
    return 0;
  } finally {
    await instance.close();
  }
}

async function measure(instance: BenchInstance, effort: Effort): Promise<Figure[]> {
  tell('Making a portal with the demo…');
  const databaseUrl = await instance.startDatabase();
  const api = await instance.startApi(databaseUrl);
  const people = await preparePeople(`http://127.0.0.1:${api.port}`, instance.dataDir);
  tell(`Multiplying its acts to ${effort.acts}…`);
  await withClient(databaseUrl, (client) => multiplyActs(client, effort.acts));
  const folders = { api: join(instance.dataDir, 'files'), floor: join(instance.dataDir, 'floor') };
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
  return withClient(databaseUrl, async (client) => {
    const figures = new Figures({ api, floor }, people, client, effort, folders);
    const done: Figure[] = [];
    for (const figure of [
      () => figures.inbox(),
      () => figures.list(),
      () => figures.card(),
      () => figures.createCard(),
      () => figures.signAndDispatch(),
      () => figures.upload(),
      () => figures.uploadMemory(),
    ]) {
      const result = await figure();
      done.push(result);
      console.log(JSON.stringify(result));
    }
    return done;
  });
}

/** Who asks, as the bare server is told. */
function readersOf({ initiator, unitHead, head }: People): Record<string, FloorReader> {
  return Object.fromEntries([initiator, unitHead, head].map((one) => [one.headers['cookie'], readerOf(one)]));
}

function readerOf({ session: { employee } }: PortalClient): FloorReader {
  const { id, fullName, post, postKind, unit, body } = employee;
  return {
    person: { id, fullName, post, unit: unit.name },
    body,
    scopes: scopesOf({ employeeId: id, postKind, unit, bodyId: body.id }),
  };
}

function conditions({ acts, rounds }: Effort): string {
  return `${acts} acts; medians of ${rounds} rounds by turns after one to warm up. The generator of the load, the server and PostgreSQL share ${cpus().length} cores; both servers meet the same.`;
}

function tell(line: string): void {
  console.error(line);
}
