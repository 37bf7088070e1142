import { actList, inboxPage } from '#contracts';
import { type Answer, FakeClock, makeText, TestClient } from '#testing';
import { Act } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

/** Somebody works in another body from now on: what he was asked, told and named to in the old one stays there. */

let portal: Portal;
const clock = new FakeClock('2026-11-16T04:00:00.000Z');

beforeEach(async () => {
  portal = await Portal.start(clock);
  for (const body of ['developer', 'finance'] as const) {
    await portal.giveDuty(`${body}.thirdHead`, 'coordinator');
  }
});
afterEach(() => portal?.close());

const idOf = (name: PersonName) => portal.knownAs(name).id;
const coordinatorOf = (body: 'developer' | 'finance') => portal.as(`${body}.thirdHead`);

/** His posts end; he does not leave in order, so that nothing is handed over before. */
async function lose(name: PersonName, body: 'developer' | 'finance'): Promise<void> {
  const coordinator = await coordinatorOf(body);
  const rows = await portal.database.dataSource.query<{ id: string }[]>(
    'SELECT id FROM directory.post_holding WHERE employee_id = $1 AND ends_at IS NULL',
    [idOf(name)],
  );
  for (const { id } of rows)
    expectStatus(await coordinator.post(`/api/directory/posts/${id}/end`, { on: null }), 204);
}

async function enter(name: PersonName, body: 'developer' | 'finance'): Promise<Answer> {
  const [row] = await portal.database.dataSource.query<{ iin: string }[]>(
    'SELECT iin FROM directory.employee WHERE id = $1',
    [idOf(name)],
  );
  return (await coordinatorOf(body)).post('/api/directory/people', {
    surname: 'Сейітова',
    givenName: 'Әлия',
    patronymic: '',
    iin: row?.iin,
    workPhone: '',
    office: '',
    email: '',
    unitId: portal.known.unitId(body, 'third'),
    post: makeText('Маман'),
    kind: 'specialist',
    from: null,
    to: null,
  });
}

async function goOver(name: PersonName, from: 'developer' | 'finance', to: 'developer' | 'finance') {
  await lose(name, from);
  expectStatus(await enter(name, to), 201);
}

const signInAnew = (name: PersonName) => TestClient.signIn(portal.url, portal.knownAs(name).login);

/** All that is open to somebody. */
async function seen(person: TestClient) {
  return {
    acts: actList.parse((await person.get('/api/agreements')).json).items.map(({ id }) => id),
    inbox: inboxPage.parse((await person.get('/api/inbox')).json).items.map(({ verb }) => verb),
    done: ((await person.get('/api/inbox/done')).json as { items: unknown[] }).items.length,
  };
}
const NOTHING = { acts: [], inbox: [], done: 0 };

test('an initiator reads, sends and recalls nothing of his old body any more; his acts go on there', async () => {
  const draft = await Act.draft(portal);
  const sent = await Act.at(portal, 'unit_agreement');
  const marked = await Act.draft(portal, { officialUse: true });
  const [file] = (await draft.author.card(draft.id)).version.files;
  const name = draft.author.known.name;
  await goOver(name, 'developer', 'finance');
  const person = await signInAnew(name);
  expect(await seen(person)).toEqual(NOTHING);
  for (const { id, path } of [draft, sent, marked]) {
    for (const [method, address] of [
      ['GET', path],
      ['GET', `${path}/history`],
      ['GET', `${path}/files/${file?.id}`],
      ['POST', `${path}/recall`],
      ['POST', `${path}/send`],
      ['POST', `${path}/readers`],
    ] as const) {
      const body = { revision: 1, employeeId: idOf('finance.colleague') };
      const answer = await person.send(method, address, method === 'GET' ? undefined : body);
      expect([id, method, address, answer.status]).toEqual([id, method, address, 404]);
    }
  }
  const heir = await portal.as('developer.head');
  expect((await heir.card(draft.id)).can.send).toBe(true);
  expect((await heir.card(marked.id)).can.send).toBe(true);
});

test('who had a step, a task or news by name has them no longer; the work is another’s', async () => {
  const act = await Act.at(portal, 'outcome', 'finance');
  await goOver('finance.specialist', 'finance', 'developer');
  const person = await signInAnew('finance.specialist');
  expect(await seen(person)).toEqual(NOTHING);
  expect((await act.step('outcome', 'finance')).assignees).not.toContain('finance.specialist');
  await act.pass('outcome', 'finance');
  // What is asked anew in the act opens it to nobody of before.
  expect(refusalOf(await person.get(act.path))).toBe('404 NOT_FOUND');
});

test('a session of before is over: it was begun by the rules of the other body', async () => {
  const before = await portal.as('finance.specialist');
  await goOver('finance.specialist', 'finance', 'developer');
  expect(refusalOf(await before.get('/api/session'))).toBe('401 SESSION_ENDED');
});

test('who comes back reads what he is asked by then, and nothing that is closed to him', async () => {
  const act = await Act.draft(portal, { officialUse: true });
  const name = act.author.known.name;
  await goOver(name, 'developer', 'finance');
  await goOver(name, 'finance', 'developer');
  const person = await signInAnew(name);
  expect(await seen(person)).toEqual(NOTHING);
  const heir = await portal.as('developer.head');
  expectStatus(await heir.post(`${act.path}/readers`, { employeeId: idOf(name) }), 201);
  expect((await seen(person)).acts).toEqual([act.id]);
});
