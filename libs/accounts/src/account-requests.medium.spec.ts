import {
  type AccountRequest,
  type AccountRequestList,
  type AccountRequestState,
  type ActivationSlip,
  type CandidateList,
  type Duty,
  type InboxItem,
  type InboxPage,
  type Problem,
  type RequestedAccounts,
} from '#contracts';
import { DirectoryModule, DirectoryWriter, directoryPersistence } from '#directory';
import { InboxModule, inboxPersistence } from '#inbox';
import { Audit, Housekeeping, kernelPersistence, newId } from '#kernel';
import { SigningModule, signingPersistence } from '#signing';
import {
  type Answer,
  createTestDatabase,
  FakeClock,
  makeText,
  Population,
  startTestApp,
  type TestApp,
  type TestClient,
  type TestDatabase,
} from '#testing';
import { AccountsModule, accountsPersistence } from './index.js';

const PASSWORD = 'биік тауда бүркіт ұшады';
const reason = 'Жұмысқа қабылдау туралы бұйрық № 7';

let app: TestApp;
let database: TestDatabase;
let population: Population;
let units: { asking: string; other: string };
const clock = new FakeClock('2026-03-16T04:00:00.000Z');
const clients = new Map<string, TestClient>();
const logins = new Map<string, string>();
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase([
    kernelPersistence,
    signingPersistence,
    directoryPersistence,
    inboxPersistence,
    accountsPersistence,
  ]);
  app = await startTestApp({
    database,
    clock,
    modules: [
      SigningModule.forRoot({ rootsFile: 'none.pem', refuseTestRoots: false }),
      DirectoryModule.forRoot({ process: 'api' }),
      InboxModule.forRoot({ process: 'api' }),
      AccountsModule.forRoot({ process: 'api' }),
    ],
  });
  population = new Population(database);
  units = { asking: await population.makeUnit(), other: await population.makeUnit() };
  await holder('coordinator', units.asking, 'coordinator');
  await holder('second coordinator', units.asking, 'coordinator');
  await holder('other coordinator', units.other, 'coordinator');
  await holder('officer', units.other, 'authorised_body_officer');
  await holder('second officer', units.other, 'authorised_body_officer');
  await holder('administrator', units.other, 'portal_administrator');
  await holder('specialist', units.asking);
  // Coordinates and decides: of his own requests he may not.
  await holder('both', units.asking, 'coordinator', 'authorised_body_officer');
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});
// Each test in minutes of its own, in which all are still signed in.
beforeEach(async () => {
  clock.advance({ minutes: 2 });
  await database.dataSource.query('UPDATE directory.session SET last_seen_at = $1', [clock.now()]);
});

async function holder(name: string, unitId: string, ...duties: Duty[]): Promise<void> {
  const { id, login } = await population.makeEmployee({ unitId });
  for (const duty of duties) await app.get(DirectoryWriter).putDuty(id, duty);
  logins.set(name, login);
  clients.set(name, await app.signIn(login));
}

/** Time went on, and the sessions with it. */
async function signInAgain(): Promise<void> {
  for (const [name, login] of logins) clients.set(name, await app.signIn(login));
}

const as = (name: string): TestClient => clients.get(name) ?? app.stranger;
const refusal = ({ status, json }: Answer) => (status < 300 ? status : (json as Problem).code);

/** Somebody who works and has no account. @returns his id */
function newcomer(unitId = units.asking, surname = 'Оразбаева'): Promise<string> {
  count += 1;
  return app.get(DirectoryWriter).putEmployee({
    unitId,
    surname,
    givenName: 'Жанар',
    patronymic: '',
    iin: String(770101000000 + count),
    post: makeText('Post'),
    postKind: 'specialist',
    workPhone: '',
    office: '',
    email: '',
  });
}

const ask = (who: string, items: readonly object[], given: unknown = reason) =>
  as(who).post('/api/account-requests', { items, reason: given });
