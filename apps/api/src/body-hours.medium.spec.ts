import { setTimeout as delay } from 'node:timers/promises';
import {
  DEFAULT_WORKING_HOURS,
  type MovedTerms,
  movedTerms,
  type WorkingHours,
  type WorkingHoursView,
  workingHoursChange,
  workingHoursView,
} from '#contracts';
import { Audit, Tx, WorkingCalendar } from '#kernel';
import { FakeClock } from '#testing';
import { Act } from './testing/act.fixture.js';
import type { BodyName, PersonName } from './testing/people.fixture.js';
import { expectStatus, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

/** Monday, 10:00 in Astana. */
const MONDAY = '2026-03-16T05:00:00.000Z';
const COORDINATORS = { developer: 'developer.lawyer', finance: 'finance.lawyer' } as const satisfies Partial<
  Record<BodyName, PersonName>
>;
type Keeping = keyof typeof COORDINATORS;
const HOURS = '/api/working-hours';
/** Until five in the afternoon. */
const EARLY: WorkingHours = { ...DEFAULT_WORKING_HOURS, lunchTo: '14:00', closes: '17:00' };

describe('775:20 the hours of a body end its terms', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(new FakeClock(MONDAY));
    for (const person of Object.values(COORDINATORS)) {
      await portal.giveDuty(person, 'coordinator');
    }
  });

  afterAll(() => portal?.close());

  beforeEach(async () => {
    await portal.database.dataSource.query('DELETE FROM directory.working_hours');
  });

  const read = async (body: Keeping): Promise<WorkingHoursView> =>
    parsed(workingHoursView, expectStatus(await (await portal.as(COORDINATORS[body])).get(HOURS), 200));

  const bodyOf = async (body: Keeping, hours: WorkingHours, revision?: number) => ({
    revision: revision ?? (await read(body)).revision,
    hours,
  });

  const put = async (body: Keeping, hours: WorkingHours, revision?: number) =>
    (await portal.as(COORDINATORS[body])).send('PUT', HOURS, await bodyOf(body, hours, revision));

  const preview = async (body: Keeping, hours: WorkingHours): Promise<MovedTerms> => {
    const person = await portal.as(COORDINATORS[body]);
    const answer = await person.post(`${HOURS}/preview`, await bodyOf(body, hours));
    return parsed(movedTerms, expectStatus(answer, 200));
  };

  const dueOf = async (act: Act, body: BodyName): Promise<Date[]> => {
    const rows = await portal.database.dataSource.query<{ due: Date }[]>(
      `SELECT step.due_at AS due FROM agreements.route_step step JOIN agreements.draft_act act ON act.id = step.act_id
       LEFT JOIN agreements.review ON review.id = step.review_id
       WHERE act.id = $1 AND step.state = 'open' AND coalesce(review.body_id, act.developer_body_id) = $2`,
      [act.id, portal.known.bodyIds[body]],
    );
    return rows.map(({ due }) => due);
  };

  test('a term ends when the body whose term it is closes, and the arithmetic says so', async () => {
    expectStatus(await put('finance', EARLY), 200);
    const officer = await portal.as('finance.officer');
    expect((await officer.post('/api/agreements/term-preview', { workingDays: 2 })).json).toMatchObject({
      dueAt: '2026-03-18T12:00:00.000Z',
      term: { counted: ['2026-03-17', '2026-03-18'], closes: '17:00' },
    });
    const act = await Act.at(portal, 'registration', 'finance');
    expect(await dueOf(act, 'finance')).toEqual([new Date('2026-03-17T12:00:00.000Z')]);
    expect(await dueOf(act, 'justice')).toEqual([new Date('2026-03-17T13:30:00.000Z')]);
    await act.pass('registration', 'finance', undefined, await act.byAssignment('2026-03-27'));
    expect(await dueOf(act, 'finance')).toEqual([new Date('2026-03-27T12:00:00.000Z')]);
  });

  test('a change moves what its preview named, of this body alone: steps, reviews, named days and initiators', async () => {
    const counted = await Act.at(portal, 'assignment', 'finance');
    const named = await Act.at(portal, 'registration', 'finance');
    await named.pass('registration', 'finance', undefined, await named.byAssignment('2026-03-27'));
    const returned = await Act.at(portal, 'legal_visa');
    await returned.sendBack('legal_visa', 'developer', 'Мерзімі жоқ');

    const foretold = await preview('finance', EARLY);
    expect(await dueOf(counted, 'finance')).toEqual([new Date('2026-03-23T13:30:00.000Z')]);
    const { moved } = parsed(workingHoursChange, expectStatus(await put('finance', EARLY), 200));

    expect(moved).toEqual(foretold);
    expect(new Set(moved.items.map(({ body }) => body.name.en))).toEqual(new Set(['finance (en)']));
    expect(await dueOf(counted, 'finance')).toEqual([new Date('2026-03-23T12:00:00.000Z')]);
    expect(await dueOf(named, 'finance')).toEqual([new Date('2026-03-27T12:00:00.000Z')]);
    expect(await dueOf(counted, 'justice')).toEqual([new Date('2026-03-17T13:30:00.000Z')]);
    const officer = await portal.as('finance.officer');
    const [review] = (await officer.card(counted.id)).version.reviews.filter(({ term }) => term);
    expect(review).toMatchObject({ dueAt: '2026-03-23T12:00:00.000Z', term: { closes: '17:00' } });
    const [byDay] = (await officer.card(named.id)).version.reviews.filter(({ dueAt }) => dueAt);
    expect(byDay).toMatchObject({ dueAt: '2026-03-27T12:00:00.000Z', term: null });

    const ours = parsed(workingHoursChange, expectStatus(await put('developer', EARLY), 200)).moved;
    expect(ours.items).toContainEqual(
      expect.objectContaining({
        kind: 'rework_draft',
        from: '2026-03-19T13:30:00.000Z',
        to: '2026-03-19T12:00:00.000Z',
      }),
    );
    const inboxOf = (await portal.as('developer.specialist')).get('/api/inbox?needs=action&search=');
    expect(JSON.stringify((await inboxOf).json)).toContain('2026-03-19T12:00:00.000Z');
  });

  test('a move stands in the record of the act and of the body, and the body is told', async () => {
    const act = await Act.at(portal, 'assignment', 'finance');
    expectStatus(await put('finance', EARLY), 200);
    const movesSeenBy = async (reader: PersonName) =>
      (await act.history(reader))
        .filter(({ action }) => action === 'term.move_by_hours')
        .map(({ details }) => details);
    expect(await movesSeenBy('finance.head')).toEqual([
      { kind: 'assignment', dueAt: '2026-03-23T12:00:00.000Z' },
    ]);
    expect(await movesSeenBy('developer.specialist')).toEqual([]);
    const [entry] = await portal.database.dataSource.query<{ content: string }[]>(
      `SELECT content FROM kernel.audit_entry WHERE action = 'body.hours_changed' ORDER BY seq DESC LIMIT 1`,
    );
    expect(JSON.parse(entry?.content ?? '{}').data).toMatchObject({
      after: EARLY,
      moved: expect.any(Number),
    });
    expect(await portal.app.get(Audit).verify()).not.toHaveProperty('fault');
  });

  test('a term whose last day is over keeps the hour of that day', async () => {
    const act = await Act.at(portal, 'assignment', 'finance');
    const friday = new Date('2026-03-13T13:30:00.000Z');
    await portal.database.dataSource.query(
      `UPDATE agreements.route_step SET due_at = $2 WHERE act_id = $1 AND state = 'open'`,
      [act.id, friday],
    );
    expectStatus(await put('finance', EARLY), 200);
    expect(await dueOf(act, 'finance')).toEqual([friday]);
  });

  test('hours that close at the same time move nothing', async () => {
    await Act.at(portal, 'assignment', 'finance');
    expectStatus(await put('finance', EARLY), 200);
    expect((await preview('finance', { ...EARLY, opens: '08:00' })).total).toBe(0);
    expect((await preview('finance', { ...EARLY, closes: '17:30' })).total).toBeGreaterThan(0);
  });

  test('of two changes at once one is made, and the other is told that it is stale', async () => {
    const later: WorkingHours = { ...EARLY, closes: '19:00' };
    const answers = await Promise.all([put('finance', EARLY, 0), put('finance', later, 0)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused && refusalOf(refused)).toBe('409 STALE');
    expect(await read('finance')).toMatchObject({ revision: 1 });
  });

  test('a change waits for whoever has counted a term of the body and is not done yet', async () => {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const held = portal.app.get(Tx).run(async () => {
      await portal.app.get(WorkingCalendar).termFromToday(portal.known.bodyIds.finance, 3);
      begun.resolve();
      await end.promise;
    });
    await begun.promise;
    const changed = put('finance', EARLY);
    expect(await Promise.race([changed, delay(500, 'waits')])).toBe('waits');
    end.resolve();
    await held;
    expectStatus(await changed, 200);
  });

  test('nobody else is shown what would move', async () => {
    const body = await bodyOf('finance', EARLY);
    for (const person of ['finance.head', 'outside.specialist'] as const) {
      const client = await portal.as(person);
      expect(refusalOf(await client.post(`${HOURS}/preview`, body))).toBe('403 FORBIDDEN');
      expect(refusalOf(await client.send('PUT', HOURS, body))).toBe('403 FORBIDDEN');
    }
  });
});
