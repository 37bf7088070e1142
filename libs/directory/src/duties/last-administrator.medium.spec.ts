import { type AccountList, type Duty, type PersonCard } from '#contracts';
import { newId } from '#kernel';
import type { Answer, TestClient } from '#testing';
import { DirectoryPortal } from '../directory-portal.fixture.js';

const PEOPLE = {
  administrator: 'portal_administrator',
  officer: 'authorised_body_officer',
  coordinator: 'coordinator',
  clerk: null,
} as const satisfies Record<string, Duty | null>;

let portal: DirectoryPortal;
const ids = new Map<string, string>();

beforeEach(async () => {
  portal = await DirectoryPortal.start();
  const unit = await portal.unit(await portal.body('own'), 'ordinary', 'unit');
  for (const [login, duty] of Object.entries(PEOPLE)) {
    ids.set(login, await portal.employee(unit, { login, name: `${login} Given`, postKind: 'specialist' }));
    if (duty) await portal.writer.putDuty(idOf(login), duty);
  }
});
afterEach(() => portal?.close());

const idOf = (login: string): string => ids.get(login) ?? newId();
const as = (login: string): Promise<TestClient> => portal.app.signIn(login);
const codeOf = ({ status, json }: Answer) => (status < 300 ? status : (json as { code: string }).code);
const leave = async (by: string, who: string, on: string | null = null) =>
  codeOf(await (await as(by)).post(`/api/directory/people/${idOf(who)}/leave`, { on, handOvers: [] }));
async function endPost(by: string, who: string, on: string | null = null) {
  const client = await as(by);
  const { kept } = (await client.get(`/api/directory/people/${idOf(who)}`)).json as PersonCard;
  return codeOf(await client.post(`/api/directory/posts/${kept?.posts[0]?.id}/end`, { on }));
}
async function accountOf(client: TestClient, login: string): Promise<string> {
  const { items } = (await client.get('/api/accounts?limit=50')).json as AccountList;
  return items.find((one) => one.login === login)?.id ?? newId();
}
const administratorsWhoCanAct = () =>
  portal.query(`SELECT login FROM directory.account JOIN directory.duty_holder holder USING (employee_id)
    WHERE duty = 'portal_administrator' AND disabled_at IS NULL`);

describe('those who keep what all bodies share', () => {
  test.each(['administrator', 'officer'])(
    '%s is not sent away by the coordinator of his body',
    async (who) => {
      await portal.writer.putDuty(idOf('clerk'), 'portal_administrator');
      for (const on of [null, '2026-03-20']) {
        expect(await leave('coordinator', who, on)).toBe('ACCOUNT_PROTECTED');
        expect(await endPost('coordinator', who, on)).toBe('ACCOUNT_PROTECTED');
      }
      expect((await (await as(who)).get('/api/session')).status).toBe(200);
      expect(await leave('clerk', who)).toBe(204);
    },
  );

  test('another post beside it, and the end of one of two, are the coordinator’s business', async () => {
    const client = await as('coordinator');
    const { kept } = (await client.get(`/api/directory/people/${idOf('officer')}`)).json as PersonCard;
    const [held] = kept?.posts ?? [];
    const second = { unitId: held?.unit.id, post: held?.post, kind: 'specialist', main: false };
    const appointed = await client.post(`/api/directory/people/${idOf('officer')}/posts`, {
      ...second,
      from: null,
      to: null,
    });
    expect(appointed.status).toBe(204);
    expect(codeOf(await client.post(`/api/directory/posts/${held?.id}/end`, { on: null }))).toBe(204);
  });

  test('the last administrator neither leaves nor loses his post, now or later', async () => {
    for (const on of [null, '2026-03-20']) {
      expect(await leave('administrator', 'administrator', on)).toBe('LAST_ADMINISTRATOR');
      expect(await endPost('administrator', 'administrator', on)).toBe('LAST_ADMINISTRATOR');
    }
    // Whoever is to leave soon is not the one who stays.
    await portal.writer.putDuty(idOf('clerk'), 'portal_administrator');
    expect(await leave('administrator', 'clerk', '2026-03-20')).toBe(204);
    expect(await leave('administrator', 'administrator')).toBe('LAST_ADMINISTRATOR');
  });

  test('who has not set a password yet is not the one who stays', async () => {
    await portal.writer.putDuty(idOf('clerk'), 'portal_administrator');
    await portal.query(`UPDATE directory.account SET activated_at = NULL WHERE login = 'clerk'`);
    const officer = await as('officer');
    const taken = await officer.send('DELETE', `/api/duties/portal_administrator/${idOf('administrator')}`);
    expect(codeOf(taken)).toBe('LAST_ADMINISTRATOR');
  });

  test('one takes the duty while the other blocks the account or lets him go: one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      await portal.writer.putDuty(idOf('clerk'), 'portal_administrator');
      await portal.writer.putDuty(idOf('administrator'), 'portal_administrator');
      await portal.query('UPDATE directory.account SET disabled_at = NULL');
      const [one, other] = [await as('administrator'), await as('clerk')];
      const own = await accountOf(other, 'administrator');
      await Promise.all([
        one.send('DELETE', `/api/duties/portal_administrator/${idOf('clerk')}`),
        other.post(`/api/accounts/${own}/block`, { reason: 'Қызметтік тексеру' }),
      ]);
      expect(await administratorsWhoCanAct()).toHaveLength(1);
    }
  });

  test('an officer does not make himself administrator; an administrator does it', async () => {
    const path = `/api/duties/portal_administrator/${idOf('officer')}`;
    expect(codeOf(await (await as('officer')).send('PUT', path))).toBe('DUTY_TO_SELF');
    expect(codeOf(await (await as('administrator')).send('PUT', path))).toBe(200);
  });
});
