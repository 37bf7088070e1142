import {
  type EnrolledSession,
  type Enrolment,
  enrolledSession,
  type OwnSecondFactor,
  type PendingSignIn,
  type Problem,
  pendingSignIn,
  type RecoveryCodes,
  type SecondFactorPolicy,
  sessionView,
} from '#contracts';
import { Audit } from '#kernel';
import { type Answer, TEST_PASSWORD, TestClient } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';
import { Authenticator } from './authenticator.fixture.js';

let portal: DirectoryPortal;
let bodyId: string;
let unitId: string;
let count = 0;

beforeAll(async () => {
  portal = await DirectoryPortal.start();
  bodyId = await portal.body('Қаржы министрлігі');
  unitId = await portal.unit(bodyId, 'ordinary', 'Бюджет департаменті');
});
afterAll(() => portal?.close());
// Each test in half an hour of its own: wrong codes and passwords do not add up over tests.
beforeEach(async () => {
  portal.clock.advance({ minutes: 31 });
  await policy('optional');
});

async function policy(value: SecondFactorPolicy): Promise<void> {
  await portal.query('UPDATE directory.state_body SET second_factor = $2 WHERE id = $1', [bodyId, value]);
}

async function newLogin(): Promise<string> {
  count += 1;
  const login = `e.akhmet${count}`;
  await portal.employee(unitId, { login, name: 'Ахмет Ерлан Серікұлы', postKind: 'specialist' });
  return login;
}

const password = { password: TEST_PASSWORD };
const refusal = ({ json }: Answer) => {
  const { code, params } = json as Problem;
  return { code, params };
};
const signIn = (login: string, given = TEST_PASSWORD) =>
  portal.app.stranger.post('/api/session', { login, password: given });

async function firstStep(login: string): Promise<PendingSignIn> {
  const answer = await signIn(login);
  expect(answer.status).toBe(202);
  expect(answer.headers.getSetCookie()).toEqual([]);
  return pendingSignIn.parse(answer.json);
}
const secondStep = (token: string, code: string) =>
  portal.app.stranger.post('/api/session/code', { token, code });

interface Enrolled {
  login: string;
  client: TestClient;
  app: Authenticator;
  codes: string[];
}

/** Somebody who has set up a second factor; the code that confirmed it is used. */
async function enrolled(): Promise<Enrolled> {
  const login = await newLogin();
  const client = await portal.app.signIn(login);
  const { key } = (await client.post('/api/account/second-factor', password)).json as Enrolment;
  const app = new Authenticator(key);
  const code = app.code(portal.clock.now());
  const answer = await client.post('/api/account/second-factor/confirm', { code });
  expect(answer.status).toBe(200);
  portal.clock.advance({ seconds: 30 });
  return { login, client, app, codes: (answer.json as RecoveryCodes).codes };
}

async function coordinator(): Promise<TestClient> {
  const login = await newLogin();
  const [row] = await portal.query<{ id: string }>(
    'SELECT employee_id AS id FROM directory.account WHERE login = $1',
    [login],
  );
  await portal.writer.putDuty(row?.id ?? '', 'coordinator');
  return portal.app.signIn(login);
}

async function actionsOn(login: string): Promise<string[]> {
  const rows = await portal.query<{ action: string }>(
    `SELECT action FROM kernel.audit_entry JOIN directory.account ON subject_id = account.id
     WHERE login = $1 ORDER BY seq`,
    [login],
  );
  return rows.map(({ action }) => action);
}

