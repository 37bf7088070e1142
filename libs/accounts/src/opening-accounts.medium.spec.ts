import type { ActivationSlip, RequestedAccounts } from '#contracts';
import { Audit, Housekeeping, newId } from '#kernel';
import { makeText } from '#testing';
import { AccountsPortal, PASSWORD, REASON, refusal } from './accounts-portal.fixture.js';

let portal: AccountsPortal;

beforeAll(async () => {
  portal = await AccountsPortal.start();
});
afterAll(() => portal?.close());
beforeEach(() => portal.laterMinutes());

describe('deciding', () => {
  test('many at once; the body that asked is told, and nothing waits any more', async () => {
    const ids = [await portal.request('requested'), await portal.request('requested')];
    expect((await portal.decide('officer', ids, 'approve')).status).toBe(204);
    for (const id of ids) {
      expect(await portal.read(id)).toMatchObject({ state: 'approved', decided: { reason: '' } });
      expect(await portal.inboxOf('officer', id)).toEqual([]);
      expect(await portal.inboxOf('second officer', id)).toEqual([]);
      expect(await portal.inboxOf('coordinator', id)).toEqual([
        { needs: 'action', verb: 'give_activation_code' },
      ]);
    }
  });

  test('a refusal wants a reason, which the body reads', async () => {
    const id = await portal.request('requested');
    expect(refusal(await portal.decide('officer', [id], 'refuse'))).toBe('REASON_MISSING');
    expect(refusal(await portal.decide('officer', [id], 'refuse', 'Штатта жоқ'))).toBe(204);
    expect(await portal.read(id)).toMatchObject({ state: 'refused', decided: { reason: 'Штатта жоқ' } });
    expect(await portal.inboxOf('coordinator', id)).toEqual([
      { needs: 'information', verb: 'account_refused' },
    ]);
  });

  test('nobody decides what he asked for himself, though he has the duty', async () => {
    const answer = await portal.ask('both', [{ employeeId: await portal.newcomer(), login: 'own.request' }]);
    const { ids } = answer.json as RequestedAccounts;
    expect(await portal.inboxOf('both', ids[0] ?? '')).toEqual([]);
    expect(refusal(await portal.decide('both', ids, 'approve'))).toBe('OWN_REQUEST');
    expect(refusal(await portal.decide('both', ids, 'refuse', 'x'))).toBe('OWN_REQUEST');
    expect((await portal.decide('officer', ids, 'approve')).status).toBe(204);
  });

  test('two officers at once: one decides, the other is told that somebody was first', async () => {
    const id = await portal.request('requested');
    const answers = await Promise.all([
      portal.decide('officer', [id], 'approve'),
      portal.decide('second officer', [id], 'refuse', 'Жоқ'),
    ]);
    expect(answers.map(refusal).sort()).toEqual([204, 'CONFLICT']);
  });

  test('all or none: one that was decided meanwhile leaves the others as they were', async () => {
    const [open, decided] = [await portal.request('requested'), await portal.request('refused')];
    expect(refusal(await portal.decide('officer', [open, decided], 'approve'))).toBe('CONFLICT');
    expect((await portal.read(open)).state).toBe('requested');
    expect(refusal(await portal.decide('officer', [open, newId()], 'approve'))).toBe('NOT_FOUND');
  });

  test('an approval is refused where somebody has taken the login meanwhile', async () => {
    const id = await portal.request('requested', 'late.login');
    const { id: employeeId } = await portal.population.makeEmployee();
    await portal.query(`UPDATE directory.account SET login = 'late.login' WHERE employee_id = $1`, [
      employeeId,
    ]);
    expect(refusal(await portal.decide('officer', [id], 'approve'))).toBe('LOGIN_TAKEN');
    expect((await portal.read(id)).state).toBe('requested');
  });
});

