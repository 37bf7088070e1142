import { calendarYearView, inboxPage } from '#contracts';
import { Housekeeping } from '#kernel';
import { FakeClock } from '#testing';
import { Act, AUTHOR, REMARKS } from './testing/act.fixture.js';
import type { BodyName, PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed } from './testing/portal.fixture.js';

const MONDAY = '2026-04-06T05:00:00.000Z';
const THURSDAY = '2026-04-09T05:00:00.000Z';
const clock = new FakeClock(MONDAY);
const EXECUTOR: PersonName = 'finance.specialist';

describe('775:17.2, 19 the terms of the talk about remarks', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    await portal.giveDuty('outside.specialist', 'portal_administrator');
  });

  afterAll(() => portal?.close());
  beforeEach(() => goTo(MONDAY));

  /** Further than a session lasts, forth or back. */
  function goTo(moment: string): void {
    clock.set(moment);
    portal.forgetSessions();
  }

  async function remarked(body: BodyName = 'finance'): Promise<Act> {
    const act = await Act.draft(portal);
    act.outcomes.finance = REMARKS;
    act.outcomes.justice = REMARKS;
    await act.send();
    await act.until('registration', body);
    await act.toTheEnd(body);
    return act;
  }

  /** What the inbox of one person asks of the talk. */
  const asked = async (act: Act, as: PersonName = AUTHOR) =>
    parsed(inboxPage, await (await portal.as(as)).get('/api/inbox?limit=100&needs=action'))
      .items.filter(({ subjectId, verb }) => subjectId === act.id && /answer/.test(verb))
      .map(({ verb, dueAt }) => `${verb} ${dueAt?.slice(0, 10)}`);
  const terms = async (act: Act, as: PersonName = AUTHOR) =>
    (await (await portal.as(as)).card(act.id)).remarkTerms.map(({ task, body, dueAt, term }) => [
      task,
      body.name.en,
      dueAt.slice(0, 10),
      term.workingDays,
    ]);
  const chosen = async (act: Act, as: PersonName, may: 'answer' | 'reply') =>
    (await act.remarks(as)).items.filter(({ can }) => can[may]).map(({ id, revision }) => ({ id, revision }));
  async function answer(act: Act, remarks?: Awaited<ReturnType<typeof chosen>>): Promise<void> {
    remarks ??= await chosen(act, AUTHOR, 'answer');
    const body = { remarks, position: 'not_accepted', reasons: 'Бюджетте бар' };
    const author = await portal.as(AUTHOR);
    expectStatus(await author.send('PUT', `${act.path}/remarks/answers`, body), 200);
    expectStatus(await author.post(`${act.path}/remarks/answers/send`), 200);
  }
  async function reply(act: Act, as: PersonName, how: 'agree' | 'insist'): Promise<void> {
    const remarks = await chosen(act, as, 'reply');
    const body = { remarks, reply: how, reasons: 'Бәрібір керек' };
    expectStatus(await (await portal.as(as)).post(`${act.path}/remarks/replies`, body), 200);
  }

  test('the developer answers in five working days of his body, with the arithmetic on the card', async () => {
    const act = await remarked();
    expect(await asked(act)).toEqual(['answer_remarks 2026-04-13']);
    expect(await terms(act)).toEqual([['answer_remarks', 'developer (en)', '2026-04-13', 5]]);
    const [term] = (await act.author.card(act.id)).remarkTerms;
    expect(term?.insisted).toBe(0);
    expect(term?.term).toMatchObject({
      from: '2026-04-06',
      counted: ['2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10', '2026-04-13'],
      daysOff: [
        { day: '2026-04-11', reason: 'weekend' },
        { day: '2026-04-12', reason: 'weekend' },
      ],
    });
  });

  test('what another body remarks later is not answered in the days that were left: the term begins anew', async () => {
    const act = await remarked();
    goTo(THURSDAY);
    await act.toTheEnd('justice');
    expect(await terms(act)).toEqual([['answer_remarks', 'developer (en)', '2026-04-16', 5]]);
    expect(await asked(act)).toEqual(['answer_remarks 2026-04-16']);
  });

  test('the body considers the answers in three; insisted, the developer has a term again', async () => {
    const act = await remarked();
    await answer(act);
    expect(await asked(act, EXECUTOR)).toEqual(['consider_answers 2026-04-09']);
    expect(await terms(act, EXECUTOR)).toEqual([['consider_answers', 'finance (en)', '2026-04-09', 3]]);
    expect(await asked(act)).toEqual([]);
    goTo(THURSDAY);
    await reply(act, EXECUTOR, 'insist');
    expect(await terms(act)).toEqual([['answer_remarks', 'developer (en)', '2026-04-16', 5]]);
    expect(await asked(act)).toEqual(['answer_insisted 2026-04-16']);
    await answer(act);
    await reply(act, EXECUTOR, 'agree');
    expect(await terms(act)).toEqual([]);
  });

  test('the inbox asks for answers while a remark has none, and for what is insisted on where nothing else is left', async () => {
    const act = await remarked();
    await answer(act);
    await reply(act, EXECUTOR, 'insist');
    expect(await asked(act)).toEqual(['answer_insisted 2026-04-13']);
    await act.toTheEnd('justice');
    expect(await asked(act)).toEqual(['answer_remarks 2026-04-13']);
    const placed = (await act.remarks()).items.filter(({ state }) => state === 'placed');
    await answer(
      act,
      placed.map(({ id, revision }) => ({ id, revision })),
    );
    expect(await asked(act)).toEqual(['answer_insisted 2026-04-13']);
    await answer(act);
    expect(await asked(act)).toEqual([]);
  });

  test('silence past the term settles nothing: the remark is unanswered still, and the term stands as it passed', async () => {
    const act = await remarked();
    await answer(act);
    goTo('2026-05-18T05:00:00.000Z');
    expect(await terms(act)).toEqual([['consider_answers', 'finance (en)', '2026-04-09', 3]]);
    expect((await act.remarks()).items.map(({ state }) => state)).toEqual(['not_accepted']);
    expect(await asked(act, EXECUTOR)).toEqual(['consider_answers 2026-04-09']);
  });

  test('silence past the term is told upwards, as of any step: to the head of the unit, then to the head of the body', async () => {
    const act = await remarked();
    await answer(act);
    goTo('2026-04-20T05:00:00.000Z');
    const worker = await portal.startWorker();
    await worker.get(Housekeeping).run();
    await worker.close();
    for (const superior of ['finance.unitHead', 'finance.head'] as const) {
      const news = await (await portal.as(superior)).get('/api/inbox?limit=100&needs=information');
      const told = parsed(inboxPage, news).items.filter(({ subjectId }) => subjectId === act.id);
      expect([superior, told.map(({ verb }) => verb)]).toEqual([superior, ['term_passed']]);
    }
    expect(await asked(act, EXECUTOR)).toEqual(['consider_answers 2026-04-09']);
  });

  test('a change of the calendar moves them, in the inbox and on the card', async () => {
    const act = await remarked();
    const year = '/api/calendar/2026';
    const keeper = await portal.as('outside.specialist');
    const { revision, days } = parsed(calendarYearView, await keeper.get(year));
    const name = { kk: 'Демалыс', ru: 'Выходной', en: 'Day off' };
    const holiday = { day: '2026-04-08', kind: 'holiday', name };
    const change = { revision, days: [...days, holiday] };
    const foretold = expectStatus(await keeper.post(`${year}/preview`, change), 200).json;
    expect(JSON.stringify(foretold)).toContain('answer_remarks');
    expectStatus(await keeper.send('PUT', year, change), 200);
    expect(await terms(act)).toEqual([['answer_remarks', 'developer (en)', '2026-04-14', 5]]);
    expect(await asked(act)).toEqual(['answer_remarks 2026-04-14']);
  });

  test('of an act that was withdrawn nothing is awaited', async () => {
    const act = await remarked();
    expectStatus(await act.author.post(`${act.path}/withdraw`, { reason: 'Керек емес' }), 200);
    expect(await terms(act)).toEqual([]);
  });
});