const decide = (who: string, ids: readonly string[], decision: string, given?: string) =>
  as(who).post('/api/account-requests/decide', { ids, decision, reason: given });
const read = async (id: string, who = 'coordinator') =>
  (await as(who).get(`/api/account-requests/${id}`)).json as AccountRequest;
const activate = (code: string, password = PASSWORD) =>
  app.stranger.post('/api/activation', { code, password });

/** A request for a newcomer, by the coordinator, in the given state. */
async function request(state: AccountRequestState, login = `zh.orazbaeva${++count}`): Promise<string> {
  const answer = await ask('coordinator', [{ employeeId: await newcomer(), login }]);
  const [id = ''] = (answer.json as RequestedAccounts).ids;
  if (state === 'refused') await decide('officer', [id], 'refuse', 'Өтінім толық емес');
  if (state === 'withdrawn') await as('coordinator').post(`/api/account-requests/${id}/withdraw`);
  if (state === 'approved' || state === 'activated') await decide('officer', [id], 'approve');
  if (state === 'activated') await activate(await codeOf(id));
  if (state === 'expired') {
    await database.dataSource.query('UPDATE accounts.request SET expires_at = $2 WHERE id = $1', [
      id,
      clock.now(),
    ]);
    await app.get(Housekeeping).run();
  }
  expect((await read(id)).state).toBe(state);
  return id;
}

async function codeOf(id: string): Promise<string> {
  const answer = await as('coordinator').post(`/api/account-requests/${id}/code`);
  return (answer.json as ActivationSlip).code;
}

async function inboxOf(who: string, id: string): Promise<Pick<InboxItem, 'needs' | 'verb'>[]> {
  const found: Pick<InboxItem, 'needs' | 'verb'>[] = [];
  for (const needs of ['action', 'information']) {
    const { items } = (await as(who).get(`/api/inbox?needs=${needs}&limit=100`)).json as InboxPage;
    for (const item of items) {
      if (item.subjectId === id) found.push({ needs: item.needs, verb: item.verb });
    }
  }
  return found;
}

describe('an open request waits for who is an officer now', () => {
  const given = (method: 'PUT' | 'DELETE', employeeId: string) =>
    as('administrator').send(method, `/api/duties/authorised_body_officer/${employeeId}`);
  const idOf = async (who: string): Promise<string> => {
    const [row] = await database.dataSource.query<{ id: string }[]>(
      'SELECT employee_id AS id FROM directory.account WHERE login = $1',
      [logins.get(who)],
    );
    return row?.id ?? '';
  };

  test('whoever gets the duty later finds it in his inbox, and no more when it is taken away', async () => {
    const [open, refused] = [await request('requested'), await request('refused')];
    await holder('new officer', units.other);
    const newOfficer = await idOf('new officer');
    expect((await given('PUT', newOfficer)).status).toBeLessThan(300);
    const asked = [{ needs: 'action', verb: 'decide_account' }];
    expect([await inboxOf('new officer', open), await inboxOf('new officer', refused)]).toEqual([asked, []]);
    expect(await inboxOf('officer', open)).toEqual(asked);
    expect((await given('DELETE', newOfficer)).status).toBeLessThan(300);
    expect([await inboxOf('new officer', open), await inboxOf('officer', open)]).toEqual([[], asked]);
    expect((await given('PUT', newOfficer)).status).toBeLessThan(300);
    expect(await inboxOf('new officer', open)).toEqual(asked);
    expect((await given('DELETE', newOfficer)).status).toBeLessThan(300);
  });

  test('and still waits where nobody was one for a while; never for who asked himself', async () => {
    const id = await request('requested');
    const answer = await ask('both', [{ employeeId: await newcomer(), login: 'of.both' }]);
    const [own = ''] = (answer.json as RequestedAccounts).ids;
    const officers = await Promise.all(['officer', 'second officer', 'both'].map(idOf));
    for (const officer of officers) expect((await given('DELETE', officer)).status).toBeLessThan(300);
    expect([await inboxOf('officer', id), await inboxOf('both', id)]).toEqual([[], []]);
    for (const officer of officers) expect((await given('PUT', officer)).status).toBeLessThan(300);
    const asked = [{ needs: 'action', verb: 'decide_account' }];
    expect([await inboxOf('officer', id), await inboxOf('both', id)]).toEqual([asked, asked]);
    expect([await inboxOf('officer', own), await inboxOf('both', own)]).toEqual([asked, []]);
  });
});

