import type { ReaddressBody } from '#contracts';
import { newId } from '#kernel';
import { Act } from './testing/act.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { cardOf, expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

const OFFICER: PersonName = 'finance.officer';
const EXECUTOR: PersonName = 'finance.specialist';
const REASON = 'Құзыретіне жатпайды';

describe('775:16 to whom an act goes inside an approving body', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start();
  });

  afterAll(() => portal?.close());

  const unit = (name: 'main' | 'second' | 'third' | 'legal') => portal.known.unitId('finance', name);
  const reviewOf = async (act: Act) => (await (await portal.as(OFFICER)).card(act.id)).ownReviewId;
  const correct = async (act: Act, body: Omit<ReaddressBody, 'reason'> | object, by: PersonName = OFFICER) =>
    (await portal.as(by)).post(`/api/agreements/reviews/${await reviewOf(act)}/readdress`, {
      reason: REASON,
      ...body,
    });
  const ask = async (act: Act, unitId: string, by: PersonName = EXECUTOR) =>
    (await portal.as(by)).post(`/api/agreements/reviews/${await reviewOf(act)}/ask-unit`, {
      unitId,
      reason: 'Салықтық әсерін бағалау керек',
    });
  const asked = async (act: Act) =>
    (await act.openSteps('finance')).map(({ kind, assignees }) => [kind, ...assignees]);
  const decline = async (act: Act) => {
    const { id, assignees } = await act.step('opinion', 'finance');
    const head = await portal.as(assignees[0] ?? OFFICER);
    return head.post(`/api/agreements/steps/${id}/return`, { reason: REASON });
  };

  describe('the documentation officer corrects the addressee', () => {
    test('to another leader: who had it by mistake has it no more, and can decide nothing', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      const wrong = await act.step('assignment', 'finance');
      expect(wrong.assignees.sort()).toEqual(['finance.deputy', 'finance.head']);
      const deputy = portal.knownAs('finance.deputy');
      const card = cardOf(await correct(act, { what: 'leader', employeeId: deputy.id }));
      expect(card.can.readdress).toBe(true);
      expect(await asked(act)).toEqual([['assignment', 'finance.deputy']]);
      const turns = await act.turns();
      expect(turns['finance.deputy']).toMatch(/^assign_units/);
      expect(turns['finance.head']).toBeUndefined();
      const late = await act.decide(wrong, 'finance.head');
      expect(refusalOf(late)).toBe('409 NOT_YOUR_TURN');
      await act.until('body_signature', 'finance');
    });

    test('the record names the wrong one, the right one and the reason; the other bodies learn nothing of it', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      cardOf(await correct(act, { what: 'leader', employeeId: portal.knownAs('finance.deputy').id }));
      const told = (await act.history(OFFICER)).find(({ action }) => action === 'review.readdress');
      expect(told?.by?.id).toBe(portal.knownAs(OFFICER).id);
      expect(told?.details).toMatchObject({
        kind: 'assignment',
        reason: REASON,
        executor: expect.stringContaining(portal.knownAs('finance.deputy').surname),
      });
      const [entry] = await portal.database.dataSource.query<{ content: string }[]>(
        `SELECT content FROM kernel.audit_entry WHERE subject_id = $1 AND action = 'review.readdress'`,
        [act.id],
      );
      expect(JSON.parse(entry?.content ?? '{}').data.from).toContain(portal.knownAs('finance.head').surname);
      expect(JSON.stringify(await act.history('developer.head'))).not.toContain(REASON);
    });

    test('to another unit in place of one that has not answered; what that one began to write goes', async () => {
      const act = await Act.at(portal, 'opinion', 'finance');
      const wrong = await act.step('opinion', 'finance');
      const draft = { text: 'Жаза бастаған', revision: 0 };
      const second = await portal.as('finance.secondHead');
      expectStatus(
        await second.send('PUT', `/api/agreements/steps/${wrong.id}/remarks/${newId()}`, draft),
        200,
      );
      const body = { what: 'interested_unit', stepId: wrong.id, unitId: unit('third') };
      const card = cardOf(await correct(act, body));
      const own = card.version.reviews.find(({ id }) => id === card.ownReviewId);
      expect(own?.inner?.interestedUnits.map(({ id }) => id)).toEqual([unit('third')]);
      expect(await asked(act)).toEqual([['opinion', 'finance.thirdHead']]);
      expect((await act.turns())['finance.secondHead']).toBeUndefined();
      expect(refusalOf(await act.decide(wrong, 'finance.secondHead'))).toBe('409 NOT_YOUR_TURN');
      const left = await portal.database.dataSource.query(
        'SELECT id FROM agreements.remark WHERE act_id = $1',
        [act.id],
      );
      expect(left).toEqual([]);
      // The units are the management's to name: it is told.
      expect(await act.turns('information')).toMatchObject({ 'finance.head': 'addressee_corrected' });
      await act.until('outcome_agreement', 'finance');
      expect(await asked(act)).toEqual([
        ['outcome_agreement', 'finance.unitHead'],
        ['outcome_agreement', 'finance.thirdHead'],
      ]);
    });

    test('to another responsible unit: its head has the work, with what was drafted; who had it is told', async () => {
      const act = await Act.at(portal, 'outcome', 'finance');
      const draft = { text: 'Бастаған ескерту', revision: 0 };
      const executor = await portal.as(EXECUTOR);
      const { id } = await act.step('outcome', 'finance');
      expectStatus(await executor.send('PUT', `/api/agreements/steps/${id}/remarks/${newId()}`, draft), 200);
      cardOf(await correct(act, { what: 'responsible_unit', unitId: unit('third') }));
      expect(await asked(act)).toEqual([['outcome', 'finance.thirdHead']]);
      expect((await act.turns())[EXECUTOR]).toBeUndefined();
      expect(await act.turns('information')).toMatchObject({ [EXECUTOR]: 'work_handed_over' });
      const step = await act.step('outcome', 'finance');
      const kept = await (await portal.as('finance.thirdHead')).get(
        `/api/agreements/steps/${step.id}/remarks`,
      );
      expect(kept.json).toMatchObject({ drafts: [{ text: 'Бастаған ескерту' }] });
      expect((await (await portal.as('finance.thirdHead')).card(act.id)).can.handOver).toBe(true);
      await act.until('body_signature', 'finance');
    });

    test('nobody else does; not to a unit that is asked, of another body, nor to who leads nothing; nothing is done then', async () => {
      const act = await Act.at(portal, 'opinion', 'finance');
      const { id: stepId } = await act.step('opinion', 'finance');
      const before = await portal.fingerprint();
      const third = { what: 'responsible_unit', unitId: unit('third') };
      for (const by of ['finance.head', 'finance.unitHead', EXECUTOR] as const) {
        expect([by, refusalOf(await correct(act, third, by))]).toEqual([by, '403 FORBIDDEN']);
      }
      expect(refusalOf(await correct(act, third, 'justice.officer'))).toBe('404 NOT_FOUND');
      const refused: [object, string][] = [
        [{ what: 'responsible_unit', unitId: unit('second') }, '409 UNIT_ASKED'],
        [{ what: 'interested_unit', stepId, unitId: unit('main') }, '409 UNIT_ASKED'],
        [
          { what: 'responsible_unit', unitId: portal.known.unitId('justice', 'third') },
          '422 UNIT_OF_OTHER_BODY',
        ],
        [
          { what: 'leader', employeeId: portal.knownAs('finance.unitHead').id },
          '422 PERSON_NOT_OF_MANAGEMENT',
        ],
        // The officer heads that unit: he does not take the work himself.
        [
          { what: 'responsible_unit', unitId: portal.known.unitId('finance', 'documentation') },
          '409 FOUR_EYES',
        ],
        [{ what: 'leader', employeeId: portal.knownAs('finance.deputy').id }, '409 CONFLICT'],
        [{ what: 'interested_unit', stepId: newId(), unitId: unit('third') }, '409 CONFLICT'],
        [{ ...third, reason: ' ' }, '400 VALIDATION_FAILED'],
      ];
      for (const [body, code] of refused) {
        expect([body, refusalOf(await correct(act, body))]).toEqual([body, code]);
      }
      expect(await portal.fingerprint()).toBe(before);
    });

    test('once an outcome is proposed there is nothing to correct any more', async () => {
      const act = await Act.at(portal, 'outcome_agreement', 'finance');
      expect((await (await portal.as(OFFICER)).card(act.id)).can.readdress).toBe(false);
      const late = await correct(act, { what: 'responsible_unit', unitId: unit('third') });
      expect(refusalOf(late)).toBe('403 FORBIDDEN');
    });

    test('775:3 of a marked act, who had it by mistake may not open it any more', async () => {
      const act = await Act.draft(portal, { officialUse: true });
      await act.send();
      await act.until('opinion', 'finance');
      const { id: stepId } = await act.step('opinion', 'finance');
      const second = await portal.as('finance.secondHead');
      expect((await second.get(act.path)).status).toBe(200);
      cardOf(await correct(act, { what: 'interested_unit', stepId, unitId: unit('third') }));
      expect((await second.get(act.path)).status).toBe(404);
      expect((await (await portal.as('finance.thirdHead')).get(act.path)).status).toBe(200);
    });
  });

  describe('775:17 a unit returns the request for its opinion', () => {
    test('the executor is told why, asks another, and sums up when that one has answered', async () => {
      const act = await Act.at(portal, 'opinion', 'finance');
      expectStatus(await decline(act), 200);
      expect(await asked(act)).toEqual([['outcome', EXECUTOR]]);
      expect(await act.turns('information')).toMatchObject({ [EXECUTOR]: 'opinion_declined' });
      const executor = await portal.as(EXECUTOR);
      const card = await executor.card(act.id);
      const inner = card.version.reviews.find(({ id }) => id === card.ownReviewId)?.inner;
      expect(inner?.steps.find(({ kind }) => kind === 'opinion')).toMatchObject({
        state: 'returned',
        comment: REASON,
      });
      expect(card.can.askUnit).toBe(true);
      const summing = await act.step('outcome', 'finance');
      cardOf(await ask(act, unit('third')));
      expect(await asked(act)).toEqual([['opinion', 'finance.thirdHead']]);
      expect(refusalOf(await act.decide(summing, EXECUTOR, { outcome: 'agreed' }))).toBe('409 NOT_YOUR_TURN');
      await act.pass('opinion', 'finance');
      expect(await asked(act)).toEqual([['outcome', EXECUTOR]]);
      await act.pass('outcome', 'finance');
      expect(await asked(act)).toEqual([
        ['outcome_agreement', 'finance.unitHead'],
        ['outcome_agreement', 'finance.thirdHead'],
      ]);
    });

    test('he may also go on without: nothing blocks, and the unit is not asked to agree the outcome', async () => {
      const act = await Act.at(portal, 'opinion', 'finance');
      expectStatus(await decline(act), 200);
      await act.pass('outcome', 'finance');
      expect(await asked(act)).toEqual([['outcome_agreement', 'finance.unitHead']]);
      await act.toTheEnd();
      expect(await act.state()).toBe('agreed');
    });

    test('while others are still asked he waits for them alone; with a reason only', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      await act.pass('assignment', 'finance', undefined, {
        responsibleUnitId: unit('main'),
        executorId: portal.knownAs(EXECUTOR).id,
        interestedUnitIds: [unit('second'), unit('third')],
      });
      const { id } = await act.step('opinion', 'finance');
      const second = await portal.as('finance.secondHead');
      const silent = await second.post(`/api/agreements/steps/${id}/return`, { reason: '' });
      expect(refusalOf(silent)).toBe('400 VALIDATION_FAILED');
      expectStatus(await decline(act), 200);
      expect(await asked(act)).toEqual([['opinion', 'finance.thirdHead']]);
      // Nobody is asked twice; the executor alone asks.
      expect(refusalOf(await ask(act, unit('third')))).toBe('409 UNIT_ASKED');
      expect(refusalOf(await ask(act, unit('second'), 'finance.unitHead'))).toBe('403 FORBIDDEN');
      cardOf(await ask(act, unit('second')));
      expect(await asked(act)).toEqual([
        ['opinion', 'finance.thirdHead'],
        ['opinion', 'finance.secondHead'],
      ]);
    });
  });
});
