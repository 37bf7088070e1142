import { actHistory, inboxPage, leavingView, personCard } from '#contracts';
import { Directory } from '#directory';
import { Outbox, Tx } from '#kernel';
import { type Answer, FakeClock, makeText } from '#testing';
import { Act, REMARKS } from './testing/act.fixture.js';
import {
  documented,
  drawUp,
  EXECUTOR,
  insistOn,
  moveProtocol,
  protocolOf,
  signProtocol,
} from './testing/dispute.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

/** A Monday at nine in Astana; those who leave do so on Friday. */
const NOW = '2026-11-16T04:00:00.000Z';
const LAST_DAY = '2026-11-20';
const DAY_AFTER = '2026-11-20T19:00:05.000Z';

let portal: Portal;
const clock = new FakeClock(NOW);

beforeEach(async () => {
  clock.set(NOW);
  portal = await Portal.start(clock);
  for (const body of ['developer', 'finance'] as const) {
    await portal.giveDuty(`${body}.thirdHead`, 'coordinator');
  }
});
afterEach(() => portal?.close());

const idOf = (name: PersonName) => portal.knownAs(name).id;
const coordinatorOf = (name: PersonName) =>
  portal.as(name.startsWith('finance') ? 'finance.thirdHead' : 'developer.thirdHead');
async function leave(
  name: PersonName,
  handOvers: [string, PersonName][] = [],
  on: string | null = null,
): Promise<Answer> {
  return (await coordinatorOf(name)).post(`/api/directory/people/${idOf(name)}/leave`, {
    on,
    handOvers: handOvers.map(([key, to]) => ({ room: 'agreements', key, employeeId: idOf(to) })),
  });
}
async function workOf(name: PersonName) {
  const answer = await (await coordinatorOf(name)).get(`/api/directory/people/${idOf(name)}/leaving`);
  return leavingView.parse(expectStatus(answer, 200).json).work;
}
/** Gives somebody the post of another, who has left it. */
async function succeed(name: PersonName, unitId: string, kind: string): Promise<void> {
  const answer = await (await coordinatorOf(name)).post(`/api/directory/people/${idOf(name)}/posts`, {
    unitId,
    kind,
    post: makeText(kind),
    main: false,
    from: null,
    to: null,
  });
  expectStatus(answer, 204);
}
async function asked(name: PersonName): Promise<string[]> {
  const answer = await (await portal.as(name)).get('/api/inbox');
  return inboxPage.parse(answer.json).items.map(({ verb }) => verb);
}

test('who was given work by name hands it over before he leaves; nobody takes it who could not do it', async () => {
  const act = await Act.at(portal, 'outcome', 'finance');
  const { id: stepId } = await act.step('outcome', 'finance');
  const executor = await portal.as('finance.specialist');
  const work = await workOf('finance.specialist');
  expect(work).toMatchObject([{ key: stepId, kind: 'outcome', bound: 'person' }]);
  expect(work[0]?.takers.map(({ id }) => portal.nameOf(id)).sort()).toEqual([
    'finance.colleague',
    'finance.unitHead',
  ]);

  expect(await leave('finance.specialist')).toMatchObject({
    status: 422,
    json: { code: 'WORK_NOT_HANDED_OVER', params: { keys: [stepId] } },
  });
  for (const to of ['finance.secondSpecialist', 'developer.colleague', 'finance.specialist'] as const) {
    const refusal = refusalOf(await leave('finance.specialist', [[stepId, to]]));
    expect(refusal).toMatch(to === 'finance.specialist' ? /^422 WORK_NOT/ : /^422 CANNOT_TAKE_WORK/);
  }
  expect((await act.step('outcome', 'finance')).assignees).toEqual(['finance.specialist']);

  expectStatus(await leave('finance.specialist', [[stepId, 'finance.colleague']]), 204);
  expect((await executor.get('/api/inbox')).status).toBe(401);
  expect(await asked('finance.colleague')).toEqual(['choose_outcome']);
  await act.pass('outcome', 'finance');
  const told = (await (await portal.as('finance.colleague')).get(`${act.path}/history`)).json;
  expect(JSON.stringify(told)).toContain('step.hand_over');
});

