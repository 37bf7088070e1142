import type pg from 'pg';
import { verifyPassword } from '#directory';
import { DEMO_PASSWORD } from '../seed/seed-directory.js';
import type { Server } from './instance.js';
import { jsonRequest, runLoad, type WireRequest } from './load.js';
import { each, race } from './race.js';
import { cost, type Figure, share, speed } from './report.js';
import { waitsOfOthers } from './waits-of-others.js';

/** How long a round takes, and how many there are of each side after one to warm up: an odd number. */
export interface SignInEffort {
  readonly rounds: number;
  readonly seconds: number;
}

/** People who sign in at the same moment: more than there are threads to check their passwords. */
const AT_ONCE = 8;
/** Different accounts; those of one wait for each other, so there are more than sign in at once. */
const ACCOUNTS = 24;
/** OWASP's recommended cost for argon2id: a figure by a weaker one would tell nothing. */
const RECOMMENDED = '$argon2id$v=19$m=19456,t=2,p=1$';
const AIM = 0.7;
/** Others have their answer within this, of a hundred times all but one. */
const OTHERS_AIM_MS = 100;
const OTHERS_SHARE = 0.99;

interface KnownAccount {
  readonly login: string;
  readonly passwordHash: string;
}

/**
 * Whole sign-ins by password per second, and what others wait meanwhile. The floor checks the same stored hashes with
 * argon2id alone, as many at once, in one process and its threads; others ask the same portal, which has nothing else
 * to do then, while the machine is as busy.
 */
export async function signInFigures(
  { port }: Server,
  client: pg.Client,
  { rounds, seconds }: SignInEffort,
): Promise<Figure[]> {
  const accounts = await accountsOf(client);
  const requests = accounts.map(({ login }) =>
    jsonRequest('/api/session', {}, { login, password: DEMO_PASSWORD }),
  );
  const done = await race(rounds, async (side) => {
    const until = performance.now() + seconds * 1000;
    const [perSecond, waits] = await Promise.all([
      side === 'portal' ? signIns(port, requests, until) : bareChecks(accounts, until),
      waitsOfOthers(port, until),
    ]);
    return { perSecond, others: share(waits, OTHERS_SHARE) };
  });
  const perSecond = each(done, (round) => round.perSecond);
  const others = each(done, (round) => round.others);
  return [
    speed(`sign-in by password, ${AT_ONCE} at once`, 'sign-ins/s', perSecond, AIM),
    cost('an answer to others meanwhile, 99th percentile', 'ms', others, OTHERS_AIM_MS),
  ];
}

/** @throws Error for stored passwords that cost less to try than is recommended */
async function accountsOf(client: pg.Client): Promise<KnownAccount[]> {
  const { rows } = await client.query<KnownAccount>(
    'SELECT login, password_hash AS "passwordHash" FROM directory.account ORDER BY login LIMIT $1',
    [ACCOUNTS],
  );
  if (rows.length < ACCOUNTS) throw new Error(`The demo has ${rows.length} accounts only.`);
  const weak = rows.find(({ passwordHash }) => !passwordHash.startsWith(RECOMMENDED));
  if (weak) throw new Error(`The password of ${weak.login} is not kept at the recommended cost.`);
  return rows;
}

async function signIns(port: number, requests: readonly WireRequest[], until: number): Promise<number> {
  let place = 0;
  const load = await runLoad({
    port,
    concurrency: AT_ONCE,
    next: () => (performance.now() < until ? requests[place++ % requests.length] : undefined),
    onAnswer: ({ status, body }) => {
      // 202 asks for a second factor: nobody is signed in then.
      if (status !== 200) throw new Error(`Somebody was not signed in: ${status} ${body.toString()}`);
    },
  });
  return load.requests / load.seconds;
}

async function bareChecks(accounts: readonly KnownAccount[], until: number): Promise<number> {
  let place = 0;
  const start = performance.now();
  const check = async () => {
    for (; performance.now() < until; ) {
      const { passwordHash = '' } = accounts[place++ % accounts.length] ?? {};
      if (!(await verifyPassword(DEMO_PASSWORD, passwordHash))) throw new Error('A password is not right.');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, check));
  return place / ((performance.now() - start) / 1000);
}
