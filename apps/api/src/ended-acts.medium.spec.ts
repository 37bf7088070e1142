import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '#kernel';
import { FakeClock } from '#testing';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import { agreedAct, openOffice, sendLetter, signLetter, submissionOf } from './testing/office.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-16T05:00:00.000Z');
const REASON = { reason: 'Қажеттілігі жоқ' };
const EXECUTOR: PersonName = 'finance.specialist';

let portal: Portal;
let worker: INestApplicationContext;

beforeAll(async () => {
  portal = await Portal.start(clock);
  worker = await portal.startWorker();
});

afterAll(async () => {
  await worker?.close();
  await portal?.close();
});

const withdraw = async (act: Act) => expectStatus(await act.author.post(`${act.path}/withdraw`, REASON), 200);
const takeBack = async (stepId: string, by: PersonName) =>
  refusalOf(await (await portal.as(by)).post(`/api/agreements/steps/${stepId}/take-back`));

/** Finance placed a remark. */
async function remarked(): Promise<Act> {
  const act = await Act.draft(portal);
  act.outcomes.finance = REMARKS;
  await act.send();
  await act.toTheEnd();
  return act;
}

async function answer(act: Act) {
  const remarks = (await act.remarks()).items.map(({ id, revision }) => ({ id, revision }));
  const given = { remarks, position: 'not_accepted', reasons: 'Бюджетте қаражат жоқ' };
  return act.author.send('PUT', `${act.path}/remarks/answers`, given);
}

/** The developer did not accept it. */
async function disputed(): Promise<Act> {
  const act = await remarked();
  expectStatus(await answer(act), 200);
  expectStatus(await act.author.post(`${act.path}/remarks/answers/send`), 200);
  return act;
}

async function drawUp(act: Act, protocolId = newId()) {
  return act.author.post(`${act.path}/protocols`, { id: protocolId, bodyId: portal.known.bodyIds.finance });
}

describe('of a withdrawn act', () => {
  test('a visa is not taken back: nothing of its route begins again', async () => {
    const act = await Act.at(portal, 'unit_agreement');
    const [first] = await act.openSteps();
    const by = first?.assignees[0] ?? AUTHOR;
    await act.pass('unit_agreement', 'developer', by);
    await withdraw(act);
    expect(await takeBack(first?.id ?? '', by)).toBe('409 ACT_WITHDRAWN');
    expect(await act.openSteps()).toEqual([]);
    expect(await act.turns()).toEqual({});
  });

  test('nobody is asked to answer remarks, or to consider answers, and nobody does', async () => {
    const act = await remarked();
    await withdraw(act);
    expect(await act.turns()).toEqual({});
    expect(refusalOf(await answer(act))).toBe('409 ACT_WITHDRAWN');
    expect((await act.remarks()).can).toEqual({ answer: false, sendAnswers: false, reply: false });
    const answered = await disputed();
    await withdraw(answered);
    expect(await answered.turns()).toEqual({});
    expect((await answered.remarks(EXECUTOR)).can.reply).toBe(false);
    const [own] = (await answered.remarks(EXECUTOR)).items;
    const insist = { remarks: [{ id: own?.id, revision: own?.revision }], reply: 'agree', reasons: '' };
    const late = await (await portal.as(EXECUTOR)).post(`${answered.path}/remarks/replies`, insist);
    expect(refusalOf(late)).toBe('409 ACT_WITHDRAWN');
  });

  test('no protocol is drawn up or written', async () => {
    const act = await disputed();
    const protocolId = newId();
    expectStatus(await drawUp(act, protocolId), 200);
    await withdraw(act);
    expect(await act.turns()).toEqual({});
    const moved = await act.author.post(`/api/agreements/protocols/${protocolId}/moves/pass`, {
      revision: 1,
    });
    expect(refusalOf(moved)).toBe('409 ACT_WITHDRAWN');
    expect(await act.turns()).toEqual({});
    const other = await disputed();
    await withdraw(other);
    expect(refusalOf(await drawUp(other))).toBe('409 ACT_WITHDRAWN');
  });

  test('a body that somebody named is decided on no more', async () => {
    const act = await Act.at(portal, 'assignment', 'finance');
    const officer = await portal.as('finance.officer');
    const { ownReviewId } = await officer.card(act.id);
    const named = { bodyId: portal.known.bodyIds.outside, reason: 'Құзыретіне жатады' };
    expectStatus(await officer.post(`/api/agreements/reviews/${ownReviewId}/suggest`, named), 200);
    const [suggestion] = (await act.author.card(act.id)).version.suggestions;
    await withdraw(act);
    const decline = { accept: false, reason: 'Қажет емес' };
    const late = await act.author.post(`/api/agreements/suggestions/${suggestion?.id}/decide`, decline);
    expect(refusalOf(late)).toBe('409 ACT_WITHDRAWN');
    expect(await act.turns()).toEqual({});
  });
});

test('775:22 the letter that went to the Office is not taken back: its signature stands', async () => {
  await openOffice(portal);
  const act = await agreedAct(portal);
  await sendLetter(act);
  const { id } = await act.step('letter_signature');
  clock.advance({ minutes: 1 });
  await signLetter(act);
  expect(await takeBack(id, 'developer.head')).toBe('409 CONFLICT');
  expect((await submissionOf(act)).steps.find((step) => step.id === id)?.state).toBe('done');
});

test('what lies in the archive is only read', async () => {
  const act = await disputed();
  await withdraw(act);
  expectStatus(await act.author.post(`${act.path}/archive`), 200);
  const before = await portal.fingerprint();
  expect(refusalOf(await answer(act))).toBe('409 ACT_ARCHIVED');
  expect(refusalOf(await act.author.post(`${act.path}/remarks/answers/send`))).toBe('409 ACT_ARCHIVED');
  expect(refusalOf(await drawUp(act))).toBe('409 ACT_ARCHIVED');
  expect(refusalOf(await act.author.post(`${act.path}/archive`))).toBe('409 ACT_ARCHIVED');
  expect(await portal.fingerprint()).toBe(before);
});

test('what was still asked about an act is asked of nobody once it lies in the archive', async () => {
  const act = await disputed();
  const { dataSource } = portal.database;
  await dataSource.query(`UPDATE agreements.act_version SET state = 'accepted' WHERE act_id = $1`, [act.id]);
  expect((await act.turns())[EXECUTOR]).toMatch(/^consider_answers /);
  expectStatus(await act.author.post(`${act.path}/archive`), 200);
  expect(await act.turns()).toEqual({});
});

test('a body that left and was asked again works in its new review', async () => {
  const act = await Act.at(portal, 'outcome', 'finance');
  const bodyId = portal.known.bodyIds.finance;
  expectStatus(await act.author.post(`${act.path}/bodies/withdraw`, { bodyId, ...REASON }), 200);
  expectStatus(await act.author.post(`${act.path}/bodies`, { bodyId, ...REASON }), 200);
  await act.until('outcome', 'finance');
  const card = await (await portal.as('finance.unitHead')).card(act.id);
  const own = card.version.reviews.find(({ id }) => id === card.ownReviewId);
  expect(own?.state).toBe('in_work');
  expect(card.can.handOver).toBe(true);
});
