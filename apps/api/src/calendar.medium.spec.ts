import { setTimeout as delay } from 'node:timers/promises';
import {
  type CalendarDay,
  type CalendarYearView,
  calendarChange,
  calendarYearView,
  DEFAULT_WORKING_HOURS,
  type MovedTerms,
  movedTerms,
} from '#contracts';
import { Audit, CountedTerms, countWorkingDays, newId, Sql, Tx, WorkingCalendar } from '#kernel';
import { FakeClock } from '#testing';
import { Act } from './testing/act.fixture.js';
import { ALL_PEOPLE, type PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

/** Monday, 10:00 in Astana. */
const MONDAY = '2026-03-16T05:00:00.000Z';
const ADMINISTRATOR: PersonName = 'outside.specialist';
const YEAR = '/api/calendar/2026';

const name = { kk: 'Демалыс', ru: 'Выходной', en: 'Day off' };
const WEDNESDAY: CalendarDay = { day: '2026-03-18', kind: 'holiday', name };

describe('775:20 the working calendar', () => {
  const clock = new FakeClock(MONDAY);
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    await portal.giveDuty(ADMINISTRATOR, 'portal_administrator');
  });

  afterAll(() => portal?.close());

  beforeEach(async () => {
    await portal.database.dataSource.query('DELETE FROM kernel.calendar_day');
  });

  const read = async (as: PersonName = ADMINISTRATOR): Promise<CalendarYearView> =>
    parsed(calendarYearView, expectStatus(await (await portal.as(as)).get(YEAR), 200));

  const put = async (days: readonly CalendarDay[], revision?: number) =>
    (await portal.as(ADMINISTRATOR)).send('PUT', YEAR, {
      revision: revision ?? (await read()).revision,
      days,
    });

  const preview = async (days: readonly CalendarDay[]): Promise<MovedTerms> => {
    const { revision } = await read();
    const person = await portal.as(ADMINISTRATOR);
    return parsed(movedTerms, expectStatus(await person.post(`${YEAR}/preview`, { revision, days }), 200));
  };

  /** Open terms that do not end where the calendar says. */
  async function wrongTerms(): Promise<unknown[]> {
    const { days } = await read();
    const year = { first: '2026-01-01', last: '2026-12-31', bodyId: null };
    const open = await portal.app.get(CountedTerms).open(year, 'none');
    expect(open.length).toBeGreaterThan(0);
    const { closes } = DEFAULT_WORKING_HOURS;
    return open.filter(
      ({ counted, dueAt }) =>
        counted &&
        countWorkingDays(counted.from, counted.workingDays, days, closes).dueAt.getTime() !== dueAt.getTime(),
    );
  }

  test('is read by everybody and changed by nobody but the administrator', async () => {
    const before = await portal.fingerprint();
    const body = { revision: (await read()).revision, days: [WEDNESDAY] };
    const others = ALL_PEOPLE.filter((person) => person !== ADMINISTRATOR);
    for (const person of others) {
      const client = await portal.as(person);
      expect(await read(person)).toMatchObject({ year: 2026, byLaw: null, can: { edit: false } });
      expect([person, refusalOf(await client.send('PUT', YEAR, body))]).toEqual([person, '403 FORBIDDEN']);
      expect([person, refusalOf(await client.post(`${YEAR}/preview`, body))]).toEqual([
        person,
        '403 FORBIDDEN',
      ]);
    }
    expect(await portal.fingerprint()).toBe(before);
    expect(await read()).toMatchObject({ days: [], can: { edit: true } });
  });

  test('a new holiday moves what its preview named: steps, terms of bodies, the tasks of initiators', async () => {
    const inUnit = await Act.draft(portal);
    await inUnit.send();
    const returned = await Act.at(portal, 'legal_visa');
    await returned.sendBack('legal_visa', 'developer', 'Мерзімі жоқ');
    const registered = await Act.at(portal, 'assignment', 'finance');
    const byDay = await Act.at(portal, 'registration', 'finance');
    await byDay.pass('registration', 'finance', undefined, await byDay.byAssignment('2026-03-27'));

    const foretold = await preview([WEDNESDAY]);
    expect((await read()).days).toEqual([]);
    const change = parsed(calendarChange, expectStatus(await put([WEDNESDAY]), 200));

    expect(change.moved).toEqual(foretold);
    expect(foretold.items.map(({ kind, body, from, to }) => [kind, body.name.en, from, to])).toEqual(
      expect.arrayContaining([
        ['unit_agreement', 'developer (en)', '2026-03-19T13:30:00.000Z', '2026-03-20T13:30:00.000Z'],
        ['rework_draft', 'developer (en)', '2026-03-19T13:30:00.000Z', '2026-03-20T13:30:00.000Z'],
        ['assignment', 'finance (en)', '2026-03-23T13:30:00.000Z', '2026-03-24T13:30:00.000Z'],
      ]),
    );
    expect(await wrongTerms()).toEqual([]);
    expect(await inUnit.turns()).toEqual({
      'developer.secondHead': 'agree_draft 2026-03-20',
      'developer.thirdHead': 'agree_draft 2026-03-20',
    });
    expect(await returned.turns()).toEqual({ 'developer.specialist': 'rework_draft 2026-03-20' });
    const officer = await portal.as('finance.officer');
    const own = (await officer.card(registered.id)).version.reviews.find((one) => one.term);
    expect(own).toMatchObject({
      dueAt: '2026-03-24T13:30:00.000Z',
      term: { daysOff: expect.arrayContaining([{ day: '2026-03-18', reason: 'holiday', name }]) },
    });
    const untouched = (await officer.card(byDay.id)).version.reviews.find((one) => one.dueAt);
    expect(untouched).toMatchObject({ dueAt: '2026-03-27T13:30:00.000Z', term: null });
  });

  test('a move stands in the record, and is told to the body whose term it is', async () => {
    const act = await Act.at(portal, 'assignment', 'finance');
    expectStatus(await put([WEDNESDAY]), 200);
    const movesSeenBy = async (reader: PersonName) =>
      (await act.history(reader))
        .filter(({ action }) => action === 'term.move')
        .map(({ details }) => details);
    expect(await movesSeenBy('finance.head')).toEqual([
      { kind: 'assignment', dueAt: '2026-03-24T13:30:00.000Z' },
    ]);
    expect(await movesSeenBy('developer.specialist')).toEqual([]);
    const audit = portal.app.get(Audit);
    expect(await audit.verify()).not.toHaveProperty('fault');
  });

  test('of two changes at once one is made, and the other is told that it is stale', async () => {
    const { revision } = await read();
    const friday: CalendarDay = { ...WEDNESDAY, day: '2026-03-20' };
    const answers = await Promise.all([put([WEDNESDAY], revision), put([friday], revision)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused && refusalOf(refused)).toBe('409 STALE');
    const after = await read();
    expect(after.revision).toBe(revision + 1);
    expect(after.days).toHaveLength(1);
  });

  test('terms that are counted while the calendar changes end where the new one says', async () => {
    const acts: Act[] = [];
    for (let count = 0; count < 6; count += 1) acts.push(await Act.draft(portal));
    const person = await portal.as(ADMINISTRATOR);
    const { revision } = await read();
    const sent = acts.map((act) => act.trySend());
    const changed = [WEDNESDAY, { ...WEDNESDAY, day: '2026-03-19' }].reduce<Promise<number>>(
      async (before, day) => {
        const newest = await before;
        const answer = await person.send('PUT', YEAR, { revision: newest, days: [day] });
        return answer.status === 200 ? newest + 1 : newest;
      },
      Promise.resolve(revision),
    );
    for (const answer of await Promise.all(sent)) expectStatus(answer, 200);
    expect(await changed).toBeGreaterThan(revision);
    expect(await wrongTerms()).toEqual([]);
  });

  /** Holds a transaction open after `work`, until it is let go. */
  async function holding(work: () => Promise<unknown>): Promise<() => Promise<void>> {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const held = portal.app.get(Tx).run(async () => {
      await work();
      begun.resolve();
      await end.promise;
    });
    await begun.promise;
    return () => {
      end.resolve();
      return held;
    };
  }

  test('a change waits for whoever has counted a term and is not done yet', async () => {
    const letGo = await holding(() => portal.app.get(WorkingCalendar).termFromToday(newId(), 3));
    const changed = put([WEDNESDAY]);
    expect(await Promise.race([changed, delay(500, 'waits')])).toBe('waits');
    await letGo();
    expectStatus(await changed, 200);
  });

  test('a document that somebody holds after the calendar was claimed is refused, not waited for', async () => {
    const act = await Act.at(portal, 'unit_agreement');
    const lock = 'SELECT FROM agreements.draft_act WHERE id = $1 FOR UPDATE';
    const letGo = await holding(() => portal.app.get(Sql).rows(lock, [act.id]));
    const span = { first: '2026-03-17', last: '2026-03-19', bodyId: null };
    const open = portal.app.get(Tx).run(() => portal.app.get(CountedTerms).open(span, 'at-once'));
    await expect(open).rejects.toMatchObject({ code: 'CONFLICT' });
    await letGo();
  });

  test.each([
    ['a day of another year', [{ ...WEDNESDAY, day: '2027-03-18' }], 'days.0.day other_year'],
    ['a day named twice', [WEDNESDAY, WEDNESDAY], 'days.1.day not_distinct'],
    [
      'a Saturday that is off anyway',
      [{ ...WEDNESDAY, day: '2026-03-21', kind: 'day_off' }],
      'days.0.day off_anyway',
    ],
    [
      'a Wednesday that is worked anyway',
      [{ ...WEDNESDAY, kind: 'working_day' }],
      'days.0.day worked_anyway',
    ],
    [
      'a day without a Kazakh name',
      [{ ...WEDNESDAY, name: { ...name, kk: ' ' } }],
      'days.0.name.kk too_small',
    ],
    ['a day that there is not', [{ ...WEDNESDAY, day: '2026-02-30' }], 'days.0.day invalid_format'],
  ])('%s is refused', async (_what, days, expected) => {
    const answer = await put(days as CalendarDay[]);
    expect(refusalOf(answer)).toBe('400 VALIDATION_FAILED');
    const { fields } = answer.json as { fields: { path: string; rule: string }[] };
    expect(fields.map(({ path, rule }) => `${path} ${rule}`)).toContain(expected);
  });
});
