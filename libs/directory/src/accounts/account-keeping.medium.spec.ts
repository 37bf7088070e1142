import type {
  AccountItem,
  AccountList,
  ActivationSlip,
  BodySecondFactor,
  Duty,
  Enrolment,
  Problem,
} from '#contracts';
import { Audit } from '#kernel';
import { type Answer, TEST_PASSWORD, type TestApp, type TestClient } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { Authenticator } from '../second-factor/authenticator.fixture.js';

let portal: DirectoryPortal;
/** A second api process on the same database. */
let neighbour: TestApp;
let ownBody: string;
let otherBody: string;
let ownUnit: string;
let otherUnit: string;
let count = 0;
const clients = new Map<string, TestClient>();

const reason = { reason: 'Бұйрық № 12' };
const refusal = ({ status, json }: Answer) => (status < 300 ? status : (json as Problem).code);

beforeAll(async () => {
  portal = await DirectoryPortal.start();
  neighbour = await portal.another();
  ownBody = await portal.body('Қаржы министрлігі');
  otherBody = await portal.body('Әділет министрлігі');
  ownUnit = await portal.unit(ownBody, 'ordinary', 'Бюджет департаменті');
  otherUnit = await portal.unit(otherBody, 'ordinary', 'Заң департаменті');
  await holder('coordinator', ownUnit, 'coordinator');
  await holder('other.coordinator', otherUnit, 'coordinator');
  await holder('officer', otherUnit, 'authorised_body_officer');
  await holder('administrator', otherUnit, 'portal_administrator');
  await holder('support', ownUnit, 'support');
});
afterAll(async () => {
  await neighbour?.close();
  await portal?.close();
});
// Each test in minutes of its own, in which all are still signed in.
beforeEach(async () => {
  portal.clock.advance({ minutes: 2 });
  await portal.query('UPDATE directory.session SET last_seen_at = $1', [portal.clock.now()]);
});

async function person(login: string, unitId = ownUnit, duties: readonly Duty[] = []): Promise<string> {
  const employeeId = await portal.employee(unitId, {
    login,
    name: 'Сейітов Олжас Ерланұлы',
    postKind: 'specialist',
  });
  for (const duty of duties) await portal.writer.putDuty(employeeId, duty);
  return accountOf(login);
}

async function holder(login: string, unitId: string, duty: Duty): Promise<void> {
  await person(login, unitId, [duty]);
  clients.set(login, await portal.app.signIn(login));
}

const newPerson = (unitId?: string, duties?: readonly Duty[]) => {
  count += 1;
  return person(`o.seitov${count}`, unitId, duties);
};
const loginNow = () => `o.seitov${count}`;

async function accountOf(login: string): Promise<string> {
  const [row] = await portal.query<{ id: string }>('SELECT id FROM directory.account WHERE login = $1', [
    login,
  ]);
  return row?.id ?? '';
}

const as = (login: string): TestClient => clients.get(login) ?? portal.app.stranger;
const act = (login: string, accountId: string, verb: string) =>
  as(login).post(`/api/accounts/${accountId}/${verb}`, reason);
const signIn = (login: string, password = TEST_PASSWORD) =>
  portal.app.stranger.post('/api/session', { login, password });

async function actionsOn(accountId: string): Promise<string[]> {
  const rows = await portal.query<{ action: string }>(
    'SELECT action FROM kernel.audit_entry WHERE subject_id = $1 ORDER BY seq',
    [accountId],
  );
  return rows.map(({ action }) => action);
}

/** Who may, by whose account it is: an ordinary one of the own body, and one that keeps the whole portal. */
const WHO: readonly [string, number | string, number | string][] = [
  ['coordinator', 204, 'ACCOUNT_PROTECTED'],
  ['other.coordinator', 'NOT_FOUND', 'NOT_FOUND'],
  ['officer', 204, 'ACCOUNT_PROTECTED'],
  ['administrator', 204, 204],
  ['support', 'NOT_FOUND', 'NOT_FOUND'],
];

