import type {
  AccountRequest,
  AccountRequestList,
  AccountRequestState,
  CandidateList,
  InboxPage,
  RequestedAccounts,
} from '#contracts';
import { Audit, newId } from '#kernel';
import type { Answer } from '#testing';
import { AccountsPortal, REASON, refusal } from './accounts-portal.fixture.js';

let portal: AccountsPortal;

beforeAll(async () => {
  portal = await AccountsPortal.start();
});
afterAll(() => portal?.close());
beforeEach(() => portal.laterMinutes());

describe('an open request waits for who is an officer now', () => {
  const given = (method: 'PUT' | 'DELETE', employeeId: string) =>
    portal.as('administrator').send(method, `/api/duties/authorised_body_officer/${employeeId}`);

  test('whoever gets the duty later finds it in his inbox, and no more when it is taken away', async () => {
    const [open, refused] = [await portal.request('requested'), await portal.request('refused')];
    await portal.holder('new officer', portal.units.other);
    const newOfficer = await portal.employeeIdOf('new officer');
    expect((await given('PUT', newOfficer)).status).toBeLessThan(300);
    const asked = [{ needs: 'action', verb: 'decide_account' }];
    expect([await portal.inboxOf('new officer', open), await portal.inboxOf('new officer', refused)]).toEqual(
      [asked, []],
    );
    expect(await portal.inboxOf('officer', open)).toEqual(asked);
    expect((await given('DELETE', newOfficer)).status).toBeLessThan(300);
    expect([await portal.inboxOf('new officer', open), await portal.inboxOf('officer', open)]).toEqual([
      [],
      asked,
    ]);
    expect((await given('PUT', newOfficer)).status).toBeLessThan(300);
    expect(await portal.inboxOf('new officer', open)).toEqual(asked);
    expect((await given('DELETE', newOfficer)).status).toBeLessThan(300);
  });

  test('and still waits where nobody was one for a while; never for who asked himself', async () => {
    const id = await portal.request('requested');
    const answer = await portal.ask('both', [{ employeeId: await portal.newcomer(), login: 'of.both' }]);
    const [own = ''] = (answer.json as RequestedAccounts).ids;
    const officers = await Promise.all(
      ['officer', 'second officer', 'both'].map((who) => portal.employeeIdOf(who)),
    );
    for (const officer of officers) expect((await given('DELETE', officer)).status).toBeLessThan(300);
    expect([await portal.inboxOf('officer', id), await portal.inboxOf('both', id)]).toEqual([[], []]);
    for (const officer of officers) expect((await given('PUT', officer)).status).toBeLessThan(300);
    const asked = [{ needs: 'action', verb: 'decide_account' }];
    expect([await portal.inboxOf('officer', id), await portal.inboxOf('both', id)]).toEqual([asked, asked]);
    expect([await portal.inboxOf('officer', own), await portal.inboxOf('both', own)]).toEqual([asked, []]);
  });
});

