import { calendarYearView, type Review, type Step, type WorkingHours, workingHoursView } from '#contracts';
import { FakeClock } from '#testing';
import { Act, AUTHOR, usualAssignment } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { cardOf, expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

/** The body registers for five working days: until Monday 13 April. */
const MONDAY = '2026-04-06T05:00:00.000Z';
/** Wednesday, at the end of the working day: the day that the leader names. */
const NAMED = '2026-04-08';
const ENDS = `${NAMED}T13:30:00.000Z`;
const TERM = '2026-04-13T13:30:00.000Z';
const THURSDAY = '2026-04-09T05:00:00.000Z';
const clock = new FakeClock(MONDAY);
const EXECUTOR: PersonName = 'finance.specialist';
const KEEPER: PersonName = 'outside.specialist';
const REASON = 'Себебі';

describe('775:16, 17 the units of a body answer until a day of their own', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    await portal.giveDuty(KEEPER, 'portal_administrator');
    await portal.giveDuty('finance.lawyer', 'coordinator');
  });

  afterAll(() => portal?.close());
  beforeEach(() => goTo(MONDAY));

  function goTo(moment: string): void {
    clock.set(moment);
    portal.forgetSessions();
  }

  const unit = (name: 'second' | 'third' | 'legal') => portal.known.unitId('finance', name);
  const named = (unitsUntil: string | null = NAMED) => ({
    ...(usualAssignment(portal, 'finance') as object),
    unitsUntil,
  });
  const assigned = async (body: unknown = named()) => {
    const act = await Act.at(portal, 'assignment', 'finance');
    await act.pass('assignment', 'finance', undefined, body);
    return act;
  };
  const reviewOf = async (act: Act): Promise<Review> => {
    const { version, ownReviewId } = await (await portal.as(EXECUTOR)).card(act.id);
    const found = version.reviews.find(({ id }) => id === ownReviewId);
    if (!found) throw new Error('The body is not asked.');
    return found;
  };
  const opinions = async (act: Act): Promise<Step[]> =>
    ((await reviewOf(act)).inner?.steps ?? []).filter(({ kind }) => kind === 'opinion');
  const dueOf = async (act: Act) =>
    (await opinions(act)).filter(({ state }) => state === 'open').map(({ dueAt }) => dueAt);
  const command = async (act: Act, by: PersonName, name: string, body: object = {}) =>
    (await portal.as(by)).post(`/api/agreements/reviews/${(await reviewOf(act)).id}/${name}`, body);
  const prolong = async (act: Act, workingDays: number) => {
    expectStatus(await command(act, EXECUTOR, 'ask-prolongation', { workingDays, reason: REASON }), 200);
    const [asked] = (await reviewOf(act)).prolongations;
    const answer = { grant: true, reason: REASON };
    const author = await portal.as(AUTHOR);
    cardOf(await author.post(`/api/agreements/prolongations/${asked?.id}/decide`, answer));
  };
  const changeDay = async (day: string, kind: 'holiday' | 'working_day') => {
    const keeper = await portal.as(KEEPER);
    const { revision, days } = parsed(calendarYearView, await keeper.get('/api/calendar/2026'));
    const name = { kk: 'Ауысым', ru: 'Перенос', en: 'Transfer' };
    const changed = [...days.filter((one) => one.day !== day), { day, kind, name }];
    expectStatus(await keeper.send('PUT', '/api/calendar/2026', { revision, days: changed }), 200);
    return async () => {
      const { revision: now } = parsed(calendarYearView, await keeper.get('/api/calendar/2026'));
      expectStatus(await keeper.send('PUT', '/api/calendar/2026', { revision: now, days }), 200);
    };
  };

  test('that the leader names: their inbox and the card have it, the body keeps its term, the record says it', async () => {
    const act = await assigned();
    expect((await act.turns())['finance.secondHead']).toBe(`give_opinion ${NAMED}`);
    const review = await reviewOf(act);
    expect([review.dueAt, review.inner?.unitsUntil, await dueOf(act)]).toEqual([TERM, NAMED, [ENDS]]);
    const told = (await act.history('finance.head')).find(({ action }) => action === 'review.assign');
    expect(told?.details).toMatchObject({ unitsUntil: NAMED });
    await act.pass('opinion', 'finance');
    expect((await act.turns())[EXECUTOR]).toBe('choose_outcome 2026-04-13');
  });

  test('that is left out: the term of the body is theirs', async () => {
    const act = await assigned(named(null));
    expect([(await reviewOf(act)).inner?.unitsUntil, await dueOf(act)]).toEqual([null, [TERM]]);
  });

  test('is neither over nor after the term of the body: nothing is done then', async () => {
    const act = await Act.at(portal, 'assignment', 'finance');
    const step = await act.step('assignment', 'finance');
    const before = await portal.fingerprint();
    for (const [day, code] of [
      ['2026-04-05', '422 TERM_IN_PAST'],
      ['2026-04-14', '422 UNITS_DAY_TOO_LATE'],
      ['2026-02-30', '400 VALIDATION_FAILED'],
    ] as const) {
      const refused = await act.decide(step, undefined, named(day));
      expect([day, refusalOf(refused)]).toEqual([day, code]);
    }
    const late = await act.decide(step, undefined, named('2026-04-14'));
    expect(late.json).toMatchObject({ params: { until: '2026-04-13' } });
    expect(await portal.fingerprint()).toBe(before);
    goTo('2026-04-06T13:31:00.000Z');
    expect(refusalOf(await act.decide(step, undefined, named('2026-04-06')))).toBe('422 TERM_IN_PAST');
    expectStatus(await act.decide(step, undefined, named('2026-04-13')), 200);
    expect(await dueOf(act)).toEqual([TERM]);
  });

  test('ends with the working day of the body, as the form foretells', async () => {
    const head = await portal.as('finance.head');
    const foretold = await head.post('/api/agreements/term-preview', { until: NAMED });
    expect(foretold.json).toEqual({ dueAt: ENDS, term: null });
    expect((await head.post('/api/agreements/term-preview', { until: NAMED, workingDays: 1 })).status).toBe(
      400,
    );
  });

  test('once it is over without an answer the executor goes on, within the term of the body', async () => {
    const act = await assigned();
    expect(refusalOf(await command(act, EXECUTOR, 'go-on'))).toBe('409 UNITS_HAVE_TIME');
    goTo(THURSDAY);
    const card = await (await portal.as(EXECUTOR)).card(act.id);
    expect([card.can.goOn, card.turn]).toEqual([true, []]);
    cardOf(await command(act, EXECUTOR, 'go-on'));
    expect((await act.turns())[EXECUTOR]).toBe('choose_outcome 2026-04-13');
    await act.pass('outcome', 'finance');
    expect((await opinions(act)).map(({ state, outcome, dueAt }) => [state, outcome, dueAt])).toEqual([
      ['silent', null, ENDS],
    ]);
    expect(await act.openSteps('finance')).toMatchObject([{ assignees: ['finance.unitHead'] }]);
  });

  test('over: the act is late for that body alone, whose list has the day; others know its term', async () => {
    const act = await assigned();
    goTo(THURSDAY);
    const lateFor = async (name: PersonName) => {
      const { json } = await (await portal.as(name)).get('/api/agreements?view=late&limit=100');
      return (json as { items: { id: string; dueAt: string }[] }).items.find(({ id }) => id === act.id)
        ?.dueAt;
    };
    expect([await lateFor(EXECUTOR), await lateFor('developer.specialist')]).toEqual([ENDS, undefined]);
  });

  test('a unit that is asked later or in the place of another has the same day while it is ahead, then the body’s term', async () => {
    const act = await assigned();
    const [wrong] = await act.openSteps('finance');
    const readdress = { what: 'interested_unit', stepId: wrong?.id, unitId: unit('third'), reason: REASON };
    expectStatus(await command(act, 'finance.officer', 'readdress', readdress), 200);
    expect(await dueOf(act)).toEqual([ENDS]);
    goTo('2026-04-08T13:30:00.001Z');
    expectStatus(await command(act, EXECUTOR, 'ask-unit', { unitId: unit('legal'), reason: REASON }), 200);
    expect(await dueOf(act)).toEqual([ENDS, TERM]);
    await prolong(act, 2);
    expect(await dueOf(act)).toEqual([ENDS, '2026-04-15T13:30:00.000Z']);
  });

  test('a unit that took its answer back has its day still; one whose answer the executor returned is asked as anew', async () => {
    const back = await assigned();
    const step = await back.step('opinion', 'finance');
    expectStatus(await back.decide(step), 200);
    const returned = await assigned();
    const other = await returned.step('opinion', 'finance');
    expectStatus(await returned.decide(other), 200);
    goTo(THURSDAY);
    const second = await portal.as('finance.secondHead');
    expectStatus(await second.post(`/api/agreements/steps/${step.id}/take-back`), 200);
    expect(await dueOf(back)).toEqual([ENDS]);
    expect((await (await portal.as(EXECUTOR)).card(back.id)).can.goOn).toBe(true);
    const rework = await portal.as(EXECUTOR);
    expectStatus(await rework.post(`/api/agreements/steps/${other.id}/rework`, { reason: REASON }), 200);
    expect(await dueOf(returned)).toEqual([TERM]);
  });

  test('named anew with the units: the day of the last resolution counts, or none', async () => {
    const act = await assigned();
    await act.pass('opinion', 'finance');
    await act.sendBack('outcome', 'finance', REASON);
    expect((await reviewOf(act)).inner?.unitsUntil).toBeNull();
    const interestedUnitIds = [unit('third')];
    await act.pass('assignment', 'finance', undefined, { ...named(null), interestedUnitIds });
    expect([(await reviewOf(act)).inner?.unitsUntil, await dueOf(act)]).toEqual([null, [TERM]]);
  });

  test('775:20 more time for the body is none for its units', async () => {
    const act = await assigned();
    await prolong(act, 5);
    expect([(await reviewOf(act)).dueAt, await dueOf(act)]).toEqual(['2026-04-20T13:30:00.000Z', [ENDS]]);
    expect((await act.turns())['finance.secondHead']).toBe(`give_opinion ${NAMED}`);
  });

  test('775:20 another calendar moves the term of the body while units alone are open; their day stays', async () => {
    const act = await assigned();
    const undo = await changeDay('2026-04-07', 'holiday');
    const review = await reviewOf(act);
    expect([review.dueAt, review.term?.counted.at(-1)]).toEqual(['2026-04-14T13:30:00.000Z', '2026-04-14']);
    expect([await dueOf(act), (await act.turns())['finance.secondHead']]).toEqual([
      [ENDS],
      `give_opinion ${NAMED}`,
    ]);
    const moves = (await act.history('finance.head')).filter(({ action }) => action === 'term.move');
    expect(moves.map(({ details }) => details.kind)).toEqual(['outcome']);
    await undo();
    expect((await reviewOf(act)).dueAt).toBe(TERM);
  });

  test('775:20 where the term of the body comes to end before it, the units have that term; where it goes on, their day', async () => {
    const act = await assigned(named('2026-04-13'));
    // A Saturday that is worked: the fifth day.
    const undo = await changeDay('2026-04-11', 'working_day');
    const saturday = '2026-04-11T13:30:00.000Z';
    expect([(await reviewOf(act)).dueAt, await dueOf(act)]).toEqual([saturday, [saturday]]);
    expect((await act.turns())['finance.secondHead']).toBe('give_opinion 2026-04-11');
    await prolong(act, 3);
    const later = '2026-04-15T13:30:00.000Z';
    expect([(await reviewOf(act)).dueAt, await dueOf(act)]).toEqual([later, [TERM]]);
    await undo();
    expect([(await reviewOf(act)).dueAt?.slice(0, 10), await dueOf(act)]).toEqual(['2026-04-15', [TERM]]);
  });

  test('775:20 other hours of the body end it at another hour', async () => {
    const act = await assigned();
    const keeper = await portal.as('finance.lawyer');
    const { revision, hours } = parsed(workingHoursView, await keeper.get('/api/working-hours'));
    const early: WorkingHours = { ...hours, lunchTo: '14:00', closes: '17:00' };
    expectStatus(await keeper.send('PUT', '/api/working-hours', { revision, hours: early }), 200);
    expect([(await reviewOf(act)).dueAt, await dueOf(act)]).toEqual([
      '2026-04-13T12:00:00.000Z',
      [`${NAMED}T12:00:00.000Z`],
    ]);
    expectStatus(await command(act, EXECUTOR, 'ask-unit', { unitId: unit('third'), reason: REASON }), 200);
    expect(await dueOf(act)).toEqual([`${NAMED}T12:00:00.000Z`, `${NAMED}T12:00:00.000Z`]);
  });
});
