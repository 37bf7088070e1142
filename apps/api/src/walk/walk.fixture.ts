import type { Duty } from '#contracts';
import { dayOf, newId } from '#kernel';
import { type Answer, TestClient } from '#testing';
import { Act, AUTHOR } from '../testing/act.fixture.js';
import { ALL_PEOPLE, type PersonName } from '../testing/people.fixture.js';
import { expectStatus, Portal } from '../testing/portal.fixture.js';
import type { Thing } from './expectations.js';

/** Stands in every text of the walk's documents: whoever may not read them never sees it. */
export const SECRET = 'Құпия-серуен';

/** Who has which duty; none of them has to do with a document of the walk by his post, and by his duty the officer alone. */
export const DUTY_HOLDERS: Readonly<Record<Duty, PersonName>> = {
  portal_administrator: 'outside.specialist',
  authorised_body_officer: 'outside.unitHead',
  coordinator: 'outside.legalHead',
  documentation_officer: 'finance.colleague',
  hr_officer: 'finance.secondSpecialist',
  controller: 'finance.thirdHead',
  session_officer: 'justice.secondHead',
  support: 'justice.specialist',
};

/** Acts in the stead of one who is asked in the walk's documents; by himself he reads none of them. */
const STAND_IN: PersonName = 'developer.colleague';
const PRINCIPAL: PersonName = 'developer.secondHead';

/** He reads what reaches his body, until his account is disabled. */
const DISABLED: PersonName = 'justice.officer2';

/** Whoever has a duty, and one of each post; a second one, of the same or of the other approving body, would go the same way. */
const SAME_WAY =
  /\.(officer2|lawyer|thirdHead|secondSpecialist)$|^finance\.(deputy|legalHead)$|^justice\.(deputy|unitHead)$/;
const WALKING = ALL_PEOPLE.filter(
  (name) => Object.values(DUTY_HOLDERS).includes(name) || !SAME_WAY.test(name),
);

/** A thing of the developer body, with all that may stand beside its id in an address. */
export interface WalkedThing {
  readonly id: string;
  /** Parameters besides `id`. */
  readonly beside: Readonly<Record<string, string>>;
  /** Who is told that it is there. */
  readonly readers: readonly PersonName[];
  /** Who may do something with it now. */
  readonly owners: readonly PersonName[];
}

export interface Walker {
  readonly name: string;
  /** Undefined for those whose session holds no more, or never did. */
  readonly person: PersonName | undefined;
  readonly duties: readonly Duty[];
  /** What whoever has no session is answered. */
  readonly refusal: string;
  readonly client: TestClient;
}

export interface Walk {
  readonly portal: Portal;
  readonly walkers: readonly Walker[];
  readonly things: Readonly<Record<Thing, readonly WalkedThing[]>>;
}

const leaders = (body: 'developer' | 'finance' | 'justice'): PersonName[] =>
  (['head', 'deputy', 'officer', 'officer2'] as const).map((post): PersonName => `${body}.${post}`);

/** Everybody who reads an act that was sent to the units of its body (775:15)... */
const OF_SENT: PersonName[] = [
  ...leaders('developer'),
  AUTHOR,
  'developer.unitHead',
  'developer.secondHead',
  'developer.thirdHead',
];
/** ...and one that reached the approving bodies (775:16); there an officer by duty is one by post. */
const OF_DISPATCHED: PersonName[] = [
  ...OF_SENT,
  'developer.legalHead',
  ...leaders('finance'),
  DUTY_HOLDERS.documentation_officer,
  ...leaders('justice'),
];

/** Heads, their deputies, the documentation service, and who has a duty like theirs or stands in for one of them. */
export function oversees({ person, duties }: Walker): boolean {
  const leads = person !== undefined && /\.(head|deputy|officer2?|\w+Head)$/.test(person);
  const named = duties.some((duty) => duty === 'documentation_officer' || duty === 'authorised_body_officer');
  return leads || named || person === STAND_IN;
}

