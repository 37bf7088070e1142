import { newId } from '#kernel';
import type { Answer } from '#testing';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import {
  documented,
  EXECUTOR,
  insistOn,
  moveProtocol,
  protocolOf,
  protocolsOf,
  signProtocol,
} from './testing/dispute.fixture.js';
import {
  agree,
  LETTER,
  openOffice,
  sendLetter,
  signLetter,
  submissionOf,
  type Worker,
} from './testing/office.fixture.js';
import { expectStatus, type Person, Portal, refusalOf } from './testing/portal.fixture.js';

const REASON = { reason: 'Себеп' };

let portal: Portal;
let worker: Worker;

beforeAll(async () => {
  portal = await Portal.start();
  await openOffice(portal);
  worker = await portal.startWorker();
});

afterAll(async () => {
  await worker?.close();
  await portal?.close();
});

/** Both are asked at the same moment. @returns what they were told, the one that was let through first */
async function atOnce(...deeds: (() => Promise<Answer>)[]): Promise<string[]> {
  const answers = await Promise.all(deeds.map((deed) => deed()));
  return answers
    .map((answer) => (answer.status < 300 ? 'done' : refusalOf(answer)))
    .sort()
    .reverse();
}

const twice = (deed: () => Promise<Answer>) => atOnce(deed, deed);

async function told(act: Act, action: string): Promise<number> {
  return (await act.history(AUTHOR)).filter((entry) => entry.action === action).length;
}

test('775:20, 16 what an approving body asks for: once asked, once decided, whoever clicks twice', async () => {
  const act = await Act.at(portal, 'assignment', 'finance');
  const [review] = (await act.author.card(act.id)).version.reviews;
  const head = await portal.as('finance.head');
  const path = `/api/agreements/reviews/${review?.id}`;
  expect(await twice(() => head.post(`${path}/ask-prolongation`, { workingDays: 3, ...REASON }))).toEqual([
    'done',
    '409 CONFLICT',
  ]);
  const suggestion = { bodyId: portal.known.bodyIds.outside, ...REASON };
  expect(await twice(() => head.post(`${path}/suggest`, suggestion))).toEqual(['done', '409 CONFLICT']);

  const { version } = await act.author.card(act.id);
  const [asked] = version.reviews.flatMap(({ prolongations }) => prolongations);
  const prolong = (grant: boolean) => () =>
    act.author.post(`/api/agreements/prolongations/${asked?.id}/decide`, { grant, ...REASON });
  expect(await atOnce(prolong(true), prolong(false))).toEqual(['done', '409 PROLONGATION_DECIDED']);
  const name = (accept: boolean) => () =>
    act.author.post(`/api/agreements/suggestions/${version.suggestions[0]?.id}/decide`, {
      accept,
      ...REASON,
    });
  expect(await atOnce(name(true), name(true))).toEqual(['done', '409 SUGGESTION_DECIDED']);
  const asks = (await act.author.card(act.id)).version.reviews.filter(
    ({ body }) => body.id === portal.known.bodyIds.outside,
  );
  expect(asks).toHaveLength(1);
});

test('775:17 the head of the unit hands the work over while its executor gives the outcome: one of the two', async () => {
  const act = await Act.at(portal, 'outcome', 'finance');
  const [review] = (await (await portal.as('finance.unitHead')).card(act.id)).version.reviews;
  const head = await portal.as('finance.unitHead');
  const step = await act.step('outcome', 'finance');
  const heir = portal.knownAs('finance.colleague').id;
  const told = await atOnce(
    () => head.post(`/api/agreements/reviews/${review?.id}/hand-over`, { executorId: heir }),
    () => act.decide(step, EXECUTOR),
  );
  expect(told[0]).toBe('done');
  expect(['409 NOT_YOUR_TURN', '409 CONFLICT']).toContain(told[1]);
  const open = await act.openSteps('finance');
  expect(open).toHaveLength(1);
});

