import { problem } from '#contracts';
import { newId } from '#kernel';
import type { Answer } from '#testing';
import { Act } from '../testing/act.fixture.js';
import { type Person, refusalOf } from '../testing/portal.fixture.js';
import { DOORS, type Door } from './expectations.js';
import { nameOf, type Route, routesOf } from './routes.fixture.js';
import {
  ask,
  beginWalk,
  oversees,
  SECRET,
  type Walk,
  type WalkedThing,
  type Walker,
} from './walk.fixture.js';

/** What only a server that is broken, or speaks too much, tells. */
const INSIDES = /node_modules|\.[jt]s:\d+|\bat \w+ \(|SELECT |INSERT |UPDATE |kernel\.|pg_|SQLSTATE|stack/;
/** Where nothing is to be done to whom: what he is told who reads the thing, but whose turn it is not. */
const REFUSED = /^(403|404|409) /;

/** Of every answer, files included (OWASP ASVS 5.0 3.4.3, 3.4.6). */
const POLICY = ["default-src '", "base-uri 'none'", "frame-ancestors 'none'"];
/** A file may lie in the reader’s own browser, which asks each time whether he may still see it. */
const KEPT_NOWHERE = /no-store|^private, no-cache$/;
/** Asked for last: it ends the session of the walker. */
const SIGNS_OUT = 'DELETE /api/session';

interface Call {
  readonly route: Route;
  readonly door: Door;
  readonly path: string;
  readonly thing: WalkedThing | undefined;
}

// Every role at every address: on a machine that others use it takes minutes.
jest.setTimeout(300_000);

let walk: Walk;
let routes: Route[];

beforeAll(async () => {
  walk = await beginWalk();
  routes = routesOf(walk.portal);
});

afterAll(() => walk?.portal.close());

function filled(path: string, thing: WalkedThing | undefined): string {
  const values: Record<string, string> = { year: '2027', code: 'A'.repeat(20), ...thing?.beside };
  return path.replaceAll(
    /:(\w+)/g,
    (_, name: string) => (name === 'id' ? thing?.id : values[name]) ?? newId(),
  );
}

/** Every route with every thing that may stand in its address. */
function calls(): Call[] {
  return routes.flatMap((route) => {
    const door = DOORS[nameOf(route)];
    if (!door) throw new Error(`${nameOf(route)} has no line in expectations.ts`);
    const things = 'of' in door && door.of ? walk.things[door.of] : [undefined];
    return things.map((thing) => ({ route, door, thing, path: filled(route.path, thing) }));
  });
}

function bodyOf({ door, thing }: Call): unknown {
  if ('bodyOf' in door && door.bodyOf) return door.bodyOf(thing?.id ?? newId());
  return 'body' in door ? door.body : undefined;
}

function send(walker: Walker, call: Call): Promise<Answer> {
  const { route, path } = call;
  if (route.method === 'GET') return ask(walker.client, walk.portal.url, path);
  return walker.client.send(route.method, path, bodyOf(call));
}

/** What the walker has to be answered; undefined: he may, and doing it would change something. */
function expected({ door, thing }: Call, walker: Walker): RegExp | string | undefined {
  if (door.to === 'anybody') return door.answers;
  if (walker.person === undefined) return walker.refusal;
  if (door.to === 'employees') return door.answers;
  if (door.to === 'overseers') return oversees(walker) ? '200' : '403 FORBIDDEN';
  if (door.to === 'readers') {
    if (!thing?.readers.includes(walker.person)) return '404 NOT_FOUND';
    return new RegExp(`^(${['200', ...(door.or ?? [])].join('|')})$`);
  }
  if (door.to === 'owner') {
    if (!thing?.readers.includes(walker.person)) return '404 NOT_FOUND';
    return thing.owners.includes(walker.person) ? undefined : REFUSED;
  }
  return door.to.some((duty) => walker.duties.includes(duty)) ? door.answers : '403 FORBIDDEN';
}

/** Whether the walker may read what the walk keeps secret. */
function mayRead(walker: Walker): boolean {
  return Object.values(walk.things.act).some(
    ({ readers }) => walker.person !== undefined && readers.includes(walker.person),
  );
}

/** What is wrong with an answer as such, whoever asked. */
function faultsOf(answer: Answer, walker: Walker): string[] {
  const { status, text, headers } = answer;
  const faults: string[] = [];
  if (status >= 500) faults.push('a failure of the server');
  if (!KEPT_NOWHERE.test(headers.get('cache-control') ?? '')) faults.push('may be kept by others');
  if (headers.get('x-content-type-options') !== 'nosniff') faults.push('no nosniff');
  const policy = headers.get('content-security-policy') ?? '';
  if (!POLICY.every((part) => policy.includes(part))) faults.push(`the policy ${policy}`);
  if (status >= 400 && !problem.strict().safeParse(answer.json).success) faults.push('no problem+json');
  if (status >= 400 && (INSIDES.test(text) || text.includes(SECRET))) faults.push(`tells ${text}`);
  if (text.includes(SECRET) && !mayRead(walker)) faults.push('tells what is secret');
  return faults;
}

/** Everything that the portal writes when something is done. */
async function traces(): Promise<unknown> {
  const { portal } = walk;
  const [counts] = await portal.database.dataSource.query(
    `SELECT (SELECT count(*) FROM kernel.audit_entry) AS entries, (SELECT count(*) FROM kernel.outbox) AS events,
       (SELECT count(*) FROM kernel.live_event) AS live, (SELECT count(*) FROM kernel.calendar_day) AS days,
       (SELECT count(*) FROM files.stored_file) AS files, (SELECT count(*) FROM directory.session) AS sessions,
       (SELECT count(*) FROM inbox.task WHERE closed_at IS NULL) AS tasks`,
  );
  return { ...counts, documents: await portal.fingerprint() };
}

test('every route of the running router has its line, and no line stands for none', () => {
  expect(routes.map(nameOf).sort()).toEqual(Object.keys(DOORS).sort());
});

/** Goes with a walker through some doors, and keeps what was answered otherwise than expected. */
function beginStroll() {
  const open: string[] = [];
  let asked = 0;
  const stroll = async (walker: Walker, some: readonly Call[]) => {
    for (const call of some) {
      const answer = expected(call, walker);
      if (answer === undefined) continue;
      const got = await send(walker, call);
      asked += 1;
      const told = refusalOf(got);
      const fits = typeof answer === 'string' ? told === answer : answer.test(told);
      const faults = [...(fits ? [] : [`answers ${told}, not ${answer}`]), ...faultsOf(got, walker)];
      open.push(...faults.map((fault) => `${walker.name}: ${nameOf(call.route)}: ${fault}`));
    }
  };
  return [open, stroll, () => asked] as const;
}

test('every role gets through its own doors and no others; nothing is changed, and nothing is told', async () => {
  const all = calls().filter(({ route }) => nameOf(route) !== SIGNS_OUT);
  const leavesTraces = ({ door }: Call) => door.to === 'readers' && door.writes === true;
  const [open, stroll, steps] = beginStroll();
  const before = await traces();
  const closed = all.filter((call) => call.door.to !== 'anybody' && !leavesTraces(call));
  await Promise.all(walk.walkers.map((walker) => stroll(walker, closed)));
  expect(open).toEqual([]);
  expect(await traces()).toEqual(before);
  // What is written when it is read; and what is open to anybody, which has limits of its own.
  await Promise.all(walk.walkers.map((walker) => stroll(walker, all.filter(leavesTraces))));
  const anybody = all.filter(({ door }) => door.to === 'anybody');
  for (const walker of walk.walkers.filter(({ person }, index) => index === 0 || !person)) {
    await stroll(walker, anybody);
  }
  expect(open).toEqual([]);
  expect(steps()).toBeGreaterThan(2500);
});

test('by no other method: what has no route is not there, or is refused as another one’s nonsense', async () => {
  const walker = walk.walkers[0];
  if (!walker) throw new Error('Nobody walks.');
  const before = await traces();
  const paths = new Map(calls().map(({ route, path }) => [route.path, path]));
  const answered: string[] = [];
  for (const [pattern, path] of paths) {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'POST', 'PROPFIND', 'OPTIONS']) {
      if (`${method} ${pattern}` in DOORS) continue;
      const answer = await walker.client.send(method, path, method === 'OPTIONS' ? undefined : {});
      const faults = faultsOf(answer, walker);
      if (![400, 404, 405].includes(answer.status) || faults.length > 0)
        answered.push(`${method} ${pattern}: ${answer.status} ${faults}`);
    }
  }
  expect(answered).toEqual([]);
  expect(await traces()).toEqual(before);
});

