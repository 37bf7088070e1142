import { calendarYearView } from '#contracts';
import { FakeClock } from '#testing';
import { Act, AUTHOR } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { cardOf, expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

const MONDAY = '2026-04-06T05:00:00.000Z';
const clock = new FakeClock(MONDAY);

describe('775:20 the term of an approving body', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    await portal.giveDuty('outside.specialist', 'portal_administrator');
  });

  afterAll(() => portal?.close());
  beforeEach(() => clock.set(MONDAY));

  const reviewOf = async (act: Act, by: PersonName) => {
    const { version, ownReviewId } = await (await portal.as(by)).card(act.id);
    const found = version.reviews.find(
      ({ id, body }) => id === ownReviewId || body.id === portal.known.bodyIds.finance,
    );
    if (!found) throw new Error('The body is not asked.');
    return found;
  };
  const ask = async (act: Act, by: PersonName, workingDays = 5) => {
    const { id } = await reviewOf(act, 'finance.officer');
    const path = `/api/agreements/reviews/${id}/ask-prolongation`;
    return (await portal.as(by)).post(path, { workingDays, reason: 'Қосымша талдау керек' });
  };
  const decide = async (act: Act, grant: boolean, by: PersonName = AUTHOR, reason = 'Жауап') => {
    const { prolongations } = await reviewOf(act, 'finance.officer');
    const path = `/api/agreements/prolongations/${prolongations.at(-1)?.id}/decide`;
    return (await portal.as(by)).post(path, { grant, reason });
  };
  /** In work, with five working days: until 13 April. */
  const inWork = () => Act.at(portal, 'opinion', 'finance');

  test('by the Regulations at most ten working days, more for a long text', async () => {
    const act = await Act.at(portal, 'registration', 'finance');
    const step = await act.step('registration', 'finance');
    const before = await portal.fingerprint();
    const refused = await act.decide(step, undefined, { term: { workingDays: 11 } });
    expect([refusalOf(refused), refused.json]).toMatchObject(['422 TERM_TOO_LONG', { params: { days: 10 } }]);
    const long = await act.decide(step, undefined, { term: { workingDays: 16 }, pages: 120 });
    expect([refusalOf(long), long.json]).toMatchObject(['422 TERM_TOO_LONG', { params: { days: 15 } }]);
    expect(await portal.fingerprint()).toBe(before);
    expectStatus(await act.decide(step, undefined, { term: { workingDays: 15 }, pages: 120 }), 200);
    expect((await reviewOf(act, 'finance.officer')).term?.workingDays).toBe(15);
  });

  test('a day needs a superior’s written assignment with its file, which the body and the developer open', async () => {
    const act = await Act.at(portal, 'registration', 'finance');
    const step = await act.step('registration', 'finance');
    const fast = await act.byAssignment('2026-04-08');
    for (const part of [{ basis: '' }, { assignmentFileId: null }]) {
      expect(refusalOf(await act.decide(step, undefined, { ...fast, ...part }))).toBe(
        '422 ASSIGNMENT_MISSING',
      );
    }
    expectStatus(await act.decide(step, undefined, fast), 200);
    const { assignmentFile, dueAt } = await reviewOf(act, 'finance.officer');
    expect(dueAt?.slice(0, 10)).toBe('2026-04-08');
    const path = `${act.path}/files/${assignmentFile?.id}`;
    const answers = await Promise.all(
      (['finance.head', AUTHOR, 'justice.officer'] as const).map(
        async (name) => (await (await portal.as(name)).get(path)).status,
      ),
    );
    expect(answers).toEqual([200, 200, 404]);
    expect(
      (await (await portal.as('justice.officer')).card(act.id)).version.reviews[0]?.assignmentFile,
    ).toBeNull();
  });

  test.each(['finance.officer', 'finance.specialist'] as const)(
    'more time is asked for by %s and granted by the developer: the term goes on from its end',
    async (by) => {
      const act = await inWork();
      cardOf(await ask(act, by));
      expect((await act.turns())[AUTHOR]).toBe('decide_prolongation 2026-04-09');
      const mayAsk = async () => (await (await portal.as(by)).card(act.id)).can.askProlongation;
      expect(await mayAsk()).toBe(false);
      // Both sides are told until when it would be; to the other bodies the term is unknown.
      const { id: reviewId } = await reviewOf(act, by);
      const foretold = async (as: PersonName) =>
        (await portal.as(as)).post(`${act.path}/prolonged-term`, { reviewId, workingDays: 5 });
      for (const as of [by, AUTHOR]) {
        expect((await foretold(as)).json).toMatchObject({
          dueAt: expect.stringMatching(/^2026-04-20/),
          term: { from: '2026-04-13', workingDays: 5 },
        });
      }
      expect(refusalOf(await foretold('justice.officer'))).toBe('404 NOT_FOUND');
      cardOf(await decide(act, true));
      expect(await mayAsk()).toBe(true);
      const review = await reviewOf(act, by);
      expect([review.dueAt?.slice(0, 10), review.term?.from, review.term?.workingDays]).toEqual([
        '2026-04-20',
        '2026-04-13',
        5,
      ]);
      expect(review.prolongations).toMatchObject([{ state: 'granted', workingDays: 5 }]);
      expect((await act.turns())['finance.secondHead']).toBe('give_opinion 2026-04-20');
      expect((await act.turns('information'))[by]).toBe('prolongation_granted');
      const entry = (await act.history(AUTHOR)).find(({ action }) => action === 'term.prolong');
      expect(entry?.details).toMatchObject({ reason: 'Жауап', dueAt: review.dueAt });
    },
  );

  test('refused with the reason: the term stays; it may be asked for again', async () => {
    const act = await inWork();
    cardOf(await ask(act, 'finance.specialist'));
    expect((await decide(act, false, AUTHOR, '')).status).toBe(400);
    cardOf(await decide(act, false));
    const review = await reviewOf(act, 'finance.specialist');
    expect([review.dueAt?.slice(0, 10), review.prolongations[0]?.answer]).toEqual(['2026-04-13', 'Жауап']);
    expect(refusalOf(await decide(act, true))).toBe('409 PROLONGATION_DECIDED');
    cardOf(await ask(act, 'finance.specialist', 3));
  });

  test('not decided before the body signed, or left the list: it is asked of nobody any more', async () => {
    const signed = await inWork();
    cardOf(await ask(signed, 'finance.specialist'));
    await signed.toTheEnd('finance');
    const left = await inWork();
    cardOf(await ask(left, 'finance.specialist'));
    const bodyId = portal.known.bodyIds.finance;
    cardOf(await left.author.post(`${left.path}/bodies/withdraw`, { bodyId, reason: 'Құзыретіне жатпайды' }));
    for (const act of [signed, left]) {
      expect((await act.turns())[AUTHOR]).toBeUndefined();
      expect((await reviewOf(act, 'finance.specialist')).prolongations).toMatchObject([{ state: 'lapsed' }]);
      expect(refusalOf(await decide(act, true))).toBe('409 PROLONGATION_DECIDED');
    }
  });

  test('only the body asks, and once at a time; only the developer decides', async () => {
    const act = await inWork();
    const before = await portal.fingerprint();
    expect(refusalOf(await ask(act, 'finance.colleague'))).toBe('404 NOT_FOUND');
    expect(refusalOf(await ask(act, 'justice.officer'))).toBe('404 NOT_FOUND');
    expect(refusalOf(await ask(act, 'finance.secondHead'))).toBe('403 FORBIDDEN');
    expect(await portal.fingerprint()).toBe(before);
    const twice = await Promise.all([ask(act, 'finance.specialist'), ask(act, 'finance.officer')]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(refusalOf(await decide(act, true, 'finance.specialist'))).toBe('403 FORBIDDEN');
    expect(refusalOf(await decide(act, true, 'developer.head'))).toBe('403 FORBIDDEN');
  });

  test('after silence past the term it goes on from today; silence settles nothing', async () => {
    const act = await Act.at(portal, 'registration', 'finance');
    await act.pass('registration', 'finance', undefined, { term: { workingDays: 1 } });
    // As if the body had kept silent for a month.
    await portal.database.dataSource.query(
      `UPDATE agreements.review SET due_at = due_at - interval '30 days'
       WHERE version_id = (SELECT id FROM agreements.act_version WHERE act_id = $1) AND state = 'registered'`,
      [act.id],
    );
    const { state, dueAt } = await reviewOf(act, 'finance.officer');
    expect([state, dueAt?.slice(0, 10), await act.state()]).toEqual([
      'registered',
      '2026-03-08',
      'at_bodies',
    ]);
    cardOf(await ask(act, 'finance.officer', 2));
    cardOf(await decide(act, true));
    expect((await reviewOf(act, 'finance.officer')).dueAt?.slice(0, 10)).toBe('2026-04-08');
  });

  test('the calendar changed after the term was prolonged: what is left of it is counted anew', async () => {
    const act = await inWork();
    cardOf(await ask(act, 'finance.specialist', 5));
    cardOf(await decide(act, true));
    const year = '/api/calendar/2026';
    const keeper = await portal.as('outside.specialist');
    const { revision, days } = parsed(calendarYearView, await keeper.get(year));
    const name = { kk: 'Демалыс', ru: 'Выходной', en: 'Day off' };
    const holiday = { day: '2026-04-15', kind: 'holiday', name };
    expectStatus(await keeper.send('PUT', year, { revision, days: [...days, holiday] }), 200);
    const review = await reviewOf(act, 'finance.officer');
    expect([review.dueAt?.slice(0, 10), review.term?.counted]).toEqual([
      '2026-04-21',
      ['2026-04-14', '2026-04-16', '2026-04-17', '2026-04-20', '2026-04-21'],
    ]);
    expect((await act.turns())['finance.secondHead']).toBe('give_opinion 2026-04-21');
  });
});