describe('asking for accounts (617:20)', () => {
  test('several at a time; each waits for the officers of the authorised body', async () => {
    const items = [
      { employeeId: await newcomer(), login: 'First.Login' },
      { employeeId: await newcomer(), login: 'second.login' },
    ];
    const answer = await ask('coordinator', items);
    expect(answer.status).toBe(201);
    const { ids } = answer.json as RequestedAccounts;
    expect(ids).toHaveLength(2);
    const [id = ''] = ids;
    expect(await read(id)).toMatchObject({
      state: 'requested',
      login: 'first.login',
      reason,
      decided: null,
      can: { decide: false, withdraw: true, giveCode: false },
    });
    for (const officer of ['officer', 'second officer', 'both']) {
      expect(await inboxOf(officer, id)).toEqual([{ needs: 'action', verb: 'decide_account' }]);
    }
    expect(await inboxOf('coordinator', id)).toEqual([]);
  });

  test('by nobody else, and for nobody else’s people', async () => {
    const items = [{ employeeId: await newcomer(), login: 'not.theirs' }];
    for (const who of ['officer', 'administrator', 'specialist']) {
      expect([who, refusal(await ask(who, items))]).toEqual([who, 'FORBIDDEN']);
    }
    expect(refusal(await ask('other coordinator', items))).toBe('PERSON_OF_OTHER_BODY');
    expect(refusal(await ask('coordinator', [{ employeeId: newId(), login: 'nobody' }]))).toBe('NOT_FOUND');
  });

  test('for all of them or for none', async () => {
    const employeeId = await newcomer();
    const mixed = [
      { employeeId, login: 'mixed.one' },
      { employeeId: await newcomer(units.other), login: 'mixed.two' },
    ];
    expect(refusal(await ask('coordinator', mixed))).toBe('PERSON_OF_OTHER_BODY');
    expect(refusal(await ask('coordinator', [{ employeeId, login: 'mixed.one' }]))).toBe(201);
  });

  test('not for who has one, or for whom one is asked already; nor under a login that is taken', async () => {
    const { id: registered, login: taken } = await population.makeEmployee({ unitId: units.asking });
    const employeeId = await newcomer();
    const one = (login: string, of = employeeId) => ask('coordinator', [{ employeeId: of, login }]);
    expect(refusal(await one('other.login', registered))).toBe('ACCOUNT_EXISTS');
    expect(refusal(await one(taken))).toBe('LOGIN_TAKEN');
    expect(refusal(await one('good.login'))).toBe(201);
    expect(refusal(await one('better.login'))).toBe('ACCOUNT_EXISTS');
    expect(refusal(await one('good.login', await newcomer()))).toBe('LOGIN_TAKEN');
    const same = [
      { employeeId: await newcomer(), login: 'same.login' },
      { employeeId: await newcomer(), login: 'SAME.login' },
    ];
    expect(refusal(await ask('coordinator', same))).toBe('LOGIN_TAKEN');
  });

  test('twice at the same moment is done once', async () => {
    const items = [{ employeeId: await newcomer(), login: 'double.click' }];
    const answers = await Promise.all([ask('coordinator', items), ask('second coordinator', items)]);
    expect(answers.map(refusal).sort()).toEqual([201, 'ACCOUNT_EXISTS']);
  });

  test.each([
    ['a login with a space', [{ employeeId: newId(), login: 'a b' }], reason],
    ['a login of other letters', [{ employeeId: newId(), login: 'әсел' }], reason],
    ['nobody', [], reason],
    ['no reason', [{ employeeId: newId(), login: 'good.login' }], ' '],
  ])('%s is told which field is wrong', async (_what, items, given) => {
    expect(refusal(await ask('coordinator', items, given))).toBe('VALIDATION_FAILED');
  });

  test('the same person twice in one list is told so', async () => {
    const employeeId = newId();
    const items = ['one.login', 'two.login'].map((login) => ({ employeeId, login }));
    expect(refusal(await ask('coordinator', items))).toBe('VALIDATION_FAILED');
  });

  test('logins are proposed, each one’s own, to the coordinator alone', async () => {
    const [first, second] = [await newcomer(units.other, 'Ұсыныс'), await newcomer(units.other, 'Ұсыныс')];
    const asked = await newcomer(units.other, 'Ұсыныс');
    await ask('other coordinator', [{ employeeId: asked, login: 'zh.usynys' }]);
    const answer = await as('other coordinator').get('/api/account-requests/candidates?q=ұсыныс');
    const { items, more } = answer.json as CandidateList;
    expect(more).toBe(false);
    expect(items.map(({ employee, login }) => [employee.id, login])).toEqual([
      [first, 'zh.usynys2'],
      [second, 'zh.usynys3'],
    ]);
    for (const who of ['officer', 'administrator', 'specialist']) {
      expect([who, refusal(await as(who).get('/api/account-requests/candidates'))]).toEqual([
        who,
        'FORBIDDEN',
      ]);
    }
  });
});