describe('setting up a second factor', () => {
  test('asks for the password, shows the key once, and is in force after the first right code', async () => {
    const login = await newLogin();
    const client = await portal.app.signIn(login);
    const refused = await client.post('/api/account/second-factor', { password: 'wrong' });
    expect(refusal(refused)).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    const { key, uri } = (await client.post('/api/account/second-factor', password)).json as Enrolment;
    expect(uri).toContain(`Kelisim:${login}`);
    // Not confirmed: the password alone still does.
    expect((await signIn(login)).status).toBe(200);
    const app = new Authenticator(key);
    const wrong = await client.post('/api/account/second-factor/confirm', { code: '000000' });
    expect(refusal(wrong)).toEqual({ code: 'CODE_WRONG', params: { attemptsLeft: 4 } });
    const code = app.code(portal.clock.now());
    const { codes } = (await client.post('/api/account/second-factor/confirm', { code }))
      .json as RecoveryCodes;
    expect(new Set(codes).size).toBe(10);
    expect(codes.every((one) => /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/.test(one))).toBe(true);
    expect((await client.get('/api/account/second-factor')).json).toEqual({
      policy: 'optional',
      since: portal.clock.now().toISOString(),
      recoveryCodesLeft: 10,
    });
    expect((await signIn(login)).status).toBe(202);
    expect(await actionsOn(login)).toContain('account.second_factor_enrolled');
  });

  test('keeps nothing in the database that a code could be made from, or a recovery code read', async () => {
    const { login, codes } = await enrolled();
    const rows = await portal.query<{ sealed: Buffer; digest: Buffer }>(
      `SELECT sealed_secret AS sealed, digest FROM directory.second_factor factor
       JOIN directory.recovery_code USING (account_id) JOIN directory.account ON account.id = account_id
       WHERE login = $1`,
      [login],
    );
    expect(rows).toHaveLength(10);
    // Version, nonce, twenty bytes of ciphertext, tag.
    expect(rows[0]?.sealed.length).toBe(1 + 12 + 20 + 16);
    const kept = rows.map(({ digest }) => digest.toString('latin1')).join();
    for (const code of codes) expect(kept).not.toContain(code.replace('-', ''));
  });

  test('is not offered where the body does not want it, and is not done twice', async () => {
    const { client } = await enrolled();
    expect(refusal(await client.post('/api/account/second-factor', password)).code).toBe(
      'SECOND_FACTOR_PRESENT',
    );
    await policy('off');
    const other = await portal.app.signIn(await newLogin());
    expect(refusal(await other.post('/api/account/second-factor', password)).code).toBe('SECOND_FACTOR_OFF');
  });

  test('who confirms what he never began is refused', async () => {
    const client = await portal.app.signIn(await newLogin());
    const answer = await client.post('/api/account/second-factor/confirm', { code: '123456' });
    expect(refusal(answer).code).toBe('SECOND_FACTOR_ABSENT');
  });
});

