import { type EnrolledSession, type Enrolment, enrolledSession, type RecoveryCodes } from '#contracts';
import { Audit } from '#kernel';
import { Authenticator } from './authenticator.fixture.js';
import { password, refusal, SecondFactorPortal } from './second-factor-portal.fixture.js';

let portal: SecondFactorPortal;

beforeAll(async () => {
  portal = await SecondFactorPortal.start();
});
afterAll(() => portal?.close());
beforeEach(() => portal.nextHalfHour());

describe('setting up a second factor', () => {
  test('asks for the password, shows the key once, and is in force after the first right code', async () => {
    const login = await portal.newLogin();
    const client = await portal.app.signIn(login);
    const refused = await client.post('/api/account/second-factor', { password: 'wrong' });
    expect(refusal(refused)).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    const { key, uri } = (await client.post('/api/account/second-factor', password)).json as Enrolment;
    expect(uri).toContain(`Kelisim:${login}`);
    // Not confirmed: the password alone still does.
    expect((await portal.signIn(login)).status).toBe(200);
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
    expect((await portal.signIn(login)).status).toBe(202);
    expect(await portal.actionsOn(login)).toContain('account.second_factor_enrolled');
  });

  test('keeps nothing in the database that a code could be made from, or a recovery code read', async () => {
    const { login, codes } = await portal.enrolled();
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
    const { client } = await portal.enrolled();
    expect(refusal(await client.post('/api/account/second-factor', password)).code).toBe(
      'SECOND_FACTOR_PRESENT',
    );
    await portal.policy('off');
    const other = await portal.app.signIn(await portal.newLogin());
    expect(refusal(await other.post('/api/account/second-factor', password)).code).toBe('SECOND_FACTOR_OFF');
  });

  test('who confirms what he never began is refused', async () => {
    const client = await portal.app.signIn(await portal.newLogin());
    const answer = await client.post('/api/account/second-factor/confirm', { code: '123456' });
    expect(refusal(answer).code).toBe('SECOND_FACTOR_ABSENT');
  });
});

describe('where the body demands a second factor', () => {
  test('who has none gets no session before he has set one up', async () => {
    const login = await portal.newLogin();
    await portal.policy('required');
    const { token, needs } = await portal.firstStep(login);
    expect(needs).toBe('enrolment');
    expect(refusal(await portal.secondStep(token, '123456')).code).toBe('SECOND_FACTOR_ABSENT');
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
    expect((await portal.firstStep(login)).needs).toBe('code');
  });

  test('whoever has one cannot enrol anew with the password alone', async () => {
    const { login } = await portal.enrolled();
    await portal.policy('required');
    const { token } = await portal.firstStep(login);
    const answer = await portal.app.stranger.post('/api/session/enrolment', { token });
    expect(refusal(answer).code).toBe('SECOND_FACTOR_PRESENT');
  });

  test('it cannot be taken away by its owner; where it is optional it can, with the password', async () => {
    const { login, client, app } = await portal.enrolled();
    await portal.policy('required');
    const remove = (parts = {}) =>
      client.post('/api/account/second-factor/remove', {
        ...password,
        code: app.code(portal.clock.now()),
        ...parts,
      });
    expect(refusal(await remove()).code).toBe('SECOND_FACTOR_REQUIRED');
    await portal.policy('optional');
    expect(refusal(await remove({ password: 'wrong' })).code).toBe('INVALID_CREDENTIALS');
    expect((await remove()).status).toBe(204);
    expect((await portal.signIn(login)).status).toBe(200);
    expect(refusal(await remove()).code).toBe('SECOND_FACTOR_ABSENT');
  });

  test('an open screen and a password that was seen neither take it away nor make recovery codes', async () => {
    const { login, client, codes } = await portal.enrolled();
    for (const path of ['remove', 'recovery-codes']) {
      const send = (body: object) => client.post(`/api/account/second-factor/${path}`, body);
      expect(refusal(await send(password)).code).toBe('VALIDATION_FAILED');
      expect(refusal(await send({ ...password, code: '000000' })).code).toBe('CODE_WRONG');
    }
    expect((await client.get('/api/account/second-factor')).json).toMatchObject({ recoveryCodesLeft: 10 });
    expect((await portal.firstStep(login)).needs).toBe('code');
    // Whoever has lost the telephone has a recovery code.
    const body = { ...password, code: codes[0] };
    expect((await client.post('/api/account/second-factor/remove', body)).status).toBe(204);
  });

  test('of two sessions that take it away with the same code at once one does', async () => {
    const { login, client, app } = await portal.enrolled();
    const code = app.code(portal.clock.now());
    const answers = await Promise.all(
      [1, 2].map(() => client.post('/api/account/second-factor/remove', { ...password, code })),
    );
    expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
    expect((await portal.signIn(login)).status).toBe(200);
  });

  test('who takes it away at the moment at which the body demands it keeps it, or is out', async () => {
    for (let round = 0; round < 5; round += 1) {
      await portal.policy('optional');
      portal.clock.advance({ minutes: 16 });
      const { login, client, app } = await portal.enrolled();
      const keeper = await portal.coordinator();
      const removed = client.post('/api/account/second-factor/remove', {
        ...password,
        code: app.code(portal.clock.now()),
      });
      const demanded = keeper.put(`/api/accounts/bodies/${portal.bodyId}/second-factor`, {
        policy: 'required',
      });
      const [{ status }] = await Promise.all([removed, demanded]);
      expect((await demanded).status).toBe(200);
      const isIn = (await client.get('/api/session')).status === 200;
      expect([login, status === 204, isIn]).toEqual([login, status === 204, status !== 204]);
    }
  });

  test('wrong codes on the open screen count with those of signing in', async () => {
    const { login, client, app } = await portal.enrolled();
    const wrong = { ...password, code: '000000' };
    for (let i = 0; i < 4; i += 1) await client.post('/api/account/second-factor/remove', wrong);
    const { token } = await portal.firstStep(login);
    expect(refusal(await portal.secondStep(token, '000000')).code).toBe('ACCOUNT_LOCKED');
    const right = { ...password, code: app.code(portal.clock.now()) };
    expect(refusal(await client.post('/api/account/second-factor/remove', right)).code).toBe(
      'ACCOUNT_LOCKED',
    );
  });

  test('the list of sessions tells which were opened with a code', async () => {
    const { login, app } = await portal.enrolled();
    portal.clock.advance({ minutes: 1 });
    const { token } = await portal.firstStep(login);
    const entered = await portal.secondStep(token, app.code(portal.clock.now()));
    expect(entered.status).toBe(200);
    const [row] = await portal.query<{ way: string; second_factor: boolean }>(
      'SELECT way, second_factor FROM directory.session ORDER BY created_at DESC LIMIT 1',
    );
    expect(row).toEqual({ way: 'password', second_factor: true });
  });

  test('whoever has one is asked for it also where the body offers it no more', async () => {
    const { login } = await portal.enrolled();
    await portal.policy('off');
    expect((await portal.firstStep(login)).needs).toBe('code');
  });
});

test('the record of it all holds', async () => {
  expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
});