/** What each may do with a request of the coordinator's in each state; everything that is not here is refused. */
const MAY: Readonly<Record<AccountRequestState, Readonly<Record<string, readonly string[]>>>> = {
  requested: {
    coordinator: ['withdraw'],
    'second coordinator': ['withdraw'],
    both: ['withdraw', 'approve', 'refuse'],
    officer: ['approve', 'refuse'],
    'second officer': ['approve', 'refuse'],
  },
  approved: {
    coordinator: ['withdraw', 'code'],
    'second coordinator': ['withdraw', 'code'],
    both: ['withdraw', 'code'],
  },
  activated: {},
  refused: {},
  withdrawn: {},
  expired: {},
};
const ROLES = [
  'coordinator',
  'second coordinator',
  'other coordinator',
  'officer',
  'second officer',
  'administrator',
  'specialist',
  'both',
  'stranger',
] as const;
const ACTIONS: Readonly<Record<string, (who: string, id: string) => Promise<Answer>>> = {
  approve: (who, id) => decide(who, [id], 'approve'),
  refuse: (who, id) => decide(who, [id], 'refuse', 'Негізсіз'),
  withdraw: (who, id) => as(who).post(`/api/account-requests/${id}/withdraw`),
  code: (who, id) => as(who).post(`/api/account-requests/${id}/code`),
};

describe.each(Object.entries(MAY))('a request that is %s', (state, may) => {
  test.each(ROLES)('before %s', async (who) => {
    const refused: string[] = [];
    let id = await request(state as AccountRequestState);
    for (const [action, run] of Object.entries(ACTIONS)) {
      const answer = await run(who, id);
      if (answer.status < 300) {
        id = await request(state as AccountRequestState);
      } else {
        expect([401, 403, 404, 409]).toContain(answer.status);
        refused.push(action);
        expect((await read(id)).state).toBe(state);
      }
    }
    const allowed = may[who] ?? [];
    expect(refused).toEqual(Object.keys(ACTIONS).filter((action) => !allowed.includes(action)));
    const readers = [
      'coordinator',
      'second coordinator',
      'officer',
      'second officer',
      'administrator',
      'both',
    ];
    const answer = await as(who).get(`/api/account-requests/${id}`);
    expect(refusal(answer)).toBe(
      readers.includes(who) ? 200 : who === 'stranger' ? 'UNAUTHENTICATED' : 'NOT_FOUND',
    );
    if (answer.status === 200) {
      const { can } = answer.json as AccountRequest;
      expect(can).toEqual({
        decide: allowed.includes('approve'),
        withdraw: allowed.includes('withdraw'),
        giveCode: allowed.includes('code'),
      });
    }
  });
});