/** Everybody of four bodies, each duty, and those whose session holds no more; and documents in four states. */
export async function beginWalk(): Promise<Walk> {
  const portal = await Portal.start();
  for (const [duty, name] of Object.entries(DUTY_HOLDERS)) await portal.giveDuty(name, duty as Duty);
  const requisites = { title: `${SECRET} жобасы`, description: `${SECRET} мазмұны` };
  const make = () => Act.draft(portal, requisites);
  const [draft, sent, dispatched, settled] = await Promise.all([make(), make(), make(), make()]);
  const official = await Act.draft(portal, { ...requisites, officialUse: true });
  await official.send();
  await sent.send();
  await dispatched.send();
  await dispatched.until('registration', 'finance');
  await settled.send();
  await settled.toTheEnd();
  const acts: [Act, PersonName[]][] = [
    [draft, [AUTHOR]],
    [sent, OF_SENT],
    [dispatched, OF_DISPATCHED],
    [settled, settledReaders()],
    [official, [AUTHOR, ...(await official.openSteps()).flatMap(({ assignees }) => assignees)]],
  ];
  await standIn(portal);
  const things: Record<Thing, WalkedThing[]> = {
    // Of one that was sent the steps are enough.
    act: await Promise.all(
      acts.filter(([act]) => act !== sent).map(([act, readers]) => thingOf(act, readers)),
    ),
    step: await stepsOf(acts),
    review: await reviewsOf(portal, acts),
    task: await tasksOf(portal),
    session: await sessionsOf(portal),
    upload: [{ ...plain((await (await portal.as(AUTHOR)).upload()).id), readers: [AUTHOR] }],
    unit: [plain(portal.known.unitId('developer', 'main'))],
    post: [plain(await postOf(portal, 'developer.head'))],
    person: [plain(portal.knownAs('developer.head').id)],
    body: [plain(portal.known.bodyIds.developer)],
  };
  for (const kind of ['act', 'step', 'review'] as const) things[kind] = things[kind].map(withStandIn);
  return { portal, things, walkers: await walkersOf(portal) };
}

async function standIn(portal: Portal): Promise<void> {
  const today = dayOf(new Date());
  const wish = { id: newId(), standInId: portal.knownAs(STAND_IN).id, rooms: null, from: today, to: today };
  expectStatus(await (await portal.as(PRINCIPAL)).post('/api/delegations', { ...wish, reason: 'trip' }), 201);
}

/** In the room of agreements he reads and does what his principal does, and nothing elsewhere. */
function withStandIn(thing: WalkedThing): WalkedThing {
  const also = (names: readonly PersonName[]) => (names.includes(PRINCIPAL) ? [...names, STAND_IN] : names);
  return { ...thing, readers: also(thing.readers), owners: also(thing.owners) };
}

/** As he is whose request is answered in a page: the JSON, the status and the headers; a stream is left after its head. */
export async function ask(client: TestClient, url: string, path: string): Promise<Answer> {
  if (!path.startsWith('/api/live')) return client.get(path);
  const leaving = new AbortController();
  const response = await fetch(new URL(path, url), { headers: client.headers, signal: leaving.signal });
  const isProblem = response.headers.get('content-type')?.includes('problem+json');
  const text = isProblem ? await response.text() : '';
  leaving.abort();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text ? JSON.parse(text) : undefined,
  };
}

function settledReaders(): PersonName[] {
  const inUnits = ['unitHead', 'specialist', 'secondHead'] as const;
  return [
    ...OF_DISPATCHED,
    ...inUnits.map((post): PersonName => `finance.${post}`),
    ...inUnits.map((post): PersonName => `justice.${post}`),
  ];
}

async function thingOf(act: Act, readers: PersonName[]): Promise<WalkedThing> {
  const { version } = await act.author.card(act.id);
  const signed = version.steps.find((step) => step.signature)?.signature;
  const fileId = version.files[0]?.id ?? '';
  const beside = {
    fileId,
    newFileId: fileId,
    language: 'kk',
    signatureId: signed?.id ?? fileId,
    part: 'statement',
  };
  return { id: act.id, beside, readers, owners: [AUTHOR] };
}

async function stepsOf(acts: readonly [Act, PersonName[]][]): Promise<WalkedThing[]> {
  const found = await Promise.all(
    acts.map(async ([act, readers]) =>
      (await act.openSteps()).map(({ id, assignees }) => ({ id, beside: {}, readers, owners: assignees })),
    ),
  );
  return found.flat();
}

