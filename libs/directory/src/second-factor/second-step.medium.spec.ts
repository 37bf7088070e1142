import { type OwnSecondFactor, type RecoveryCodes, sessionView } from '#contracts';
import { Audit } from '#kernel';
import { password, refusal, SecondFactorPortal } from './second-factor-portal.fixture.js';

let portal: SecondFactorPortal;

beforeAll(async () => {
  portal = await SecondFactorPortal.start();
});
afterAll(() => portal?.close());
beforeEach(() => portal.nextHalfHour());

describe('signing in with a second factor', () => {
  test('takes the code after the password, and only then there is a session', async () => {
    const { login, app } = await portal.enrolled();
    const { token, needs, expiresAt } = await portal.firstStep(login);
    expect(needs).toBe('code');
    expect(new Date(expiresAt).getTime() - portal.clock.now().getTime()).toBe(10 * 60_000);
    const answer = await portal.secondStep(token, app.code(portal.clock.now()));
    expect(answer.status).toBe(200);
    expect(sessionView.parse(answer.json).employee.login).toBe(login);
    expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-kelisim=/);
  });

  test('the token of the first step opens nothing else, and is good once', async () => {
    const { login, app } = await portal.enrolled();
    const { token } = await portal.firstStep(login);
    const thief = portal.app.stranger;
    thief.headers['cookie'] = `__Host-kelisim=${token}`;
    expect((await thief.get('/api/session')).status).toBe(401);
    expect((await portal.secondStep(token, app.code(portal.clock.now()))).status).toBe(200);
    portal.clock.advance({ seconds: 30 });
    expect(refusal(await portal.secondStep(token, app.code(portal.clock.now()))).code).toBe(
      'SIGN_IN_EXPIRED',
    );
  });

  test('a code is taken once: in another sign-in it is wrong, and so is one from before it', async () => {
    const { login, app } = await portal.enrolled();
    const now = portal.clock.now();
    const before = app.code(new Date(now.getTime() - 30_000));
    expect((await portal.secondStep((await portal.firstStep(login)).token, app.code(now))).status).toBe(200);
    const { token } = await portal.firstStep(login);
    expect(refusal(await portal.secondStep(token, app.code(now))).code).toBe('CODE_WRONG');
    expect(refusal(await portal.secondStep(token, before)).code).toBe('CODE_WRONG');
    portal.clock.advance({ seconds: 30 });
    expect((await portal.secondStep(token, app.code(portal.clock.now()))).status).toBe(200);
  });

  test('of two who send the same code at the same moment one is in', async () => {
    const { login, app } = await portal.enrolled();
    const steps = [await portal.firstStep(login), await portal.firstStep(login)];
    const code = app.code(portal.clock.now());
    const answers = await Promise.all(steps.map(({ token }) => portal.secondStep(token, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('the code of a clock that is one period off is taken, of two periods not', async () => {
    const { login, app } = await portal.enrolled();
    portal.clock.advance({ minutes: 5 });
    const at = (seconds: number) => app.code(new Date(portal.clock.now().getTime() + seconds * 1000));
    const { token } = await portal.firstStep(login);
    expect(refusal(await portal.secondStep(token, at(-60))).code).toBe('CODE_WRONG');
    expect(refusal(await portal.secondStep(token, at(60))).code).toBe('CODE_WRONG');
    expect((await portal.secondStep(token, at(30))).status).toBe(200);
  });

  test('five wrong codes close it for a quarter of an hour, also for the right one, and a new first step', async () => {
    const { login, app } = await portal.enrolled();
    const { token } = await portal.firstStep(login);
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(refusal(await portal.secondStep(token, '000000'))).toEqual({
        code: 'CODE_WRONG',
        params: { attemptsLeft },
      });
    }
    const until = new Date(portal.clock.now().getTime() + 15 * 60_000).toISOString();
    const locked = { code: 'ACCOUNT_LOCKED', params: { until } };
    expect(refusal(await portal.secondStep(token, '000000'))).toEqual(locked);
    expect(refusal(await portal.secondStep(token, app.code(portal.clock.now())))).toEqual(locked);
    const again = await portal.firstStep(login);
    expect(refusal(await portal.secondStep(again.token, app.code(portal.clock.now())))).toEqual(locked);
    portal.clock.advance({ minutes: 15 });
    const later = await portal.firstStep(login);
    expect((await portal.secondStep(later.token, app.code(portal.clock.now()))).status).toBe(200);
    expect(await portal.actionsOn(login)).toEqual(
      expect.arrayContaining(['account.second_factor_refused', 'account.second_factor_locked']),
    );
  });

  test('many wrong codes at once are no more than five', async () => {
    const { login } = await portal.enrolled();
    const { token } = await portal.firstStep(login);
    const answers = await Promise.all(Array.from({ length: 20 }, () => portal.secondStep(token, '000000')));
    const codes = answers.map((answer) => refusal(answer).code);
    expect(codes.filter((code) => code === 'CODE_WRONG').length).toBe(4);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED').length).toBe(16);
  });

  test('beginning to set up anew is no way around the count of wrong codes', async () => {
    const client = await portal.app.signIn(await portal.newLogin());
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await client.post('/api/account/second-factor', password);
      await client.post('/api/account/second-factor/confirm', { code: '000000' });
    }
    await client.post('/api/account/second-factor', password);
    const answer = await client.post('/api/account/second-factor/confirm', { code: '000000' });
    expect(refusal(answer).code).toBe('ACCOUNT_LOCKED');
  });

  test('the first step is good for ten minutes', async () => {
    const { login, app } = await portal.enrolled();
    const { token } = await portal.firstStep(login);
    portal.clock.advance({ minutes: 10 });
    expect(refusal(await portal.secondStep(token, app.code(portal.clock.now()))).code).toBe(
      'SIGN_IN_EXPIRED',
    );
  });

  test('a password that was changed, or an account that was blocked, in between leads nowhere', async () => {
    const { login, app } = await portal.enrolled();
    const first = await portal.firstStep(login);
    const second = await portal.firstStep(login);
    await portal.query(`UPDATE directory.account SET password_hash = password_hash || 'A' WHERE login = $1`, [
      login,
    ]);
    expect((await portal.secondStep(first.token, app.code(portal.clock.now()))).status).toBe(401);
    await portal.query(
      `UPDATE directory.account SET password_hash = left(password_hash, -1), disabled_at = now() WHERE login = $1`,
      [login],
    );
    portal.clock.advance({ seconds: 30 });
    expect((await portal.secondStep(second.token, app.code(portal.clock.now()))).status).toBe(401);
  });

  test('a wrong password is refused in the same words whether or not there is a second factor', async () => {
    const { login } = await portal.enrolled();
    const answers = [
      await portal.signIn(login, 'wrong'),
      await portal.signIn(await portal.newLogin(), 'wrong'),
      await portal.signIn('nobody', 'x'),
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
      const answer = await portal.secondStep('x'.repeat(43), code);
      expect(refusal(answer).code).toBe('VALIDATION_FAILED');
    },
  );
});

describe('recovery codes', () => {
  test('each signs in once, however it is typed, and is gone then', async () => {
    const { login, client, codes } = await portal.enrolled();
    const [first = '', second = ''] = codes;
    expect((await portal.secondStep((await portal.firstStep(login)).token, first)).status).toBe(200);
    const { token } = await portal.firstStep(login);
    expect(refusal(await portal.secondStep(token, first)).code).toBe('CODE_WRONG');
    expect((await portal.secondStep(token, ` ${second.toLowerCase().replace('-', ' ')} `)).status).toBe(200);
    const state = (await client.get('/api/account/second-factor')).json as OwnSecondFactor;
    expect(state.recoveryCodesLeft).toBe(8);
    expect(await portal.actionsOn(login)).toContain('account.recovery_code_used');
  });

  test('of two who send the same one at the same moment one is in', async () => {
    const { login, codes } = await portal.enrolled();
    const steps = [await portal.firstStep(login), await portal.firstStep(login)];
    const answers = await Promise.all(steps.map(({ token }) => portal.secondStep(token, codes[0] ?? '')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  test('new ones take the place of the old', async () => {
    const { login, client, app, codes } = await portal.enrolled();
    const code = app.code(portal.clock.now());
    const answer = await client.post('/api/account/second-factor/recovery-codes', { ...password, code });
    const fresh = (answer.json as RecoveryCodes).codes;
    const { token } = await portal.firstStep(login);
    expect(refusal(await portal.secondStep(token, codes[0] ?? '')).code).toBe('CODE_WRONG');
    expect((await portal.secondStep(token, fresh[0] ?? '')).status).toBe(200);
  });
});

test('the record of it all holds', async () => {
  expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
});