describe('deciding', () => {
  test('many at once; the body that asked is told, and nothing waits any more', async () => {
    const ids = [await request('requested'), await request('requested')];
    expect((await decide('officer', ids, 'approve')).status).toBe(204);
    for (const id of ids) {
      expect(await read(id)).toMatchObject({ state: 'approved', decided: { reason: '' } });
      expect(await inboxOf('officer', id)).toEqual([]);
      expect(await inboxOf('second officer', id)).toEqual([]);
      expect(await inboxOf('coordinator', id)).toEqual([{ needs: 'action', verb: 'give_activation_code' }]);
    }
  });

  test('a refusal wants a reason, which the body reads', async () => {
    const id = await request('requested');
    expect(refusal(await decide('officer', [id], 'refuse'))).toBe('REASON_MISSING');
    expect(refusal(await decide('officer', [id], 'refuse', 'Штатта жоқ'))).toBe(204);
    expect(await read(id)).toMatchObject({ state: 'refused', decided: { reason: 'Штатта жоқ' } });
    expect(await inboxOf('coordinator', id)).toEqual([{ needs: 'information', verb: 'account_refused' }]);
  });

  test('nobody decides what he asked for himself, though he has the duty', async () => {
    const answer = await ask('both', [{ employeeId: await newcomer(), login: 'own.request' }]);
    const { ids } = answer.json as RequestedAccounts;
    expect(await inboxOf('both', ids[0] ?? '')).toEqual([]);
    expect(refusal(await decide('both', ids, 'approve'))).toBe('OWN_REQUEST');
    expect(refusal(await decide('both', ids, 'refuse', 'x'))).toBe('OWN_REQUEST');
    expect((await decide('officer', ids, 'approve')).status).toBe(204);
  });

  test('two officers at once: one decides, the other is told that somebody was first', async () => {
    const id = await request('requested');
    const answers = await Promise.all([
      decide('officer', [id], 'approve'),
      decide('second officer', [id], 'refuse', 'Жоқ'),
    ]);
    expect(answers.map(refusal).sort()).toEqual([204, 'CONFLICT']);
  });

  test('all or none: one that was decided meanwhile leaves the others as they were', async () => {
    const [open, decided] = [await request('requested'), await request('refused')];
    expect(refusal(await decide('officer', [open, decided], 'approve'))).toBe('CONFLICT');
    expect((await read(open)).state).toBe('requested');
    expect(refusal(await decide('officer', [open, newId()], 'approve'))).toBe('NOT_FOUND');
  });

  test('an approval is refused where somebody has taken the login meanwhile', async () => {
    const id = await request('requested', 'late.login');
    const { id: employeeId } = await population.makeEmployee();
    await database.dataSource.query(
      `UPDATE directory.account SET login = 'late.login' WHERE employee_id = $1`,
      [employeeId],
    );
    expect(refusal(await decide('officer', [id], 'approve'))).toBe('LOGIN_TAKEN');
    expect((await read(id)).state).toBe('requested');
  });
});