test('what goes with a post waits for whoever holds it next', async () => {
  const act = await Act.at(portal, 'opinion', 'finance');
  const secondHead = 'finance.secondHead';
  const second = portal.known.unitId('finance', 'second');
  expect(await workOf(secondHead)).toMatchObject([{ kind: 'opinion', bound: 'post', takers: [] }]);
  expectStatus(await leave(secondHead), 204);
  expect((await act.step('opinion', 'finance')).assignees).toEqual([secondHead]);
  await succeed('finance.secondSpecialist', second, 'unit_head');
  expect((await act.step('opinion', 'finance')).assignees).toEqual(['finance.secondSpecialist']);
  expect(await asked('finance.secondSpecialist')).toEqual(['give_opinion']);
  await act.pass('opinion', 'finance');
});

test('those who are still to sign are the present holders; what was signed stays as it was', async () => {
  const act = await Act.at(portal, 'unit_agreement');
  const signed = await Act.at(portal, 'developer_signature');
  const before = await signed.author.card(signed.id);
  expectStatus(await leave('developer.legalHead'), 204);
  await succeed('developer.lawyer', portal.known.unitId('developer', 'legal'), 'unit_head');
  expectStatus(await leave('developer.head'), 204);
  await succeed('developer.deputy', portal.known.unitId('developer', 'leadership'), 'head_of_body');

  await act.pass('unit_agreement', 'developer');
  await act.until('legal_visa');
  expect((await act.step('legal_visa')).assignees).toEqual(['developer.lawyer']);
  await act.pass('legal_visa');
  expect((await act.step('developer_signature')).assignees).toEqual(['developer.deputy']);
  expect((await signed.step('developer_signature')).assignees).toEqual(['developer.deputy']);
  const visa = (card: typeof before) => card.version.steps.find(({ kind }) => kind === 'legal_visa');
  expect(visa(await signed.author.card(signed.id))).toEqual(visa(before));
  expect(visa(before)?.decidedBy?.id).toBe(idOf('developer.legalHead'));
});

test('an act goes to another initiator with all that is asked of him; the record names who made it', async () => {
  const act = await Act.at(portal, 'unit_agreement');
  await act.sendBack('unit_agreement', 'developer', 'Себеп');
  const author = act.author.known.name;
  const work = await workOf(author);
  expect(work).toMatchObject([{ key: act.id, kind: 'initiator', bound: 'person' }]);
  expectStatus(await leave(author, [[act.id, 'developer.colleague']]), 204);
  expect(await asked('developer.colleague')).toEqual(['rework_draft']);
  const heir = await portal.as('developer.colleague');
  const card = await heir.card(act.id);
  expect(card.can.send).toBe(true);
  expectStatus(await heir.post(`${act.path}/send`, { revision: card.revision }), 200);
  const history = actHistory.parse((await heir.get(`${act.path}/history`)).json).items;
  expect(history[0]?.by?.id).toBe(idOf(author));
});

describe('775:21 what is disputed waits for whoever holds the work or the post now', () => {
  let act: Act;

  beforeEach(async () => {
    act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.toTheEnd();
    await insistOn(act);
  });

  const about = async (name: PersonName) =>
    (await asked(name)).filter((verb) => verb === 'write_positions' || verb === 'sign_protocol');

  test('a protocol goes to the next initiator with the act, then to the next head for his signature', async () => {
    await drawUp(act);
    expect(await about('developer.specialist')).toEqual(['write_positions']);
    expectStatus(await leave('developer.specialist', [[act.id, 'developer.colleague']]), 204);
    expect(await about('developer.colleague')).toEqual(['write_positions']);
    expectStatus(await moveProtocol(act, 'developer.colleague', 'pass'), 204);
    expectStatus(await moveProtocol(act, EXECUTOR, 'fix'), 204);
    const worker = await portal.startWorker();
    const { id } = await documented(act, 'developer.colleague').finally(() => worker.close());

    expect(await about('finance.head')).toEqual(['sign_protocol']);
    expectStatus(await leave('finance.head'), 204);
    await succeed('finance.deputy', portal.known.unitId('finance', 'leadership'), 'head_of_body');
    expect(await about('finance.deputy')).toEqual(['sign_protocol']);
    const heir = await portal.as('finance.deputy');
    const key = portal.identityOf('finance.deputy', { role: 'head' });
    expectStatus((await signProtocol(heir, { id }, key)).answer, 204);
    expect((await protocolOf(act, 'developer.colleague')).state).toBe('half_signed');
  });

  test('who spoke for a body and left is asked no more, but who heads his unit', async () => {
    await drawUp(act);
    expectStatus(await moveProtocol(act, 'developer.specialist', 'pass'), 204);
    expect(await about(EXECUTOR)).toEqual(['write_positions']);
    expectStatus(await leave(EXECUTOR), 204);
    expect(await about('finance.unitHead')).toEqual(['write_positions']);
    expectStatus(await moveProtocol(act, 'finance.unitHead', 'fix'), 204);
  });
});

