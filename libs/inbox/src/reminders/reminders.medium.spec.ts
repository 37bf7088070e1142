import { inboxPage } from '#contracts';
import { Housekeeping, Tx } from '#kernel';
import { makeText, type TestEmployee, type TestWorker } from '#testing';
import { Inbox, Postman, SubjectReaders } from '../index.js';
import { MailPortal } from '../notices/mail-portal.fixture.js';

describe('terms of open work', () => {
  let portal: MailPortal;
  let worker: TestWorker;
  let reader: TestEmployee;

  beforeAll(async () => {
    portal = await MailPortal.start();
  });
  afterAll(() => portal?.stop());
  beforeEach(async () => {
    await portal.clear();
    worker = await portal.worker();
    worker.get(SubjectReaders).add('agreements', async () => true);
    reader = await portal.employee();
  });

  const at = (instant: string) => portal.clock.set(instant);
  /** Wednesday, 25 March, 18:00. */
  const DUE = new Date('2026-03-25T13:00:00Z');
  /** What each morning from 10:00 on brings, as the worker's chores and rounds go. */
  async function round(by = worker): Promise<void> {
    await by.get(Housekeeping).run();
    await by.get(Postman).round();
  }
  const subjects = () => portal.server.taken.map(({ subject }) => subject);

  async function mornings(first: string, last: string): Promise<string[]> {
    const told: string[] = [];
    for (
      let day = first;
      day <= last;
      day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
    ) {
      at(`${day}T05:00:00Z`);
      portal.server.taken.length = 0;
      await round();
      await round();
      told.push(...subjects().map((subject) => `${day} ${subject}`));
    }
    return told;
  }

  test('are reminded of one working day before, on the day, and after each three working days', async () => {
    await portal.put({ employeeIds: [reader.id], dueAt: DUE });
    await round();
    expect(await mornings('2026-03-19', '2026-04-03')).toEqual([
      '2026-03-24 Мерзімі таяу: Виза қою: № 12/2026-1',
      '2026-03-25 Мерзімі бүгін: Виза қою: № 12/2026-1',
      '2026-03-26 Мерзімі өтті: Виза қою: № 12/2026-1',
      '2026-03-31 Мерзімі өтті: Виза қою: № 12/2026-1',
      '2026-04-03 Мерзімі өтті: Виза қою: № 12/2026-1',
    ]);
  });

  test('are not reminded of on a day off, at night, on the day they are given, or when the work is done', async () => {
    await portal.put({ employeeIds: [reader.id], dueAt: new Date('2026-03-19T13:00:00Z') });
    const done = await portal.put({ employeeIds: [reader.id], number: '1/1', dueAt: DUE });
    const given = await portal.put({ employeeIds: [reader.id], number: '1/2', dueAt: DUE });
    await round();
    expect(subjects()).toHaveLength(3);
    portal.server.taken.length = 0;
    await portal.close(done);
    await portal.waits(given);
    at('2026-03-19T03:59:00Z'); // 8:59
    await round();
    expect(subjects()).toEqual([]);
    expect(await mornings('2026-03-20', '2026-03-22')).toEqual([
      '2026-03-20 Мерзімі өтті: Виза қою: № 12/2026-1',
    ]);
  });

  test('are reminded of once by many workers, and by one that comes back after a time by the newest alone', async () => {
    const workers = [worker, await portal.worker(), await portal.worker()];
    await portal.put({ employeeIds: [reader.id], dueAt: DUE });
    await round();
    at('2026-03-24T05:00:00Z');
    await Promise.all(workers.map((one) => round(one)));
    expect(subjects()).toHaveLength(2);
    // Nobody works from the 25th to the 31st.
    at('2026-04-01T05:00:00Z');
    await Promise.all(workers.map((one) => round(one)));
    expect(subjects().slice(2)).toEqual(['Мерзімі өтті: Виза қою: № 12/2026-1']);
  });

  test('are reminded of by the calendar of the day, each once, though it changes in between and back', async () => {
    const dayOff = (day: string) =>
      portal.query(
        `INSERT INTO kernel.calendar_day (day, kind, name) VALUES ($1, 'day_off', '{"kk": "", "ru": "", "en": ""}')`,
        [day],
      );
    await portal.put({ employeeIds: [reader.id], dueAt: DUE });
    await round();
    portal.server.taken.length = 0;
    // On Monday the term is two working days ahead; with Tuesday off it is one.
    expect(await mornings('2026-03-23', '2026-03-23')).toEqual([]);
    await dayOff('2026-03-24');
    const near = 'Мерзімі таяу: Виза қою: № 12/2026-1';
    expect(await mornings('2026-03-23', '2026-03-23')).toEqual([`2026-03-23 ${near}`]);
    await portal.query('DELETE FROM kernel.calendar_day');
    expect(await mornings('2026-03-24', '2026-03-24')).toEqual([]);
    // Wednesday, its day, is off: Tuesday is the last on which anything can be done.
    await dayOff('2026-03-25');
    expect(await mornings('2026-03-24', '2026-03-24')).toEqual([`2026-03-24 ${near}`]);
    expect(await mornings('2026-03-25', '2026-03-27')).toEqual([
      '2026-03-26 Мерзімі өтті: Виза қою: № 12/2026-1',
    ]);
  });

  test('that have moved are reminded of anew, and a reminder of the old term that has not gone goes no more', async () => {
    const key = await portal.put({ employeeIds: [reader.id], dueAt: DUE });
    await round();
    await portal.choose(reader, { mail: 'digest', digestHour: 12 });
    at('2026-03-24T05:00:00Z');
    await round();
    const inbox = portal.api.get(Inbox);
    const moved = [{ key, dueAt: new Date('2026-03-27T13:00:00Z') }];
    await portal.api.get(Tx).run(() => inbox.moveTerms(moved));
    portal.server.taken.length = 0;
    at('2026-03-24T07:00:00Z');
    await round();
    expect(subjects()).toEqual([]);
    await portal.choose(reader, { mail: 'at_once' });
    expect(await mornings('2026-03-25', '2026-03-27')).toEqual([
      '2026-03-26 Мерзімі таяу: Виза қою: № 12/2026-1',
      '2026-03-27 Мерзімі бүгін: Виза қою: № 12/2026-1',
    ]);
  });

  describe('that are overdue', () => {
    let specialist: TestEmployee;
    let unitHead: TestEmployee;
    let head: TestEmployee;

    beforeEach(async () => {
      const bodyId = await portal.population.makeBody();
      const unitId = await portal.population.makeUnit({ bodyId });
      const leadership = await portal.population.makeUnit({ bodyId, kind: 'leadership' });
      specialist = await portal.employee({ unitId });
      unitHead = await portal.employee({ unitId, postKind: 'unit_head' });
      head = await portal.employee({ unitId: leadership, postKind: 'head_of_body' });
    });

    async function told(person: TestEmployee): Promise<string[]> {
      const answer = await (await portal.signIn(person)).get('/api/inbox?needs=information');
      return inboxPage.parse(answer.json).items.map(({ verb, number }) => `${verb} ${number}`);
    }

    test('are told to the head of the unit after two working days, to the head of the body after five, each once', async () => {
      await portal.put({ employeeIds: [specialist.id], dueAt: DUE, bodyName: makeText('Own') });
      await mornings('2026-03-26', '2026-03-26');
      expect([await told(unitHead), await told(head)]).toEqual([[], []]);
      const letters = await mornings('2026-03-27', '2026-03-31');
      expect([await told(unitHead), await told(head)]).toEqual([['term_passed 12/2026-1'], []]);
      expect(letters).toContain('2026-03-27 Қызметкердің мерзімі өтті: № 12/2026-1');
      await mornings('2026-04-01', '2026-04-10');
      expect([await told(unitHead), await told(head)]).toEqual([
        ['term_passed 12/2026-1'],
        ['term_passed 12/2026-1'],
      ]);
    });

    test('are told to the deputy who oversees between the two, and to him first where no head of the unit is', async () => {
      const deputy = await portal.employee({ unitId: head.unitId, postKind: 'deputy_head' });
      await portal.population.writer.putOverseer(specialist.unitId, deputy.id);
      await portal.put({ employeeIds: [specialist.id], number: '2/1', dueAt: DUE });
      await portal.put({ employeeIds: [unitHead.id], number: '2/2', dueAt: DUE });
      const seen = async () => [await told(unitHead), await told(deputy), await told(head)];
      at('2026-03-27T05:00:00Z');
      await round();
      expect(await seen()).toEqual([['term_passed 2/1'], ['term_passed 2/2'], []]);
      at('2026-03-30T05:00:00Z');
      await round();
      const both = ['term_passed 2/1', 'term_passed 2/2'];
      expect([await told(unitHead), (await told(deputy)).sort(), await told(head)]).toEqual([
        ['term_passed 2/1'],
        both,
        [],
      ]);
      at('2026-04-01T05:00:00Z');
      await round();
      expect((await told(head)).sort()).toEqual(both);
    });

    test('are told once by many workers', async () => {
      const other = await portal.worker();
      other.get(SubjectReaders).add('agreements', async () => true);
      await portal.put({ employeeIds: [specialist.id], dueAt: DUE });
      at('2026-03-30T05:00:00Z');
      await Promise.all([round(), round(other), round(), round(other)]);
      expect(await told(unitHead)).toEqual(['term_passed 12/2026-1']);
    });

    test('of a head of a unit are told to the head of the body, once by all rules; of him to nobody', async () => {
      await portal.put({ employeeIds: [unitHead.id], number: '1/1', dueAt: DUE });
      await portal.put({ employeeIds: [head.id], number: '1/2', dueAt: DUE });
      at('2026-03-27T05:00:00Z');
      await round();
      at('2026-04-10T05:00:00Z');
      await round();
      expect([await told(unitHead), await told(head)]).toEqual([[], ['term_passed 1/1']]);
    });

    test('are not told where the work is done, or waits for its check', async () => {
      await portal.close(await portal.put({ employeeIds: [specialist.id], dueAt: DUE }));
      await portal.waits(await portal.put({ employeeIds: [specialist.id], dueAt: DUE }));
      at('2026-04-10T05:00:00Z');
      await round();
      expect([await told(unitHead), await told(head)]).toEqual([[], []]);
    });

    test('are told to nobody who may not read the document: the next above him is', async () => {
      worker.get(SubjectReaders).add('agreements', async (_id, scopes) => scopes.includes(head.id));
      await portal.put({ employeeIds: [specialist.id], dueAt: DUE });
      at('2026-03-27T05:00:00Z');
      await round();
      expect([await told(unitHead), await told(head)]).toEqual([[], ['term_passed 12/2026-1']]);
    });

    test('of a room that says nothing of its readers are told to nobody', async () => {
      const silent = await portal.worker();
      await portal.put({ employeeIds: [specialist.id], dueAt: DUE });
      at('2026-04-10T05:00:00Z');
      await round(silent);
      expect([await told(unitHead), await told(head)]).toEqual([[], []]);
    });

    test('and whose term has moved are told anew when that has passed', async () => {
      const key = await portal.put({ employeeIds: [specialist.id], dueAt: DUE });
      await mornings('2026-03-27', '2026-03-27');
      const moved = [{ key, dueAt: new Date('2026-03-31T13:00:00Z') }];
      await portal.api.get(Tx).run(() => portal.api.get(Inbox).moveTerms(moved));
      await mornings('2026-04-01', '2026-04-03');
      expect(await told(unitHead)).toHaveLength(2);
    });
  });
});