describe('activation', () => {
  test('the owner sets a password by the code on his slip, signs in, and the body is told', async () => {
    const id = await request('approved', 'good.owner');
    const answer = await as('coordinator').post(`/api/account-requests/${id}/code`);
    const slip = answer.json as ActivationSlip;
    expect(slip).toMatchObject({ login: 'good.owner', fullName: 'Оразбаева Жанар' });
    expect(new Date(slip.expiresAt).getTime() - clock.now().getTime()).toBe(3 * 86_400_000);
    const typed = slip.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const view = await app.stranger.post('/api/activation/check', { code: typed });
    const { code: _code, ...rest } = slip;
    expect(view.json).toEqual(rest);
    expect((await activate(typed)).status).toBe(204);
    expect(
      (await app.stranger.post('/api/session', { login: 'good.owner', password: PASSWORD })).status,
    ).toBe(200);
    expect((await read(id)).state).toBe('activated');
    expect(await inboxOf('coordinator', id)).toContainEqual({
      needs: 'information',
      verb: 'account_activated',
    });
  });

  test('before it nobody signs in to the account, with whatever password', async () => {
    await request('approved', 'not.yet');
    for (const password of ['', '\0', 'x', PASSWORD]) {
      const answer = await app.stranger.post('/api/session', { login: 'not.yet', password: password || ' ' });
      expect([400, 401]).toContain(answer.status);
    }
  });

  test('a code is good once, until a newer one is given, for three days', async () => {
    const id = await request('approved');
    const old = await codeOf(id);
    const code = await codeOf(id);
    expect(refusal(await activate(old))).toBe('ACTIVATION_EXPIRED');
    clock.advance({ days: 3 });
    await signInAgain();
    expect(refusal(await activate(code))).toBe('ACTIVATION_EXPIRED');
    const last = await codeOf(id);
    expect(refusal(await activate(last))).toBe(204);
    expect(refusal(await activate(last))).toBe('ACTIVATION_USED');
  });

  test('two who use a code at the same moment: one sets the password, and his it is', async () => {
    const code = await codeOf(await request('approved', 'two.owners'));
    const passwords = ['бірінші адамның құпиясы', 'екінші адамның құпиясы'];
    const answers = await Promise.all(passwords.map((password) => activate(code, password)));
    expect(answers.map(refusal).sort()).toEqual([204, 'ACTIVATION_USED']);
    const place = answers.findIndex(({ status }) => status === 204);
    const signIn = (password = '') => app.stranger.post('/api/session', { login: 'two.owners', password });
    expect((await signIn(passwords[place])).status).toBe(200);
    expect((await signIn(passwords[1 - place])).status).toBe(401);
  });

  test.each([
    ['PASSWORD_TOO_SHORT', 'қысқа'],
    ['PASSWORD_COMMON', 'qwertyuiop123'],
    ['PASSWORD_PERSONAL', 'менің атым Оразбаева'],
  ])('a password that is %s is refused, and the code stays good', async (code, password) => {
    const given = await codeOf(await request('approved'));
    expect(refusal(await activate(given, password))).toBe(code);
    expect(refusal(await activate(given))).toBe(204);
  });

  test('the code of an account that was withdrawn is nobody’s', async () => {
    const id = await request('approved');
    const code = await codeOf(id);
    await as('coordinator').post(`/api/account-requests/${id}/withdraw`);
    expect(refusal(await activate(code))).toBe('ACTIVATION_UNKNOWN');
  });

  test('the code of an account that was blocked is refused', async () => {
    const id = await request('approved');
    const code = await codeOf(id);
    const { accountId } = await read(id);
    expect((await as('coordinator').post(`/api/accounts/${accountId}/block`, { reason })).status).toBe(204);
    expect(refusal(await activate(code))).toBe('ACCOUNT_DISABLED');
  });

  test('who tries one code after another is stopped after twenty in a minute', async () => {
    const answers: (number | string)[] = [];
    for (let attempt = 0; attempt < 25; attempt += 1)
      answers.push(refusal(await activate(`GUESS-${attempt}`)));
    expect(answers.filter((answer) => answer === 'ACTIVATION_UNKNOWN')).toHaveLength(20);
    expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS');
  });
});

describe('what nobody acts on in thirty days is over', () => {
  test('a request, and an account that its owner never activated: both can be asked for again', async () => {
    const [asked, approved] = [
      await request('requested', 'too.late'),
      await request('approved', 'never.came'),
    ];
    clock.advance({ days: 30 });
    await app.get(Housekeeping).run();
    await signInAgain();
    for (const id of [asked, approved]) {
      expect(await read(id)).toMatchObject({ state: 'expired', accountId: null, expiresAt: null });
      expect(await inboxOf('officer', id)).toEqual([]);
    }
    for (const login of ['too.late', 'never.came'])
      expect(refusal(await ask('coordinator', [{ employeeId: await newcomer(), login }]))).toBe(201);
  });
});