describe.each(WHO)('%s', (who, ordinary, keepsAll) => {
  test(`blocks and unblocks an employee: ${ordinary}`, async () => {
    const accountId = await newPerson();
    expect(refusal(await act(who, accountId, 'block'))).toBe(ordinary);
    if (ordinary !== 204) await act('administrator', accountId, 'block');
    expect(refusal(await act(who, accountId, 'unblock'))).toBe(ordinary);
  });

  test(`resets an employee's password: ${ordinary}`, async () => {
    const answer = await act(who, await newPerson(), 'reset-password');
    expect(refusal(answer)).toBe(ordinary === 204 ? 200 : ordinary);
  });

  test(`resets a second factor that is not there: ${ordinary}`, async () => {
    const answer = await act(who, await newPerson(), 'reset-second-factor');
    expect(refusal(answer)).toBe(ordinary === 204 ? 'SECOND_FACTOR_ABSENT' : ordinary);
  });

  test.each(['authorised_body_officer', 'portal_administrator'] as const)(
    `keeps the account of the %s: ${keepsAll}`,
    async (duty) => {
      const accountId = await newPerson(ownUnit, [duty]);
      for (const verb of ['block', 'unblock']) {
        expect(refusal(await act(who, accountId, verb))).toBe(keepsAll);
      }
      const reset = refusal(await act(who, accountId, 'reset-password'));
      expect(reset).toBe(keepsAll === 204 ? 200 : keepsAll);
    },
  );

  test('does nothing of it to himself', async () => {
    const accountId = await accountOf(who);
    const keeps = who !== 'support';
    for (const verb of ['block', 'unblock', 'reset-password', 'reset-second-factor']) {
      expect([verb, refusal(await act(who, accountId, verb))]).toEqual([
        verb,
        keeps ? 'OWN_ACCOUNT' : 'NOT_FOUND',
      ]);
    }
  });

  test('sees the accounts that he keeps, and no others', async () => {
    await newPerson();
    const answer = await as(who).get('/api/accounts?limit=100');
    if (who === 'support') {
      expect(refusal(answer)).toBe('FORBIDDEN');
      return;
    }
    const bodies = new Set((answer.json as AccountList).items.map(({ body }) => body.id));
    const kept = { coordinator: [ownBody], 'other.coordinator': [otherBody] }[who] ?? [ownBody, otherBody];
    expect([...bodies].sort()).toEqual([...kept].sort());
  });

  test('sets the second factor of the body that he keeps', async () => {
    const path = `/api/accounts/bodies/${ownBody}/second-factor`;
    const expected = ordinary === 204 ? 200 : 'NOT_FOUND';
    expect(refusal(await as(who).get(path))).toBe(expected);
    expect(refusal(await as(who).put(path, { policy: 'optional' }))).toBe(expected);
  });
});

describe('blocking', () => {
  test('ends what is open in every process at once, and lets nobody in', async () => {
    const accountId = await newPerson();
    const here = await portal.app.signIn(loginNow());
    const there = await neighbour.signIn(loginNow());
    expect((await there.get('/api/session')).status).toBe(200);
    expect((await act('coordinator', accountId, 'block')).status).toBe(204);
    expect(refusal(await here.get('/api/session'))).toBe('SESSION_ENDED');
    await expect(untilEnded(there)).resolves.toBe('SESSION_ENDED');
    expect(refusal(await signIn(loginNow()))).toBe('ACCOUNT_DISABLED');
    expect(refusal(await signIn(loginNow(), 'wrong'))).toBe('INVALID_CREDENTIALS');
    expect((await act('coordinator', accountId, 'unblock')).status).toBe(204);
    expect((await signIn(loginNow())).status).toBe(200);
    expect(refusal(await here.get('/api/session'))).toBe('SESSION_ENDED');
  });

  /** The news goes through the database: a moment passes. */
  async function untilEnded(client: TestClient): Promise<number | string> {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const told = refusal(await client.get('/api/session'));
      if (told !== 200) return told;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return 'still open';
  }

  test('twice, by a double click or by two, is done once', async () => {
    const accountId = await newPerson();
    const answers = await Promise.all(
      ['coordinator', 'officer', 'coordinator'].map((who) => act(who, accountId, 'block')),
    );
    expect(answers.map(refusal).sort()).toEqual([204, 'CONFLICT', 'CONFLICT']);
    expect((await actionsOn(accountId)).filter((action) => action === 'account.blocked')).toHaveLength(1);
    expect(refusal(await act('coordinator', accountId, 'unblock'))).toBe(204);
    expect(refusal(await act('coordinator', accountId, 'unblock'))).toBe('CONFLICT');
  });

  test('two administrators who block each other at the same moment: one of them stays', async () => {
    const first = await person('first.admin', otherUnit, ['portal_administrator']);
    const second = await person('second.admin', otherUnit, ['portal_administrator']);
    clients.set('first.admin', await portal.app.signIn('first.admin'));
    clients.set('second.admin', await portal.app.signIn('second.admin'));
    const others = `UPDATE directory.account SET disabled_at = $1::timestamptz WHERE employee_id IN (
      SELECT employee_id FROM directory.duty_holder WHERE duty = 'portal_administrator') AND id <> ALL($2)`;
    await portal.query(others, [portal.clock.now(), [first, second]]);
    const answers = await Promise.all([
      act('first.admin', second, 'block'),
      act('second.admin', first, 'block'),
    ]);
    const left = await portal.query(
      'SELECT id FROM directory.account WHERE id = ANY($1) AND disabled_at IS NULL',
      [[first, second]],
    );
    await portal.query(others, [null, [first, second]]);
    expect(left).toHaveLength(1);
    // The one who is blocked before he is asked who he is has no session any more.
    const [done, refused] = answers.map(refusal).sort();
    expect(done).toBe(204);
    expect(['LAST_ADMINISTRATOR', 'SESSION_ENDED']).toContain(refused);
  });

  test('wants a reason, and tells it to who keeps the account', async () => {
    const accountId = await newPerson();
    const without = await as('coordinator').post(`/api/accounts/${accountId}/block`, { reason: '  ' });
    expect(refusal(without)).toBe('VALIDATION_FAILED');
    await act('coordinator', accountId, 'block');
    const { items } = (await as('coordinator').get(`/api/accounts?q=${loginNow()}&state=blocked`))
      .json as AccountList;
    expect(items).toEqual([
      expect.objectContaining({
        id: accountId,
        state: 'blocked',
        blocked: { at: portal.clock.now().toISOString(), ...reason },
        can: { block: true, resetPassword: false, resetSecondFactor: false },
      } satisfies Partial<AccountItem>),
    ]);
    expect(refusal(await act('coordinator', accountId, 'reset-password'))).toBe('ACCOUNT_DISABLED');
  });
});