describe('signing in with a second factor', () => {
  test('takes the code after the password, and only then there is a session', async () => {
    const { login, app } = await enrolled();
    const { token, needs, expiresAt } = await firstStep(login);
    expect(needs).toBe('code');
    expect(new Date(expiresAt).getTime() - portal.clock.now().getTime()).toBe(10 * 60_000);
    const answer = await secondStep(token, app.code(portal.clock.now()));
    expect(answer.status).toBe(200);
    expect(sessionView.parse(answer.json).employee.login).toBe(login);
    expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-kelisim=/);
  });

  test('the token of the first step opens nothing else, and is good once', async () => {
    const { login, app } = await enrolled();
    const { token } = await firstStep(login);
    const thief = portal.app.stranger;
    thief.headers['cookie'] = `__Host-kelisim=${token}`;
    expect((await thief.get('/api/session')).status).toBe(401);
    expect((await secondStep(token, app.code(portal.clock.now()))).status).toBe(200);
    portal.clock.advance({ seconds: 30 });
    expect(refusal(await secondStep(token, app.code(portal.clock.now()))).code).toBe('SIGN_IN_EXPIRED');
  });

  test('a code is taken once: in another sign-in it is wrong, and so is one from before it', async () => {
    const { login, app } = await enrolled();
    const now = portal.clock.now();
    const before = app.code(new Date(now.getTime() - 30_000));
    expect((await secondStep((await firstStep(login)).token, app.code(now))).status).toBe(200);
    const { token } = await firstStep(login);
    expect(refusal(await secondStep(token, app.code(now))).code).toBe('CODE_WRONG');
    expect(refusal(await secondStep(token, before)).code).toBe('CODE_WRONG');
    portal.clock.advance({ seconds: 30 });
    expect((await secondStep(token, app.code(portal.clock.now()))).status).toBe(200);
  });

  test('of two who send the same code at the same moment one is in', async () => {
    const { login, app } = await enrolled();
    const steps = [await firstStep(login), await firstStep(login)];
    const code = app.code(portal.clock.now());
    const answers = await Promise.all(steps.map(({ token }) => secondStep(token, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('the code of a clock that is one period off is taken, of two periods not', async () => {
    const { login, app } = await enrolled();
    portal.clock.advance({ minutes: 5 });
    const at = (seconds: number) => app.code(new Date(portal.clock.now().getTime() + seconds * 1000));
    const { token } = await firstStep(login);
    expect(refusal(await secondStep(token, at(-60))).code).toBe('CODE_WRONG');
    expect(refusal(await secondStep(token, at(60))).code).toBe('CODE_WRONG');
    expect((await secondStep(token, at(30))).status).toBe(200);
  });

  test('five wrong codes close it for a quarter of an hour, also for the right one, and a new first step', async () => {
    const { login, app } = await enrolled();
    const { token } = await firstStep(login);
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(refusal(await secondStep(token, '000000'))).toEqual({
        code: 'CODE_WRONG',
        params: { attemptsLeft },
      });
    }
    const until = new Date(portal.clock.now().getTime() + 15 * 60_000).toISOString();
    const locked = { code: 'ACCOUNT_LOCKED', params: { until } };
    expect(refusal(await secondStep(token, '000000'))).toEqual(locked);
    expect(refusal(await secondStep(token, app.code(portal.clock.now())))).toEqual(locked);
    const again = await firstStep(login);
    expect(refusal(await secondStep(again.token, app.code(portal.clock.now())))).toEqual(locked);
    portal.clock.advance({ minutes: 15 });
    const later = await firstStep(login);
    expect((await secondStep(later.token, app.code(portal.clock.now()))).status).toBe(200);
    expect(await actionsOn(login)).toEqual(
      expect.arrayContaining(['account.second_factor_refused', 'account.second_factor_locked']),
    );
  });

  test('many wrong codes at once are no more than five', async () => {
    const { login } = await enrolled();
    const { token } = await firstStep(login);
    const answers = await Promise.all(Array.from({ length: 20 }, () => secondStep(token, '000000')));
    const codes = answers.map((answer) => refusal(answer).code);
    expect(codes.filter((code) => code === 'CODE_WRONG').length).toBe(4);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED').length).toBe(16);
  });

  test('beginning to set up anew is no way around the count of wrong codes', async () => {
    const client = await portal.app.signIn(await newLogin());
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await client.post('/api/account/second-factor', password);
      await client.post('/api/account/second-factor/confirm', { code: '000000' });
    }
    await client.post('/api/account/second-factor', password);
    const answer = await client.post('/api/account/second-factor/confirm', { code: '000000' });
    expect(refusal(answer).code).toBe('ACCOUNT_LOCKED');
  });

  test('the first step is good for ten minutes', async () => {
    const { login, app } = await enrolled();
    const { token } = await firstStep(login);
    portal.clock.advance({ minutes: 10 });
    expect(refusal(await secondStep(token, app.code(portal.clock.now()))).code).toBe('SIGN_IN_EXPIRED');
  });

  test('a password that was changed, or an account that was blocked, in between leads nowhere', async () => {
    const { login, app } = await enrolled();
    const first = await firstStep(login);
    const second = await firstStep(login);
    await portal.query(`UPDATE directory.account SET password_hash = password_hash || 'A' WHERE login = $1`, [
      login,
    ]);
    expect((await secondStep(first.token, app.code(portal.clock.now()))).status).toBe(401);
    await portal.query(
      `UPDATE directory.account SET password_hash = left(password_hash, -1), disabled_at = now() WHERE login = $1`,
      [login],
    );
    portal.clock.advance({ seconds: 30 });
    expect((await secondStep(second.token, app.code(portal.clock.now()))).status).toBe(401);
  });

  test('a wrong password is refused in the same words whether or not there is a second factor', async () => {
    const { login } = await enrolled();
    const answers = [
      await signIn(login, 'wrong'),
      await signIn(await newLogin(), 'wrong'),
      await signIn('nobody', 'x'),
    ];
    for (const answer of answers) {
      expect([answer.status, refusal(answer)]).toEqual([
        401,
        { code: 'INVALID_CREDENTIALS', params: { attemptsLeft: 4 } },
      ]);
    }
  });

  test.each(['12345', 'abc', '', '12345678901', "1' OR 1=1", '１２３４５６'])(
    '%j is no code at all',
    async (code) => {
      const answer = await secondStep('x'.repeat(43), code);
      expect(refusal(answer).code).toBe('VALIDATION_FAILED');
    },
  );
});

describe('recovery codes', () => {
  test('each signs in once, however it is typed, and is gone then', async () => {
    const { login, client, codes } = await enrolled();
    const [first = '', second = ''] = codes;
    expect((await secondStep((await firstStep(login)).token, first)).status).toBe(200);
    const { token } = await firstStep(login);
    expect(refusal(await secondStep(token, first)).code).toBe('CODE_WRONG');
    expect((await secondStep(token, ` ${second.toLowerCase().replace('-', ' ')} `)).status).toBe(200);
    const state = (await client.get('/api/account/second-factor')).json as OwnSecondFactor;
    expect(state.recoveryCodesLeft).toBe(8);
    expect(await actionsOn(login)).toContain('account.recovery_code_used');
  });

  test('of two who send the same one at the same moment one is in', async () => {
    const { login, codes } = await enrolled();
    const steps = [await firstStep(login), await firstStep(login)];
    const answers = await Promise.all(steps.map(({ token }) => secondStep(token, codes[0] ?? '')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('new ones take the place of the old', async () => {
    const { login, client, app, codes } = await enrolled();
    const code = app.code(portal.clock.now());
    const answer = await client.post('/api/account/second-factor/recovery-codes', { ...password, code });
    const fresh = (answer.json as RecoveryCodes).codes;
    const { token } = await firstStep(login);
    expect(refusal(await secondStep(token, codes[0] ?? '')).code).toBe('CODE_WRONG');
    expect((await secondStep(token, fresh[0] ?? '')).status).toBe(200);
  });
});

describe('where the body demands a second factor', () => {
  test('who has none gets no session before he has set one up', async () => {
    const login = await newLogin();
    await policy('required');
    const { token, needs } = await firstStep(login);
    expect(needs).toBe('enrolment');
    expect(refusal(await secondStep(token, '123456')).code).toBe('SECOND_FACTOR_ABSENT');
    const { key } = (await portal.app.stranger.post('/api/session/enrolment', { token })).json as Enrolment;
    const app = new Authenticator(key);
    const wrong = await portal.app.stranger.post('/api/session/enrolment/confirm', { token, code: '000000' });
    expect(refusal(wrong).code).toBe('CODE_WRONG');
    const code = app.code(portal.clock.now());
    const answer = await portal.app.stranger.post('/api/session/enrolment/confirm', { token, code });
    const { session, codes }: EnrolledSession = enrolledSession.parse(answer.json);
    expect([session.employee.login, codes.length]).toEqual([login, 10]);
    expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-kelisim=/);
    portal.clock.advance({ seconds: 30 });
    expect((await firstStep(login)).needs).toBe('code');
  });

  test('whoever has one cannot enrol anew with the password alone', async () => {
    const { login } = await enrolled();
    await policy('required');
    const { token } = await firstStep(login);
    const answer = await portal.app.stranger.post('/api/session/enrolment', { token });
    expect(refusal(answer).code).toBe('SECOND_FACTOR_PRESENT');
  });

  test('it cannot be taken away by its owner; where it is optional it can, with the password', async () => {
    const { login, client, app } = await enrolled();
    await policy('required');
    const remove = (parts = {}) =>
      client.post('/api/account/second-factor/remove', {
        ...password,
        code: app.code(portal.clock.now()),
        ...parts,
      });
    expect(refusal(await remove()).code).toBe('SECOND_FACTOR_REQUIRED');
    await policy('optional');
    expect(refusal(await remove({ password: 'wrong' })).code).toBe('INVALID_CREDENTIALS');
    expect((await remove()).status).toBe(204);
    expect((await signIn(login)).status).toBe(200);
    expect(refusal(await remove()).code).toBe('SECOND_FACTOR_ABSENT');
  });

  test('an open screen and a password that was seen neither take it away nor make recovery codes', async () => {
    const { login, client, codes } = await enrolled();
    for (const path of ['remove', 'recovery-codes']) {
      const send = (body: object) => client.post(`/api/account/second-factor/${path}`, body);
      expect(refusal(await send(password)).code).toBe('VALIDATION_FAILED');
      expect(refusal(await send({ ...password, code: '000000' })).code).toBe('CODE_WRONG');
    }
    expect((await client.get('/api/account/second-factor')).json).toMatchObject({ recoveryCodesLeft: 10 });
    expect((await firstStep(login)).needs).toBe('code');
    // Whoever has lost the telephone has a recovery code.
    const body = { ...password, code: codes[0] };
    expect((await client.post('/api/account/second-factor/remove', body)).status).toBe(204);
  });

  test('of two sessions that take it away with the same code at once one does', async () => {
    const { login, client, app } = await enrolled();
    const code = app.code(portal.clock.now());
    const answers = await Promise.all(
      [1, 2].map(() => client.post('/api/account/second-factor/remove', { ...password, code })),
    );
    expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
    expect((await signIn(login)).status).toBe(200);
  });

  test('who takes it away at the moment at which the body demands it keeps it, or is out', async () => {
    for (let round = 0; round < 5; round += 1) {
      await policy('optional');
      portal.clock.advance({ minutes: 16 });
      const { login, client, app } = await enrolled();
      const keeper = await coordinator();
      const removed = client.post('/api/account/second-factor/remove', {
        ...password,
        code: app.code(portal.clock.now()),
      });
      const demanded = keeper.put(`/api/accounts/bodies/${bodyId}/second-factor`, { policy: 'required' });
      const [{ status }] = await Promise.all([removed, demanded]);
      expect((await demanded).status).toBe(200);
      const isIn = (await client.get('/api/session')).status === 200;
      expect([login, status === 204, isIn]).toEqual([login, status === 204, status !== 204]);
    }
  });

  test('wrong codes on the open screen count with those of signing in', async () => {
    const { login, client, app } = await enrolled();
    const wrong = { ...password, code: '000000' };
    for (let i = 0; i < 4; i += 1) await client.post('/api/account/second-factor/remove', wrong);
    const { token } = await firstStep(login);
    expect(refusal(await secondStep(token, '000000')).code).toBe('ACCOUNT_LOCKED');
    const right = { ...password, code: app.code(portal.clock.now()) };
    expect(refusal(await client.post('/api/account/second-factor/remove', right)).code).toBe(
      'ACCOUNT_LOCKED',
    );
  });

  test('whoever has one is asked for it also where the body offers it no more', async () => {
    const { login } = await enrolled();
    await policy('off');
    expect((await firstStep(login)).needs).toBe('code');
  });
});

test('the record of it all holds', async () => {
  expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
});