describe('the list of requests', () => {
  test('shows a body its own, those who keep all bodies all, the rest nothing', async () => {
    const own = await request('requested');
    const listOf = async (who: string) =>
      (await as(who).get('/api/account-requests?state=requested&limit=100')).json as AccountRequestList;
    for (const who of ['coordinator', 'officer', 'administrator']) {
      expect([who, (await listOf(who)).items[0]?.id]).toEqual([who, own]);
    }
    const { items } = await listOf('other coordinator');
    expect(items.map(({ id }) => id)).not.toContain(own);
    expect(refusal(await as('specialist').get('/api/account-requests'))).toBe('FORBIDDEN');
  });

  test('goes on page after page, the newest first', async () => {
    const ids = [await request('withdrawn'), await request('withdrawn'), await request('withdrawn')];
    const path = '/api/account-requests?state=withdrawn&limit=2';
    const first = (await as('coordinator').get(path)).json as AccountRequestList;
    const next = (await as('coordinator').get(`${path}&cursor=${first.nextCursor}`))
      .json as AccountRequestList;
    const seen = [...first.items, ...next.items].map(({ id }) => id);
    expect(seen.slice(0, 3)).toEqual(ids.reverse());
  });

  test('a request that an officer has opened is not new in his inbox', async () => {
    const id = await request('requested');
    expect((await as('officer').post(`/api/account-requests/${id}/opened`)).status).toBe(204);
    const { items } = (await as('officer').get('/api/inbox?limit=100')).json as InboxPage;
    expect(items.find(({ subjectId }) => subjectId === id)?.openedAt).toBe(clock.now().toISOString());
    expect(refusal(await as('specialist').post(`/api/account-requests/${id}/opened`))).toBe('NOT_FOUND');
  });
});

test('the record of it all holds', async () => {
  expect(await app.get(Audit).verify()).not.toHaveProperty('fault');
});

describe('somebody who goes over to another body between the request and his password', () => {
  /** The other body's coordinator enters who holds no post any more. */
  async function goOver(requestId: string): Promise<void> {
    const { employee } = await read(requestId);
    await database.dataSource.query('UPDATE directory.post_holding SET ends_at = $2 WHERE employee_id = $1', [
      employee.id,
      clock.now(),
    ]);
    const [{ iin }] = await database.dataSource.query<[{ iin: string }]>(
      'SELECT iin FROM directory.employee WHERE id = $1',
      [employee.id],
    );
    const answer = await as('other coordinator').post('/api/directory/people', {
      surname: 'Оразбаева',
      givenName: 'Жанар',
      patronymic: '',
      workPhone: '',
      office: '',
      email: '',
      iin,
      unitId: units.other,
      post: makeText('Head'),
      kind: 'specialist',
      from: null,
      to: null,
    });
    expect([answer.status, answer.json]).toEqual([201, { id: employee.id }]);
  }

  test('the coordinator of the body that he left opens no account in his name', async () => {
    const id = await request('approved');
    const kept = await codeOf(id);
    await goOver(id);
    expect(refusal(await activate(kept))).toBe('ACTIVATION_EXPIRED');
    expect(refusal(await as('coordinator').post(`/api/account-requests/${id}/code`))).toBe('CONFLICT');
    expect(refusal(await as('coordinator').post(`/api/account-requests/${id}/withdraw`))).toBe(204);
  });

  test('what his old body asked for is not approved', async () => {
    const id = await request('requested');
    await goOver(id);
    expect(refusal(await decide('officer', [id], 'approve'))).toBe('PERSON_OF_OTHER_BODY');
  });
});