test('775:17 two executors, the old one and the new, give the outcome at once: that of the new one counts', async () => {
  const act = await Act.at(portal, 'outcome', 'finance');
  const head = await portal.as('finance.unitHead');
  const [review] = (await head.card(act.id)).version.reviews;
  const heir = portal.knownAs('finance.colleague').id;
  expectStatus(await head.post(`/api/agreements/reviews/${review?.id}/hand-over`, { executorId: heir }), 200);
  const step = await act.step('outcome', 'finance');
  const outcome = { outcome: 'agreed', leftOut: [], dropped: [] };
  const decide = (who: typeof EXECUTOR) => () => act.decide(step, who, outcome);
  expect(await atOnce(decide(EXECUTOR), decide('finance.colleague'))).toEqual(['done', '409 NOT_YOUR_TURN']);
  const [settled] = (await head.card(act.id)).version.reviews;
  const done = settled?.inner?.steps.find(({ kind, state }) => kind === 'outcome' && state === 'done');
  expect(done?.decidedBy?.id).toBe(heir);
});

test('775:21 a protocol: drawn up, passed, fixed and signed once, whoever clicks twice', async () => {
  const act = await Act.draft(portal, { approvingBodyIds: [portal.known.bodyIds.finance] });
  act.outcomes.finance = REMARKS;
  await act.send();
  await act.toTheEnd();
  await insistOn(act);
  const draw = () =>
    act.author.post(`${act.path}/protocols`, { id: newId(), bodyId: portal.known.bodyIds.finance });
  expect(await twice(draw)).toEqual(['done', '409 CONFLICT']);
  expect(await protocolsOf(act, AUTHOR)).toHaveLength(1);
  const { id, revision } = await protocolOf(act);
  const by = (person: Person, verb: string, at: number) => () =>
    person.post(`/api/agreements/protocols/${id}/moves/${verb}`, { revision: at });
  expect(await twice(by(act.author, 'pass', revision))).toEqual(['done', '409 NOT_YOUR_TURN']);
  const executor = await portal.as(EXECUTOR);
  expect(await atOnce(by(executor, 'fix', revision + 1), by(executor, 'pass', revision + 1))).toEqual([
    'done',
    '409 NOT_YOUR_TURN',
  ]);
  if ((await protocolOf(act)).state === 'with_developer')
    expectStatus(await moveProtocol(act, AUTHOR, 'fix'), 204);
  const fixed = await documented(act);
  const head = await portal.as('finance.head');
  // In two tabs, each with what it prepared.
  const told = await twice(async () => (await signProtocol(head, fixed)).answer);
  expect(told).toEqual(['done', '409 NOT_YOUR_TURN']);
  expect((await protocolOf(act)).state).toBe('half_signed');
  const kept = await portal.database.dataSource.query(
    'SELECT FROM signing.signature WHERE subject_id = $1 AND employee_id = $2 AND step_id NOT IN (SELECT id FROM agreements.route_step)',
    [act.id, head.id],
  );
  expect(kept).toHaveLength(1);
});

test('775:22, 23 the letter and the Office: each deed once, and of two that exclude each other one', async () => {
  const act = await Act.draft(portal);
  await act.send();
  await agree(act);
  expect((await twice(() => act.author.post(`${act.path}/letter/send`, { ...LETTER, revision: 0 })))[0]).toBe(
    'done',
  );
  expect(await told(act, 'submission.send')).toBe(1);
  expectStatus(await act.author.post(`${act.path}/letter/recall`), 200);
  await sendLetter(act);
  await signLetter(act);
  const registration = await act.step('office_registration', 'outside');
  const officer = await portal.as('outside.officer');
  const body = {
    term: { workingDays: 5 },
    incomingNumber: 'ПМК-1',
    unitId: portal.known.unitId('outside', 'main'),
  };
  const pass = () => officer.post(`/api/agreements/steps/${registration.id}/pass-on`, body);
  expect(await twice(pass)).toEqual(['done', '409 STEP_DECIDED']);
  const { id } = await act.step('office_consideration', 'outside');
  const unit = await portal.as('outside.unitHead');
  const decided = await atOnce(
    () => unit.post(`/api/agreements/steps/${id}/agree`, { comment: '' }),
    () => unit.post(`/api/agreements/steps/${id}/return`, REASON),
  );
  expect(decided).toEqual(['done', '409 STEP_DECIDED']);
  expect(['accepted', 'returned']).toContain((await submissionOf(act)).state);
});