async function reviewsOf(portal: Portal, acts: readonly [Act, PersonName[]][]): Promise<WalkedThing[]> {
  const found = await Promise.all(
    acts.map(async ([act, readers]) => {
      const rows = await portal.database.dataSource.query<{ id: string; headId: string | null }[]>(
        `SELECT review.id, responsible_head_id AS "headId" FROM agreements.review JOIN agreements.act_version version ON version.id = version_id
         WHERE act_id = $1`,
        [act.id],
      );
      return rows.map(({ id, headId }) => ({
        id,
        beside: {},
        readers,
        owners: headId ? [portal.nameOf(headId)] : [],
      }));
    }),
  );
  return found.flat();
}

async function tasksOf(portal: Portal): Promise<WalkedThing[]> {
  const rows = await portal.database.dataSource.query<{ id: string; employeeId: string }[]>(
    `SELECT id, employee_id AS "employeeId" FROM inbox.task WHERE closed_at IS NULL ORDER BY id LIMIT 5`,
  );
  return rows.map(({ id, employeeId }) => {
    const owner = portal.nameOf(employeeId);
    return { id, beside: {}, readers: [owner], owners: [owner] };
  });
}

async function postOf(portal: Portal, name: PersonName): Promise<string> {
  const [row] = await portal.database.dataSource.query<{ id: string }[]>(
    'SELECT id FROM directory.post_holding WHERE employee_id = $1',
    [portal.knownAs(name).id],
  );
  return row?.id ?? '';
}

async function sessionsOf(portal: Portal): Promise<WalkedThing[]> {
  const answer = expectStatus(await (await portal.as(AUTHOR)).get('/api/account'), 200);
  const { sessions } = answer.json as { sessions: { id: string }[] };
  return sessions.map(({ id }) => ({ id, beside: {}, readers: [AUTHOR], owners: [AUTHOR] }));
}

function plain(id: string): WalkedThing {
  return { id, beside: {}, readers: ALL_PEOPLE, owners: [] };
}

async function walkersOf(portal: Portal): Promise<Walker[]> {
  const people = await Promise.all(
    WALKING.map(async (name): Promise<Walker> => {
      const { client } = await portal.as(name);
      const duties = (Object.keys(DUTY_HOLDERS) as Duty[]).filter((duty) => DUTY_HOLDERS[duty] === name);
      return { name: [name, ...duties].join(' '), person: name, duties, refusal: '', client };
    }),
  );
  return [...people, ...(await withoutSession(portal))];
}

/** A stranger; a made-up cookie; a disabled account; a session that its owner ended, one too old, and one left idle. */
async function withoutSession(portal: Portal): Promise<Walker[]> {
  const { dataSource } = portal.database;
  const { login, id } = portal.knownAs('developer.lawyer');
  const signIn = (who = login) => TestClient.signIn(portal.url, who);
  const outcast = (name: string, client: TestClient, refusal = '401 UNAUTHENTICATED'): Walker => ({
    name,
    person: undefined,
    duties: [],
    refusal,
    client,
  });
  // None of these is asked anything before it is over: what a process remembers for seconds is tested with the sessions.
  const [ended, old, idle] = [await signIn(), await signIn(), await signIn()];
  const rows = await dataSource.query<{ id: string }[]>(
    `SELECT session.id FROM directory.session JOIN directory.account ON account.id = account_id
     WHERE employee_id = $1 ORDER BY session.id DESC LIMIT 3`,
    [id],
  );
  const [idleId, oldId, endedId] = rows.map((row) => row.id);
  await dataSource.query('UPDATE directory.session SET ended_at = now() WHERE id = $1', [endedId]);
  await dataSource.query('UPDATE directory.session SET expires_at = now() WHERE id = $1', [oldId]);
  await dataSource.query(
    `UPDATE directory.session SET last_seen_at = now() - interval '2 days' WHERE id = $1`,
    [idleId],
  );
  const disabled = await signIn(portal.knownAs(DISABLED).login);
  await dataSource.query('UPDATE directory.account SET disabled_at = now() WHERE employee_id = $1', [
    portal.knownAs(DISABLED).id,
  ]);
  const madeUp = portal.stranger;
  madeUp.headers['cookie'] = `__Host-kelisim=${'A'.repeat(43)}`;
  return [
    outcast('a stranger', portal.stranger),
    outcast('a made-up cookie', madeUp),
    outcast('a disabled account', disabled),
    outcast('a session that its owner ended', ended, '401 SESSION_ENDED'),
    outcast('a session of yesterday', old),
    outcast('a session left idle', idle),
  ];
}