test('whatever else is asked along is passed over or refused: it opens nothing', async () => {
  const walker = walk.walkers.find(({ name }) => name === 'outside.head');
  if (!walker) throw new Error('The head of the other body does not walk.');
  const more = 'role=portal_administrator&employeeId=1&__proto__[duties]=all&duties=coordinator&scopes=all';
  const extra = {
    role: 'portal_administrator',
    duties: ['coordinator'],
    __proto__: { all: true },
    scopes: [newId()],
  };
  const before = await traces();
  const open: string[] = [];
  for (const call of calls()) {
    const answer = expected(call, walker);
    const { door, route } = call;
    if (typeof answer !== 'string' || nameOf(route) === SIGNS_OUT || door.to === 'anybody') continue;
    const body = { ...Object(bodyOf(call)), ...extra };
    const got =
      route.method === 'GET'
        ? await ask(walker.client, walk.portal.url, `${call.path}?${more}`)
        : await walker.client.send(route.method, call.path, body);
    const told = refusalOf(got);
    const faults = faultsOf(got, walker);
    if (!(told === answer || told.startsWith('400 ')) || faults.length > 0)
      open.push(`${nameOf(route)}: ${told}, not ${answer} ${faults}`);
  }
  expect(open).toEqual([]);
  expect(await traces()).toEqual(before);
});