describe('asking for accounts (617:20)', () => {
  test('several at a time; each waits for the officers of the authorised body', async () => {
    const items = [
      { employeeId: await portal.newcomer(), login: 'First.Login' },
      { employeeId: await portal.newcomer(), login: 'second.login' },
    ];
    const answer = await portal.ask('coordinator', items);
    expect(answer.status).toBe(201);
    const { ids } = answer.json as RequestedAccounts;
    expect(ids).toHaveLength(2);
    const [id = ''] = ids;
    expect(await portal.read(id)).toMatchObject({
      state: 'requested',
      login: 'first.login',
      reason: REASON,
      decided: null,
      can: { decide: false, withdraw: true, giveCode: false },
    });
    for (const officer of ['officer', 'second officer', 'both']) {
      expect(await portal.inboxOf(officer, id)).toEqual([{ needs: 'action', verb: 'decide_account' }]);
    }
    expect(await portal.inboxOf('coordinator', id)).toEqual([]);
  });

  test('by nobody else, and for nobody else’s people', async () => {
    const items = [{ employeeId: await portal.newcomer(), login: 'not.theirs' }];
    for (const who of ['officer', 'administrator', 'specialist']) {
      expect([who, refusal(await portal.ask(who, items))]).toEqual([who, 'FORBIDDEN']);
    }
    expect(refusal(await portal.ask('other coordinator', items))).toBe('PERSON_OF_OTHER_BODY');
    expect(refusal(await portal.ask('coordinator', [{ employeeId: newId(), login: 'nobody' }]))).toBe(
      'NOT_FOUND',
    );
  });

  test('for all of them or for none', async () => {
    const employeeId = await portal.newcomer();
    const mixed = [
      { employeeId, login: 'mixed.one' },
      { employeeId: await portal.newcomer(portal.units.other), login: 'mixed.two' },
    ];
    expect(refusal(await portal.ask('coordinator', mixed))).toBe('PERSON_OF_OTHER_BODY');
    expect(refusal(await portal.ask('coordinator', [{ employeeId, login: 'mixed.one' }]))).toBe(201);
  });

  test('not for who has one, or for whom one is asked already; nor under a login that is taken', async () => {
    const { id: registered, login: taken } = await portal.population.makeEmployee({
      unitId: portal.units.asking,
    });
    const employeeId = await portal.newcomer();
    const one = (login: string, of = employeeId) => portal.ask('coordinator', [{ employeeId: of, login }]);
    expect(refusal(await one('other.login', registered))).toBe('ACCOUNT_EXISTS');
    expect(refusal(await one(taken))).toBe('LOGIN_TAKEN');
    expect(refusal(await one('good.login'))).toBe(201);
    expect(refusal(await one('better.login'))).toBe('ACCOUNT_EXISTS');
    expect(refusal(await one('good.login', await portal.newcomer()))).toBe('LOGIN_TAKEN');
    const same = [
      { employeeId: await portal.newcomer(), login: 'same.login' },
      { employeeId: await portal.newcomer(), login: 'SAME.login' },
    ];
    expect(refusal(await portal.ask('coordinator', same))).toBe('LOGIN_TAKEN');
  });

  test('twice at the same moment is done once', async () => {
    const items = [{ employeeId: await portal.newcomer(), login: 'double.click' }];
    const answers = await Promise.all([
      portal.ask('coordinator', items),
      portal.ask('second coordinator', items),
    ]);
    expect(answers.map(refusal).sort()).toEqual([201, 'ACCOUNT_EXISTS']);
  });

  test.each([
    ['a login with a space', [{ employeeId: newId(), login: 'a b' }], REASON],
    ['a login of other letters', [{ employeeId: newId(), login: 'әсел' }], REASON],
    ['nobody', [], REASON],
    ['no reason', [{ employeeId: newId(), login: 'good.login' }], ' '],
  ])('%s is told which field is wrong', async (_what, items, given) => {
    expect(refusal(await portal.ask('coordinator', items, given))).toBe('VALIDATION_FAILED');
  });

  test('the same person twice in one list is told so', async () => {
    const employeeId = newId();
    const items = ['one.login', 'two.login'].map((login) => ({ employeeId, login }));
    expect(refusal(await portal.ask('coordinator', items))).toBe('VALIDATION_FAILED');
  });

  test('logins are proposed, each one’s own, to the coordinator alone', async () => {
    const [first, second] = [
      await portal.newcomer(portal.units.other, 'Ұсыныс'),
      await portal.newcomer(portal.units.other, 'Ұсыныс'),
    ];
    const asked = await portal.newcomer(portal.units.other, 'Ұсыныс');
    await portal.ask('other coordinator', [{ employeeId: asked, login: 'zh.usynys' }]);
    const answer = await portal.as('other coordinator').get('/api/account-requests/candidates?q=ұсыныс');
    const { items, more } = answer.json as CandidateList;
    expect(more).toBe(false);
    expect(items.map(({ employee, login }) => [employee.id, login])).toEqual([
      [first, 'zh.usynys2'],
      [second, 'zh.usynys3'],
    ]);
    for (const who of ['officer', 'administrator', 'specialist']) {
      expect([who, refusal(await portal.as(who).get('/api/account-requests/candidates'))]).toEqual([
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
  approve: (who, id) => portal.decide(who, [id], 'approve'),
  refuse: (who, id) => portal.decide(who, [id], 'refuse', 'Негізсіз'),
  withdraw: (who, id) => portal.as(who).post(`/api/account-requests/${id}/withdraw`),
  code: (who, id) => portal.as(who).post(`/api/account-requests/${id}/code`),
};

describe.each(Object.entries(MAY))('a request that is %s', (state, may) => {
  test.each(ROLES)('before %s', async (who) => {
    const refused: string[] = [];
    let id = await portal.request(state as AccountRequestState);
    for (const [action, run] of Object.entries(ACTIONS)) {
      const answer = await run(who, id);
      if (answer.status < 300) {
        id = await portal.request(state as AccountRequestState);
      } else {
        expect([401, 403, 404, 409]).toContain(answer.status);
        refused.push(action);
        expect((await portal.read(id)).state).toBe(state);
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
    const answer = await portal.as(who).get(`/api/account-requests/${id}`);
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

describe('the list of requests', () => {
  test('shows a body its own, those who keep all bodies all, the rest nothing', async () => {
    const own = await portal.request('requested');
    const listOf = async (who: string) =>
      (await portal.as(who).get('/api/account-requests?state=requested&limit=100'))
        .json as AccountRequestList;
    for (const who of ['coordinator', 'officer', 'administrator']) {
      expect([who, (await listOf(who)).items[0]?.id]).toEqual([who, own]);
    }
    const { items } = await listOf('other coordinator');
    expect(items.map(({ id }) => id)).not.toContain(own);
    expect(refusal(await portal.as('specialist').get('/api/account-requests'))).toBe('FORBIDDEN');
  });

  test('goes on page after page, the newest first', async () => {
    const ids = [
      await portal.request('withdrawn'),
      await portal.request('withdrawn'),
      await portal.request('withdrawn'),
    ];
    const path = '/api/account-requests?state=withdrawn&limit=2';
    const first = (await portal.as('coordinator').get(path)).json as AccountRequestList;
    const next = (await portal.as('coordinator').get(`${path}&cursor=${first.nextCursor}`))
      .json as AccountRequestList;
    const seen = [...first.items, ...next.items].map(({ id }) => id);
    expect(seen.slice(0, 3)).toEqual(ids.reverse());
  });

  test('a request that an officer has opened is not new in his inbox', async () => {
    const id = await portal.request('requested');
    expect((await portal.as('officer').post(`/api/account-requests/${id}/opened`)).status).toBe(204);
    const { items } = (await portal.as('officer').get('/api/inbox?limit=100')).json as InboxPage;
    expect(items.find(({ subjectId }) => subjectId === id)?.openedAt).toBe(portal.clock.now().toISOString());
    expect(refusal(await portal.as('specialist').post(`/api/account-requests/${id}/opened`))).toBe(
      'NOT_FOUND',
    );
  });
});

test('the record of it all holds', async () => {
  expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
});