describe('a password that is reset', () => {
  test('is dead at once, with all sessions; the code sets a new one, once', async () => {
    const accountId = await newPerson();
    const client = await portal.app.signIn(loginNow());
    const slip = (await act('coordinator', accountId, 'reset-password')).json as ActivationSlip;
    expect(slip).toMatchObject({
      login: loginNow(),
      fullName: 'Сейітов Олжас Ерланұлы',
      body: { id: ownBody },
    });
    expect(slip.code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/);
    expect(refusal(await client.get('/api/session'))).toBe('SESSION_ENDED');
    expect(refusal(await signIn(loginNow()))).toBe('INVALID_CREDENTIALS');
    expect(await actionsOn(accountId)).toContain('account.password_reset');
    const kept = await portal.query<{ hash: Buffer }>(
      'SELECT code_hash AS hash FROM directory.activation_code WHERE account_id = $1',
      [accountId],
    );
    expect(kept.map(({ hash }) => hash.length)).toEqual([32]);
  });
});

describe('a second factor that is reset', () => {
  test('is gone, with all sessions; its owner signs in by password and sets up another', async () => {
    const accountId = await newPerson();
    await as('coordinator').put(`/api/accounts/bodies/${ownBody}/second-factor`, { policy: 'optional' });
    const client = await portal.app.signIn(loginNow());
    const { key } = (await client.post('/api/account/second-factor', { password: TEST_PASSWORD }))
      .json as Enrolment;
    const code = new Authenticator(key).code(portal.clock.now());
    await client.post('/api/account/second-factor/confirm', { code });
    expect((await signIn(loginNow())).status).toBe(202);
    expect((await act('coordinator', accountId, 'reset-second-factor')).status).toBe(204);
    expect(refusal(await client.get('/api/session'))).toBe('SESSION_ENDED');
    expect((await signIn(loginNow())).status).toBe(200);
    expect(await actionsOn(accountId)).toContain('account.second_factor_reset');
  });
});

describe('a body that comes to demand a second factor', () => {
  test('has nobody in by password alone from that moment; other bodies are left alone', async () => {
    await newPerson();
    const client = await portal.app.signIn(loginNow());
    const path = `/api/accounts/bodies/${ownBody}/second-factor`;
    const answer = await as('administrator').put(path, { policy: 'required' });
    expect(answer.json).toMatchObject({
      policy: 'required',
      enrolled: 0,
    } satisfies Partial<BodySecondFactor>);
    expect(refusal(await client.get('/api/session'))).toBe('UNAUTHENTICATED');
    expect((await as('other.coordinator').get('/api/session')).status).toBe(200);
    expect((await signIn(loginNow())).status).toBe(202);
    await as('administrator').put(path, { policy: 'off' });
    expect((await signIn(loginNow())).status).toBe(200);
    const entries = await portal.query<{ content: string }>(
      `SELECT content FROM kernel.audit_entry WHERE subject_id = $1 ORDER BY seq DESC LIMIT 2`,
      [ownBody],
    );
    expect(entries[1]?.content).toMatch(/"from":"optional","to":"required"/);
    clients.set('coordinator', await portal.app.signIn('coordinator'));
    clients.set('support', await portal.app.signIn('support'));
  });
});

describe('the list of accounts', () => {
  test('goes on page after page in Kazakh order, each account once', async () => {
    const unitId = await portal.unit(otherBody, 'hr', 'Кадр');
    for (const [place, surname] of ['Өтеген', 'Ыбырай', 'Әбен', 'Абай', 'Іліяс'].entries()) {
      await portal.employee(unitId, {
        login: `page${place}`,
        name: `${surname} Ақ Парақ`,
        postKind: 'specialist',
      });
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: AccountList = (await as('other.coordinator').get(`/api/accounts?q=парақ&limit=2${from}`))
        .json as AccountList;
      seen.push(...page.items.map(({ employee }) => employee.fullName.split(' ')[0] ?? ''));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['Абай', 'Әбен', 'Өтеген', 'Ыбырай', 'Іліяс']);
  });
});

test('the record of it all holds', async () => {
  expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
});