describe('by the address of his own document nobody gets at another’s', () => {
  let other: Person;
  let own: Act;

  beforeAll(async () => {
    own = await Act.draft(walk.portal, {}, 'finance');
    other = await walk.portal.as('finance.specialist');
  });

  test('neither its files nor its signatures', async () => {
    for (const { beside } of walk.things.act) {
      for (const path of [`files/${beside['fileId']}`, `signatures/${beside['signatureId']}/manifest`]) {
        expect(refusalOf(await other.get(`${own.path}/${path}`))).toBe('404 NOT_FOUND');
      }
    }
  });

  test('nor can he put them, or people and units of another body, into it', async () => {
    const { portal } = walk;
    const { revision, language, title } = { ...(await other.card(own.id)), language: 'kk', title: 'Т' };
    const foreign = [
      { fileIds: [walk.things.act[0]?.beside['fileId']] },
      { interestedUnitIds: [portal.known.unitId('developer', 'second')] },
      { legalHeadId: portal.knownAs('developer.legalHead').id },
      { bodyHeadId: portal.knownAs('developer.head').id },
    ];
    for (const parts of foreign) {
      const answer = await other.patch(own.path, { revision, language, title, ...parts });
      expect([parts, [404, 409, 422].includes(answer.status)]).toEqual([parts, true]);
    }
    expect((await other.card(own.id)).revision).toBe(revision);
  });
});

test('who signs out has no door left', async () => {
  const [walker] = walk.walkers;
  if (!walker) throw new Error('Nobody walks.');
  expect((await walker.client.delete('/api/session')).status).toBe(200);
  for (const call of calls().filter(({ door }) => door.to !== 'anybody')) {
    expect([nameOf(call.route), (await send(walker, call)).status]).toEqual([nameOf(call.route), 401]);
  }
});
