import type { Step } from '#contracts';
import { newId } from '#kernel';
import { eventually, FakeClock } from '#testing';
import { Act, AUTHOR } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { cardOf, expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-14T05:00:00.000Z');

describe('a decision taken back, or returned for rework', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
  });

  afterAll(() => portal?.close());

  const asked = async (act: Act, body?: 'developer' | 'finance') =>
    (await act.openSteps(body)).map(({ kind, assignees }) => [kind, ...assignees]);
  const takeBack = async (stepId: string, by: PersonName) =>
    (await portal.as(by)).post(`/api/agreements/steps/${stepId}/take-back`);
  const open = async (stepId: string, by: PersonName) =>
    expectStatus(await (await portal.as(by)).post(`/api/agreements/steps/${stepId}/opened`), 204);

  /** So many wait in the database for a lock. */
  const waitingAre = (count: number) =>
    eventually(async () => {
      const waiting = await portal.database.dataSource.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(count);
    }, 20_000);

  /** Takes an open step and decides it. @returns its id */
  async function pass(act: Act, kind: Step['kind'], body: 'developer' | 'finance' = 'developer') {
    const { id } = await act.step(kind, body);
    await act.pass(kind, body);
    return id;
  }

  describe('inside the developer body (775:15)', () => {
    test('the last unit takes its agreement back: the visa waits for nobody, the unit is asked anew', async () => {
      const act = await Act.at(portal, 'unit_agreement');
      await act.pass('unit_agreement');
      const [second] = await act.openSteps();
      const by = second?.assignees[0] ?? AUTHOR;
      await act.pass('unit_agreement');
      expect(await asked(act)).toEqual([['legal_visa', 'developer.legalHead']]);
      const card = await (await portal.as(by)).card(act.id);
      expect(card.takeBack).toContain(second?.id);
      expect(card.takeBack).toHaveLength(1);
      const after = cardOf(await takeBack(second?.id ?? '', by));
      expect(after.version.state).toBe('units');
      expect(await asked(act)).toEqual([['unit_agreement', by]]);
      expect(after.version.steps.map(({ state }) => state).sort()).toEqual([
        'cancelled',
        'done',
        'lapsed',
        'open',
      ]);
      expect((await act.turns())['developer.legalHead']).toBeUndefined();
      await act.until('developer_signature');
    });

    test('a visa by EDS is taken back while the head has not opened the act, and not after', async () => {
      const act = await Act.at(portal, 'legal_visa');
      const visa = await pass(act, 'legal_visa');
      cardOf(await takeBack(visa, 'developer.legalHead'));
      expect(await act.state()).toBe('legal_visa');
      expect(await asked(act)).toEqual([['legal_visa', 'developer.legalHead']]);
      const again = await pass(act, 'legal_visa');
      await open((await act.step('developer_signature')).id, 'developer.head');
      expect((await (await portal.as('developer.legalHead')).card(act.id)).takeBack).toEqual([]);
      const before = await portal.fingerprint();
      expect(refusalOf(await takeBack(again, 'developer.legalHead'))).toBe('409 STEP_FOLLOWED');
      expect(await portal.fingerprint()).toBe(before);
    });

    test('whoever prepares to sign has opened it: what led to it stays', async () => {
      const act = await Act.at(portal, 'legal_visa');
      const visa = await pass(act, 'legal_visa');
      await (await portal.as('developer.head')).prepare((await act.step('developer_signature')).id);
      expect(refusalOf(await takeBack(visa, 'developer.legalHead'))).toBe('409 STEP_FOLLOWED');
    });

    test('taken back and opened at the same moment: one of the two, whichever held the act first', async () => {
      const races = [
        { first: 'opened', answers: ['204', '409 STEP_FOLLOWED'], left: ['open', true] },
        { first: 'takenBack', answers: ['204', '200'], left: ['cancelled', false] },
      ] as const;
      for (const { first, answers, left } of races) {
        const act = await Act.at(portal, 'legal_visa');
        const visa = await pass(act, 'legal_visa');
        const { id } = await act.step('developer_signature');
        const deeds = {
          opened: async () =>
            (await portal.as('developer.head')).post(`/api/agreements/steps/${id}/opened`).then(refusalOf),
          takenBack: () => takeBack(visa, 'developer.legalHead').then(refusalOf),
        };
        const gate = portal.database.dataSource.createQueryRunner();
        await gate.startTransaction();
        await gate.query('SELECT FROM agreements.route_step WHERE id = $1 FOR UPDATE', [id]);
        // The first has read that the step is open and not opened, and is about to write: there it is held.
        const one = deeds[first]();
        await waitingAre(1);
        const other = first === 'opened' ? deeds.takenBack() : deeds.opened();
        await waitingAre(2);
        await gate.commitTransaction();
        await gate.release();
        const [opened, takenBack] = first === 'opened' ? [await one, await other] : [await other, await one];
        expect([opened, takenBack]).toEqual(answers);
        const [step] = await portal.database.dataSource.query(
          'SELECT state, opened_at IS NOT NULL AS opened FROM agreements.route_step WHERE id = $1',
          [id],
        );
        expect([step.state, step.opened]).toEqual(left);
      }
    });

    test('recalled by the initiator while the head is signing: his signature is refused, the draft stays', async () => {
      const act = await Act.at(portal, 'developer_signature');
      const head = await portal.as('developer.head');
      const { id } = await act.step('developer_signature');
      const prepared = await head.prepare(id);
      cardOf(await act.author.post(`${act.path}/recall`));
      const late = await head.sendSignature(id, prepared, head.cmsOf(prepared));
      expect(refusalOf(late)).toBe('409 ACT_RECALLED');
      expect(await act.state()).toBe('draft');
    });

    test('who had not opened it yet is told that it was taken back, when he decides after all', async () => {
      const act = await Act.at(portal, 'legal_visa');
      const visa = await pass(act, 'legal_visa');
      const head = await act.step('developer_signature');
      cardOf(await takeBack(visa, 'developer.legalHead'));
      const late = await (await portal.as('developer.head')).post(`/api/agreements/steps/${head.id}/return`, {
        reason: 'Кеш',
      });
      expect(refusalOf(late)).toBe('409 STEP_TAKEN_BACK');
    });

    test('by nobody else, and not the signature that let it go', async () => {
      const act = await Act.at(portal, 'legal_visa');
      const visa = await pass(act, 'legal_visa');
      const before = await portal.fingerprint();
      for (const [name, code] of [
        ['developer.head', '403 FORBIDDEN'],
        [AUTHOR, '403 FORBIDDEN'],
        ['finance.officer', '404 NOT_FOUND'],
      ] as const) {
        expect([name, refusalOf(await takeBack(visa, name))]).toEqual([name, code]);
      }
      expect(await portal.fingerprint()).toBe(before);
      const signature = await pass(act, 'developer_signature');
      expect(refusalOf(await takeBack(signature, 'developer.head'))).toBe('409 CONFLICT');
    });

    test('a double click takes it back once', async () => {
      const act = await Act.at(portal, 'legal_visa');
      const visa = await pass(act, 'legal_visa');
      const answers = await Promise.all([
        takeBack(visa, 'developer.legalHead'),
        takeBack(visa, 'developer.legalHead'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await asked(act)).toEqual([['legal_visa', 'developer.legalHead']]);
    });
  });

  describe('inside an approving body (775:16-18)', () => {
    test.each([
      ['registration', 'finance.officer', 'arrived'],
      ['assignment', 'finance.head', 'registered'],
      ['opinion', 'finance.secondHead', 'in_work'],
      ['outcome', 'finance.specialist', 'in_work'],
    ] as const)('%s is taken back by %s, and asked anew', async (kind, by, state) => {
      const act = await Act.at(portal, kind, 'finance');
      const step = await act.step(kind, 'finance');
      expectStatus(await act.decide(step, by), 200);
      const card = cardOf(await takeBack(step.id, by));
      expect(card.version.reviews[0]?.state).toBe(state);
      const [waiting, ...others] = await act.openSteps('finance');
      expect([waiting?.kind, others]).toEqual([kind, []]);
      expect(waiting?.assignees).toContain(by);
      await act.until('body_signature', 'finance');
    });

    test('775:18 the last unit head takes his agreement back, while the head has not opened the act', async () => {
      const act = await Act.at(portal, 'outcome_agreement', 'finance');
      await act.pass('outcome_agreement', 'finance');
      const step = await act.step('outcome_agreement', 'finance');
      const by = step.assignees[0] ?? AUTHOR;
      expectStatus(await act.decide(step), 200);
      const card = cardOf(await takeBack(step.id, by));
      expect(card.version.reviews[0]?.state).toBe('unit_heads');
      expect(await asked(act, 'finance')).toEqual([['outcome_agreement', by]]);
    });

    test('775:16 the management returns it to the documentation service, which registers it anew', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      await act.sendBack('assignment', 'finance', 'Мерзім қате');
      const steps = await act.openSteps('finance');
      expect(steps.map(({ kind }) => kind)).toEqual(['registration']);
      const { version } = await (await portal.as('finance.officer')).card(act.id);
      expect(version.reviews[0]?.inner?.steps.map(({ kind, state }) => [kind, state])).toEqual([
        ['registration', 'lapsed'],
        ['assignment', 'returned'],
        ['registration', 'open'],
      ]);
      expect((await act.turns())['finance.officer']).toBe('register_draft 2026-03-16');
      await act.pass('registration', 'finance', undefined, { term: { workingDays: 10 } });
      expect((await act.turns())['finance.head']).toBe('assign_units 2026-03-27');
    });

    test('775:16 the executor returns it to the management; an opinion of a unit named again stays', async () => {
      const act = await Act.at(portal, 'outcome', 'finance');
      await act.sendBack('outcome', 'finance', 'Басқа бөлімшенің құзыреті');
      expect((await act.openSteps('finance')).map(({ kind }) => kind)).toEqual(['assignment']);
      await act.pass('assignment', 'finance');
      expect(await asked(act, 'finance')).toEqual([['outcome', 'finance.specialist']]);
      await act.sendBack('outcome', 'finance', 'Тағы да');
      const { known } = portal;
      await act.pass('assignment', 'finance', undefined, {
        responsibleUnitId: known.unitId('finance', 'main'),
        executorId: portal.knownAs('finance.specialist').id,
        interestedUnitIds: [known.unitId('finance', 'third')],
      });
      expect(await asked(act, 'finance')).toEqual([['opinion', 'finance.thirdHead']]);
      const { version } = await (await portal.as('finance.specialist')).card(act.id);
      const opinions = version.reviews[0]?.inner?.steps.filter(({ kind }) => kind === 'opinion');
      expect(opinions?.map(({ state }) => state)).toEqual(['lapsed', 'open']);
    });

    test('775:17 while he sums up, the executor returns an opinion to its unit with the reason', async () => {
      const act = await Act.at(portal, 'opinion', 'finance');
      const opinion = await pass(act, 'opinion', 'finance');
      const path = `/api/agreements/steps/${opinion}/rework`;
      const before = await portal.fingerprint();
      const stranger = await (await portal.as('finance.secondHead')).post(path, { reason: 'Өзім' });
      expect(refusalOf(stranger)).toBe('409 NOT_YOUR_TURN');
      expect(await portal.fingerprint()).toBe(before);
      const executor = await portal.as('finance.specialist');
      const card = cardOf(await executor.post(path, { reason: 'Ұсынысы жоқ' }));
      const returned = card.version.reviews[0]?.inner?.steps.find(({ id }) => id === opinion);
      expect(returned).toMatchObject({ state: 'lapsed', lapsed: { reason: 'Ұсынысы жоқ' } });
      expect(await asked(act, 'finance')).toEqual([['opinion', 'finance.secondHead']]);
      expect(refusalOf(await executor.post(path, { reason: 'Тағы' }))).toBe('409 NOT_YOUR_TURN');
      await act.until('body_signature', 'finance');
    });
  });

  describe('by delegation (ADR 0021)', () => {
    test('what a stand-in decided he or his principal takes back, and nobody else', async () => {
      const principal = portal.knownAs('developer.thirdHead').id;
      const standIn = portal.knownAs('developer.colleague').id;
      const day = '2026-03-14';
      expectStatus(
        await (await portal.as('developer.thirdHead')).post('/api/delegations', {
          id: newId(),
          principalId: principal,
          standInId: standIn,
          from: day,
          to: '2026-03-20',
          rooms: null,
          reason: 'leave',
        }),
        201,
      );
      const act = await Act.draft(portal, { interestedUnitIds: [portal.known.unitId('developer', 'third')] });
      await act.send();
      const step = await act.step('unit_agreement');
      expectStatus(await act.decide(step, 'developer.colleague'), 200);
      const card = await (await portal.as('developer.colleague')).card(act.id);
      expect(card.takeBack).toEqual([step.id]);
      expect(refusalOf(await takeBack(step.id, 'developer.secondHead'))).toMatch(/403|404/);
      cardOf(await takeBack(step.id, 'developer.colleague'));
      const again = await act.step('unit_agreement');
      expectStatus(await act.decide(again, 'developer.colleague'), 200);
      cardOf(await takeBack(again.id, 'developer.thirdHead'));
      expect(await asked(act)).toEqual([['unit_agreement', 'developer.thirdHead']]);
    });
  });
});
