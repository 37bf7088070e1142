import { performance } from 'node:perf_hooks';
import * as xlsx from '@e965/xlsx';
import { actReadings, draftSaved, type RemarkThread, stepRemarks } from '#contracts';
import { newId } from '#kernel';
import { Act, AUTHOR, completeCard, REMARKS } from './testing/act.fixture.js';
import { bytesOf } from './testing/office.fixture.js';
import type { BodyName, PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const EXECUTOR: PersonName = 'finance.specialist';
const remark = (text: string, more: object = {}) => ({
  point: '7',
  text,
  proposal: 'Нақты көрсету',
  revision: 0,
  ...more,
});

let portal: Portal;

beforeAll(async () => {
  portal = await Portal.start();
});

afterAll(() => portal?.close());

async function steps(act: Act, as: PersonName, kind: 'opinion' | 'outcome', body: BodyName = 'finance') {
  const person = await portal.as(as);
  const path = `/api/agreements/steps/${(await act.step(kind, body)).id}/remarks`;
  return {
    read: async () => parsed(stepRemarks, expectStatus(await person.get(path), 200)),
    save: (id: string, draft: object) => person.send('PUT', `${path}/${id}`, draft),
    remove: (id: string, revision: number) => person.send('DELETE', `${path}/${id}?revision=${revision}`),
  };
}

const stateOf = (items: readonly RemarkThread[], id: string) => items.find((one) => one.id === id)?.state;
const chosen = (items: readonly RemarkThread[]) => items.map(({ id, revision }) => ({ id, revision }));

/** Two bodies have placed the same remark. */
async function placed(parts: Parameters<typeof Act.draft>[1] = {}): Promise<Act> {
  const act = await Act.draft(portal, parts);
  act.outcomes.finance = REMARKS;
  act.outcomes.justice = REMARKS;
  await act.send();
  await act.toTheEnd();
  return act;
}

describe('775:17 remarks while they are written', () => {
  test('are kept in the portal, unfinished too, and are the executor’s alone', async () => {
    const act = await Act.at(portal, 'outcome', 'finance');
    const at = await steps(act, EXECUTOR, 'outcome');
    const id = newId();
    const first = parsed(draftSaved, expectStatus(await at.save(id, { text: 'Мерз', revision: 0 }), 200));
    expectStatus(await at.save(id, remark('Мерзімі анық емес', { kind: 'law', ...first })), 200);
    expect((await at.read()).drafts).toMatchObject([
      { id, text: 'Мерзімі анық емес', kind: 'law', point: '7' },
    ]);
    const head = await portal.as('finance.unitHead');
    const { id: stepId } = await act.step('outcome', 'finance');
    expect(refusalOf(await head.get(`/api/agreements/steps/${stepId}/remarks`))).toBe('409 NOT_YOUR_TURN');
    expect((await act.remarks('finance.unitHead')).items).toEqual([]);
  });

  test('two who write one remark: the later is told, and what the earlier wrote stays', async () => {
    const act = await Act.at(portal, 'outcome', 'finance');
    const at = await steps(act, EXECUTOR, 'outcome');
    const id = newId();
    expectStatus(await at.save(id, remark('Бірінші')), 200);
    const both = await Promise.all([
      at.save(id, remark('Екінші', { revision: 1 })),
      at.save(id, remark('Үшінші', { revision: 1 })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.map(refusalOf).sort()).toEqual(['200', '409 STALE']);
    expect(refusalOf(await at.remove(id, 1))).toBe('409 STALE');
    expectStatus(await at.remove(id, 2), 204);
    expect(refusalOf(await at.save(id, remark('Төртінші', { revision: 2 })))).toBe('409 STALE');
  });

  test('a remark that another wrote meanwhile is not passed over when the outcome is given', async () => {
    const act = await Act.at(portal, 'outcome', 'finance');
    const at = await steps(act, EXECUTOR, 'outcome');
    const [mine, others] = [newId(), newId()];
    expectStatus(await at.save(mine, remark('Менікі')), 200);
    expectStatus(await at.save(others, remark('Орынбасардікі')), 200);
    const step = await act.step('outcome', 'finance');
    const own = { outcome: 'with_remarks', remarks: [{ ...remark('Менікі'), id: mine, revision: 1 }] };
    const refused = await act.decide(step, undefined, own);
    expect(refusalOf(refused)).toBe('409 REMARKS_CHANGED');
    expect(refused.json).toMatchObject({ params: { by: expect.any(String), ids: [others] } });
    expect((await at.read()).drafts).toHaveLength(2);
    const both = [...own.remarks, { ...remark('Орынбасардікі, түзетілді'), id: others, revision: 1 }];
    expectStatus(await act.decide(step, undefined, { ...own, remarks: both }), 200);
    const { items } = await act.remarks(EXECUTOR);
    expect(items.map(({ id, text, state }) => [id, text, state])).toEqual([
      [mine, 'Менікі', 'stated'],
      [others, 'Орынбасардікі, түзетілді', 'stated'],
    ]);
  });

  test('nobody takes out what another writes at a step of his own, in no body', async () => {
    const act = await Act.draft(portal);
    await act.send();
    await act.until('outcome', 'finance');
    await act.until('outcome', 'justice');
    const at = await steps(act, EXECUTOR, 'outcome');
    const other = await steps(act, 'justice.specialist', 'outcome', 'justice');
    const id = newId();
    expectStatus(await at.save(id, remark('Мерзімі анық емес')), 200);
    expectStatus(await other.remove(id, 0), 204);
    expect((await at.read()).drafts).toMatchObject([{ id, text: 'Мерзімі анық емес' }]);
  });

  test('775:18 after the outcome came back they are drafts again, under the same ids', async () => {
    const act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    await act.send();
    await act.until('body_signature', 'finance');
    const [before] = (await act.remarks(EXECUTOR)).items;
    await act.sendBack('body_signature', 'finance', 'Нақтылау керек');
    const at = await steps(act, EXECUTOR, 'outcome');
    const [draft] = (await at.read()).drafts;
    expect(draft).toMatchObject({ id: before?.id, text: before?.text });
    const remarks = [{ ...remark('Нақтыланды'), id: draft?.id, revision: draft?.revision }];
    expectStatus(
      await act.decide(await act.step('outcome', 'finance'), undefined, { outcome: 'with_remarks', remarks }),
      200,
    );
    expect((await act.remarks(EXECUTOR)).items).toMatchObject([
      { id: before?.id, text: 'Нақтыланды', state: 'stated' },
    ]);
  });
});

describe('775:17 the executor sums up what the interested units remarked', () => {
  let act: Act;
  let units: RemarkThread[];

  beforeAll(async () => {
    act = await Act.at(portal, 'opinion', 'finance');
    const remarks = ['Бірінші', 'Екінші', 'Үшінші'].map((text) => remark(text));
    await act.pass('opinion', 'finance', undefined, { outcome: 'with_remarks', remarks });
    units = (await act.remarks(EXECUTOR)).items;
  });

  test('he has them before him with their units, and may pass over none', async () => {
    const { fromUnits } = await (await steps(act, EXECUTOR, 'outcome')).read();
    expect(fromUnits.map(({ text }) => text)).toEqual(['Бірінші', 'Екінші', 'Үшінші']);
    expect(fromUnits[0]?.unit.name.kk).toBeTruthy();
    const step = await act.step('outcome', 'finance');
    expect(refusalOf(await act.decide(step, undefined, { outcome: 'agreed' }))).toBe('422 UNIT_REMARKS_OPEN');
  });

  test('merges two, leaves one out with a reason; the unit’s head sees what became of his, and nobody outside', async () => {
    const [a, b, c] = units.map(({ id }) => id);
    await act.pass('outcome', 'finance', undefined, {
      outcome: 'with_remarks',
      remarks: [remark('Бірінші мен екінші', { sources: [a, b] })],
      leftOut: [{ id: c, reason: 'Құзыретке жатпайды' }],
    });
    const { items } = await act.remarks('finance.secondHead');
    const merged = items.find(({ level }) => level === 'body');
    expect(merged).toMatchObject({ text: 'Бірінші мен екінші', sources: [a, b], state: 'stated' });
    expect(items.filter(({ level }) => level === 'unit').map(({ fate }) => fate)).toEqual([
      { became: 'merged', into: merged?.id, reason: null },
      { became: 'merged', into: merged?.id, reason: null },
      { became: 'left_out', into: null, reason: 'Құзыретке жатпайды' },
    ]);
    expect((await act.remarks()).items).toEqual([]);
    await act.toTheEnd('finance');
    expect((await act.remarks()).items).toMatchObject([
      { id: merged?.id, state: 'placed', sources: [], level: 'body' },
    ]);
    expect((await act.remarks('justice.head')).items).toHaveLength(1);
  });
});

describe('775:17.2, 19 the developer answers, the bodies agree or insist', () => {
  let act: Act;
  let author: Awaited<ReturnType<Portal['as']>>;
  const answers = (body: unknown) => author.send('PUT', `${act.path}/remarks/answers`, body);
  const sendAnswers = () => author.post(`${act.path}/remarks/answers/send`);

  beforeAll(async () => {
    act = await placed();
    author = await portal.as(AUTHOR);
  });

  test('he is asked to, and remarks that say the same are shown as alike', async () => {
    expect((await act.turns())[AUTHOR]).toMatch(/answer_remarks/);
    const { items, alike, can } = await act.remarks();
    expect(items.map(({ state }) => state)).toEqual(['placed', 'placed']);
    expect(alike).toEqual([items.map(({ id }) => id)]);
    expect(can).toEqual({ answer: true, sendAnswers: false, reply: false });
  });

  test('what is not fully accepted has its reasons; nobody else answers', async () => {
    const remarks = chosen((await act.remarks()).items);
    expect(refusalOf(await answers({ remarks, position: 'not_accepted' }))).toBe('422 REASON_MISSING');
    const head = await portal.as('developer.head');
    const others = await head.send('PUT', `${act.path}/remarks/answers`, { remarks, position: 'accepted' });
    expect(refusalOf(others)).toBe('403 FORBIDDEN');
    expect(refusalOf(await sendAnswers())).toBe('409 NOTHING_TO_SEND');
  });

  test('two are answered once; the bodies see it only when it is sent', async () => {
    const remarks = chosen((await act.remarks()).items);
    expectStatus(await answers({ remarks, position: 'partly', reasons: 'Ішінара ескерілді' }), 200);
    const { items } = await act.remarks();
    expect(new Set(items.map(({ answerDraft }) => answerDraft?.group)).size).toBe(1);
    expect(items[0]?.answerDraft).toMatchObject({ position: 'partly', reasons: 'Ішінара ескерілді' });
    expect(refusalOf(await answers({ remarks, position: 'accepted' }))).toBe('409 STALE');
    expect((await act.remarks(EXECUTOR)).items).toMatchObject([
      { state: 'placed', answerDraft: null },
      { state: 'placed', answerDraft: null },
    ]);
    expectStatus(await sendAnswers(), 200);
    expect((await act.remarks(EXECUTOR)).items[0]).toMatchObject({
      state: 'partly',
      turns: [{ deed: 'partly', reasons: 'Ішінара ескерілді' }],
    });
    const turns = await act.turns();
    expect(turns[AUTHOR]).toMatch(/^place_new_version \S+$/);
    expect([turns[EXECUTOR], turns['justice.specialist']]).toEqual([
      expect.stringMatching(/^consider_answers /),
      expect.stringMatching(/^consider_answers /),
    ]);
  });

  test('the executor speaks for his own body alone', async () => {
    const { items, can } = await act.remarks(EXECUTOR);
    expect(can.reply).toBe(true);
    expect(items.map((one) => one.can.reply)).toEqual([true, false]);
    const executor = await portal.as(EXECUTOR);
    const reply = (body: object) => executor.post(`${act.path}/remarks/replies`, body);
    const [own, others] = [items.slice(0, 1), items.slice(1)];
    expect(refusalOf(await reply({ remarks: chosen(others), reply: 'agree' }))).toBe('403 FORBIDDEN');
    expect(refusalOf(await reply({ remarks: chosen(own), reply: 'insist' }))).toBe('422 REASON_MISSING');
    const officer = await portal.as('finance.officer');
    const unasked = await officer.post(`${act.path}/remarks/replies`, {
      remarks: chosen(own),
      reply: 'agree',
    });
    expect(refusalOf(unasked)).toBe('403 FORBIDDEN');
    expectStatus(await reply({ remarks: chosen(own), reply: 'insist', reasons: 'Заң талабы' }), 200);
    const after = await act.remarks();
    expect(stateOf(after.items, own[0]?.id ?? '')).toBe('insisted');
    const turns = await act.turns();
    expect(turns[EXECUTOR]).toBeUndefined();
    expect(turns[AUTHOR]).toMatch(/answer_insisted/);
  });

  test('who insists is answered anew, and may agree then', async () => {
    const [insisted] = (await act.remarks()).items.filter(({ state }) => state === 'insisted');
    expectStatus(await answers({ remarks: chosen(insisted ? [insisted] : []), position: 'accepted' }), 200);
    expectStatus(await sendAnswers(), 200);
    const [own] = (await act.remarks(EXECUTOR)).items.filter((one) => one.can.reply);
    const executor = await portal.as(EXECUTOR);
    const agreed = await executor.post(`${act.path}/remarks/replies`, {
      remarks: chosen(own ? [own] : []),
      reply: 'agree',
    });
    expectStatus(agreed, 200);
    const after = (await act.remarks()).items.find(({ id }) => id === insisted?.id);
    expect(after?.turns.map(({ deed }) => deed)).toEqual(['partly', 'insisted', 'accepted', 'agreed']);
    expect(after?.state).toBe('agreed');
  });

  test('the record tells who answered and who agreed, to all; what is decided at a step its own entry tells', async () => {
    for (const reader of ['developer.head', 'justice.head'] as const) {
      const deeds = (await act.history(reader)).map(({ action }) => action);
      expect(deeds.filter((deed) => deed.startsWith('remark.'))).toEqual([
        'remark.accept_partly',
        'remark.insist',
        'remark.accept',
        'remark.agree',
      ]);
    }
  });
});

describe('775:19 a new version', () => {
  test('goes out with an answer to each remark; a body that agrees it is content with all', async () => {
    const act = await placed();
    expectStatus(await act.author.post(`${act.path}/versions`), 201);
    expect(refusalOf(await act.trySend())).toBe('422 REMARKS_UNANSWERED');
    const remarks = chosen((await act.remarks()).items);
    const body = { remarks, position: 'not_accepted', reasons: 'Негіз жоқ' };
    expectStatus(await act.author.send('PUT', `${act.path}/remarks/answers`, body), 200);
    expectStatus(await act.trySend(), 200);
    expect((await act.turns())[AUTHOR]).toBeUndefined();
    await act.until('registration', 'finance');
    expect((await act.remarks(EXECUTOR)).items.map(({ state }) => state)).toEqual([
      'not_accepted',
      'not_accepted',
    ]);
    act.outcomes.finance = { outcome: 'agreed' };
    await act.toTheEnd('finance');
    const { items } = await act.remarks();
    expect(items.map(({ state }) => state)).toEqual(['agreed', 'not_accepted']);
    expect(items[0]?.turns.at(-1)).toMatchObject({ deed: 'agreed', by: null });
  });
});

test('775:3 the remarks of a marked act do not exist but for its people', async () => {
  const act = await placed({ ...completeCard(portal), officialUse: true });
  expect((await act.remarks(EXECUTOR)).items).toHaveLength(2);
  for (const name of ['finance.legalHead', 'outside.head'] as const) {
    const reader = await portal.as(name);
    expect([name, refusalOf(await reader.get(`${act.path}/remarks`))]).toEqual([name, '404 NOT_FOUND']);
    expect(refusalOf(await reader.get(`${act.path}/remarks/export?format=docx`))).toBe('404 NOT_FOUND');
  }
  // Who takes them away is told, as of any other file of the act.
  expectStatus(await act.author.get(`${act.path}/remarks/export?format=xlsx`), 200);
  const { items } = parsed(actReadings, await act.author.get(`${act.path}/readings`));
  expect(items[0]).toMatchObject({ kind: 'remarks', by: { id: act.author.id } });
});

test('775:17 two hundred remarks as a document hold nobody else up', async () => {
  const act = await placed();
  await portal.database.dataSource.query(
    `INSERT INTO agreements.remark (id, act_id, version_id, review_id, step_id, level, ordinal, kind, text, proposal,
       sources, author, state, revision, created_at, turns)
     SELECT gen_random_uuid(), act_id, version_id, review_id, step_id, level, number + 1, kind, text, proposal,
       sources, author, state, revision, created_at, turns
     FROM agreements.remark, generate_series(1, 99) number WHERE act_id = $1`,
    [act.id],
  );
  const before = performance.eventLoopUtilization();
  const document = await bytesOf(portal, act.author, `${act.path}/remarks/export?format=docx`);
  expect(document.subarray(0, 2).toString()).toBe('PK');
  // Most of the time the process waits for the thread that writes it.
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

test('the table that is taken away is narrowed as the screen is: by words that forgive letters, and to one’s own', async () => {
  const act = await Act.draft(portal);
  act.outcomes.finance = REMARKS;
  act.outcomes.justice = {
    ...REMARKS,
    remarks: [{ point: '9', text: 'Құқықтық негіз жоқ', proposal: 'Қосу' }],
  };
  await act.send();
  await act.toTheEnd();
  const rows = async (query: string, as: PersonName = AUTHOR) => {
    const path = `${act.path}/remarks/export?format=xlsx&${query}`;
    const book = xlsx.read(await bytesOf(portal, await portal.as(as), path));
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    // The title and the subject stand over the headings.
    const [, , , , ...below] = xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1, blankrows: true });
    return below.flatMap((row) => (row[3] ? [row[3]] : [row[0]]));
  };
  expect(await rows('')).toEqual(['Мерзім көрсетілмеген', 'Құқықтық негіз жоқ']);
  expect(await rows(`q=${encodeURIComponent('кукыктык')}`)).toEqual(['Құқықтық негіз жоқ']);
  expect(await rows(`q=${encodeURIComponent('жоқ сөз')}`)).toEqual(['Ескерту жоқ.']);
  expect(await rows('mine=true')).toHaveLength(2);
  expect(await rows('mine=true', EXECUTOR)).toEqual(['Ескерту жоқ.']);
  expect(await rows('mine=false', EXECUTOR)).toHaveLength(2);
});

test('775:20 a remark that came with an answer after the term says so, in the register and on the card', async () => {
  const act = await placed();
  const [finance] = (await act.author.card(act.id)).version.reviews;
  await portal.database.dataSource.query(
    `UPDATE agreements.review SET due_at = settled_at - interval '1 minute' WHERE id = $1`,
    [finance?.id],
  );
  const { items } = await act.remarks();
  expect(items.map(({ body, late }) => [body.id === finance?.body.id, late])).toEqual([
    [true, true],
    [false, false],
  ]);
  const card = await act.author.card(act.id);
  expect(card.remarkStates).toEqual(Object.fromEntries(items.map(({ id, state }) => [id, state])));
  expect(Object.values(card.remarkStates)).toEqual(['placed', 'placed']);
});