describe('activation', () => {
  test('the owner sets a password by the code on his slip, signs in, and the body is told', async () => {
    const id = await portal.request('approved', 'good.owner');
    const answer = await portal.as('coordinator').post(`/api/account-requests/${id}/code`);
    const slip = answer.json as ActivationSlip;
    expect(slip).toMatchObject({ login: 'good.owner', fullName: 'Оразбаева Жанар' });
    expect(new Date(slip.expiresAt).getTime() - portal.clock.now().getTime()).toBe(3 * 86_400_000);
    const typed = slip.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const view = await portal.app.stranger.post('/api/activation/check', { code: typed });
    const { code: _code, ...rest } = slip;
    expect(view.json).toEqual(rest);
    expect((await portal.activate(typed)).status).toBe(204);
    expect(
      (await portal.app.stranger.post('/api/session', { login: 'good.owner', password: PASSWORD })).status,
    ).toBe(200);
    expect((await portal.read(id)).state).toBe('activated');
    expect(await portal.inboxOf('coordinator', id)).toContainEqual({
      needs: 'information',
      verb: 'account_activated',
    });
  });

  test('before it nobody signs in to the account, with whatever password', async () => {
    await portal.request('approved', 'not.yet');
    for (const password of ['', '\0', 'x', PASSWORD]) {
      const answer = await portal.app.stranger.post('/api/session', {
        login: 'not.yet',
        password: password || ' ',
      });
      expect([400, 401]).toContain(answer.status);
    }
  });

  test('a code is good once, until a newer one is given, for three days', async () => {
    const id = await portal.request('approved');
    const old = await portal.codeOf(id);
    const code = await portal.codeOf(id);
    expect(refusal(await portal.activate(old))).toBe('ACTIVATION_EXPIRED');
    portal.clock.advance({ days: 3 });
    await portal.signInAgain();
    expect(refusal(await portal.activate(code))).toBe('ACTIVATION_EXPIRED');
    const last = await portal.codeOf(id);
    expect(refusal(await portal.activate(last))).toBe(204);
    expect(refusal(await portal.activate(last))).toBe('ACTIVATION_USED');
  });

  test('two who use a code at the same moment: one sets the password, and his it is', async () => {
    const code = await portal.codeOf(await portal.request('approved', 'two.owners'));
    const passwords = ['бірінші адамның құпиясы', 'екінші адамның құпиясы'];
    const answers = await Promise.all(passwords.map((password) => portal.activate(code, password)));
    expect(answers.map(refusal).sort()).toEqual([204, 'ACTIVATION_USED']);
    const place = answers.findIndex(({ status }) => status === 204);
    const signIn = (password = '') =>
      portal.app.stranger.post('/api/session', { login: 'two.owners', password });
    expect((await signIn(passwords[place])).status).toBe(200);
    expect((await signIn(passwords[1 - place])).status).toBe(401);
  });

  test.each([
    ['PASSWORD_TOO_SHORT', 'қысқа'],
    ['PASSWORD_COMMON', 'qwertyuiop123'],
    ['PASSWORD_PERSONAL', 'менің атым Оразбаева'],
  ])('a password that is %s is refused, and the code stays good', async (code, password) => {
    const given = await portal.codeOf(await portal.request('approved'));
    expect(refusal(await portal.activate(given, password))).toBe(code);
    expect(refusal(await portal.activate(given))).toBe(204);
  });

  test('the code of an account that was withdrawn is nobody’s', async () => {
    const id = await portal.request('approved');
    const code = await portal.codeOf(id);
    await portal.as('coordinator').post(`/api/account-requests/${id}/withdraw`);
    expect(refusal(await portal.activate(code))).toBe('ACTIVATION_UNKNOWN');
  });

  test('the code of an account that was blocked is refused', async () => {
    const id = await portal.request('approved');
    const code = await portal.codeOf(id);
    const { accountId } = await portal.read(id);
    expect(
      (await portal.as('coordinator').post(`/api/accounts/${accountId}/block`, { reason: REASON })).status,
    ).toBe(204);
    expect(refusal(await portal.activate(code))).toBe('ACCOUNT_DISABLED');
  });

  test('who tries one code after another is stopped after twenty in a minute', async () => {
    const answers: (number | string)[] = [];
    for (let attempt = 0; attempt < 25; attempt += 1)
      answers.push(refusal(await portal.activate(`GUESS-${attempt}`)));
    expect(answers.filter((answer) => answer === 'ACTIVATION_UNKNOWN')).toHaveLength(20);
    expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS');
  });
});

describe('what nobody acts on in thirty days is over', () => {
  test('a request, and an account that its owner never activated: both can be asked for again', async () => {
    const [asked, approved] = [
      await portal.request('requested', 'too.late'),
      await portal.request('approved', 'never.came'),
    ];
    portal.clock.advance({ days: 30 });
    await portal.app.get(Housekeeping).run();
    await portal.signInAgain();
    for (const id of [asked, approved]) {
      expect(await portal.read(id)).toMatchObject({ state: 'expired', accountId: null, expiresAt: null });
      expect(await portal.inboxOf('officer', id)).toEqual([]);
    }
    for (const login of ['too.late', 'never.came'])
      expect(refusal(await portal.ask('coordinator', [{ employeeId: await portal.newcomer(), login }]))).toBe(
        201,
      );
  });
});

test('the record of it all holds', async () => {
  expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
});

describe('somebody who goes over to another body between the request and his password', () => {
  /** The other body's coordinator enters who holds no post any more. */
  async function goOver(requestId: string): Promise<void> {
    const { employee } = await portal.read(requestId);
    await portal.query('UPDATE directory.post_holding SET ends_at = $2 WHERE employee_id = $1', [
      employee.id,
      portal.clock.now(),
    ]);
    const [row] = await portal.query<{ iin: string }>('SELECT iin FROM directory.employee WHERE id = $1', [
      employee.id,
    ]);
    const answer = await portal.as('other coordinator').post('/api/directory/people', {
      surname: 'Оразбаева',
      givenName: 'Жанар',
      patronymic: '',
      workPhone: '',
      office: '',
      email: '',
      iin: row?.iin,
      unitId: portal.units.other,
      post: makeText('Head'),
      kind: 'specialist',
      from: null,
      to: null,
    });
    expect([answer.status, answer.json]).toEqual([201, { id: employee.id }]);
  }

  test('the coordinator of the body that he left opens no account in his name', async () => {
    const id = await portal.request('approved');
    const kept = await portal.codeOf(id);
    await goOver(id);
    expect(refusal(await portal.activate(kept))).toBe('ACTIVATION_EXPIRED');
    expect(refusal(await portal.as('coordinator').post(`/api/account-requests/${id}/code`))).toBe('CONFLICT');
    expect(refusal(await portal.as('coordinator').post(`/api/account-requests/${id}/withdraw`))).toBe(204);
  });

  test('what his old body asked for is not approved', async () => {
    const id = await portal.request('requested');
    await goOver(id);
    expect(refusal(await portal.decide('officer', [id], 'approve'))).toBe('PERSON_OF_OTHER_BODY');
  });
});