test('775:3 whoever comes into a post is not told of a marked act, not for its protocol either, before he is named on it', async () => {
  const act = await Act.draft(portal, { officialUse: true, title: 'Қызметтік құпия жоспар' });
  act.outcomes.finance = REMARKS;
  await act.send();
  await act.toTheEnd();
  await insistOn(act);
  await drawUp(act);
  expectStatus(await moveProtocol(act, 'developer.specialist', 'pass'), 204);
  expectStatus(await moveProtocol(act, EXECUTOR, 'fix'), 204);
  const heir = 'finance.lawyer';
  const inboxOf = async () => (await (await portal.as(heir)).get('/api/inbox?limit=100')).text;
  // The post changes hands before the document is made, and once more after.
  expectStatus(await leave('finance.head'), 204);
  await succeed(heir, portal.known.unitId('finance', 'leadership'), 'head_of_body');
  const worker = await portal.startWorker();
  await documented(act).finally(() => worker.close());
  expect(await inboxOf()).not.toContain('құпия');
  expectStatus(await leave('finance.secondHead'), 204);
  expect(await inboxOf()).not.toContain('құпия');
  expect(refusalOf(await (await portal.as(heir)).get(act.path))).toBe('404 NOT_FOUND');

  const executor = await portal.as(EXECUTOR);
  expectStatus(await executor.post(`${act.path}/readers`, { employeeId: idOf(heir) }), 201);
  expect(await asked(heir)).toContain('sign_protocol');
});

test('a last day that comes later: until then he works, then what came meanwhile goes on by itself', async () => {
  const act = await Act.at(portal, 'assignment', 'finance');
  const leaver = 'finance.specialist';
  expectStatus(await leave(leaver, [], LAST_DAY), 204);
  await act.until('outcome', 'finance');
  expect((await act.step('outcome', 'finance')).assignees).toEqual([leaver]);
  expect(await asked(leaver)).toEqual(['choose_outcome']);

  clock.set(DAY_AFTER);
  expect(await portal.app.get(Directory).employee(idOf(leaver))).toBeUndefined();
  const due = await portal.database.dataSource.query<
    { id: string; topic: string; payload: Record<string, unknown> }[]
  >(`SELECT id, topic, payload FROM kernel.outbox WHERE topic LIKE 'directory.%' AND next_attempt_at <= $1`, [
    clock.now(),
  ]);
  expect(due.map(({ topic }) => topic).sort()).toEqual(['directory.last_day', 'directory.post_turn']);
  // However often it is done.
  for (const { topic, payload } of [...due, ...due]) {
    await portal.app.get(Tx).run(async () => portal.app.get(Outbox).handlerOf(topic)?.(payload));
  }
  expect((await act.step('outcome', 'finance')).assignees).toEqual(['finance.unitHead']);
  const [account] = await portal.database.dataSource.query<{ closed: boolean }[]>(
    'SELECT disabled_at IS NOT NULL AS closed FROM directory.account WHERE employee_id = $1',
    [idOf(leaver)],
  );
  expect(account?.closed).toBe(true);
});

test('a unit is not closed while something waits for it', async () => {
  await Act.at(portal, 'opinion', 'finance');
  const unitId = portal.known.unitId('finance', 'second');
  const coordinator = await portal.as('finance.thirdHead');
  const answer = await coordinator.post(`/api/directory/units/${unitId}/close`, { revision: 1 });
  expect(answer).toMatchObject({ status: 422, json: { params: { people: 2, steps: 1 } } });
  const card = await coordinator.get(`/api/directory/people/${idOf('finance.secondHead')}`);
  expect(personCard.parse(card.json).kept?.posts).toHaveLength(1);
});
