import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Step } from '#contracts';
import { eventually, FakeClock } from '#testing';
import { Act, REMARKS } from './testing/act.fixture.js';
import { bytesOf, type Worker } from './testing/office.fixture.js';
import type { PersonName } from './testing/people.fixture.js';
import { cardOf, expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

const run = promisify(execFile);
/** A Monday; the bodies of the fixtures register for five working days. */
const MONDAY = '2026-03-16T05:00:00.000Z';
const PAST = '2026-03-30T05:00:00.000Z';
const clock = new FakeClock(MONDAY);
const EXECUTOR: PersonName = 'finance.specialist';

describe('775:17 a unit of a body that lets its term pass without an opinion', () => {
  let portal: Portal;
  let worker: Worker;

  beforeAll(async () => {
    portal = await Portal.start(clock);
    worker = await portal.startWorker();
  });

  afterAll(async () => {
    await worker?.close();
    await portal?.close();
  });

  beforeEach(() => goTo(MONDAY));

  function goTo(moment: string): void {
    clock.set(moment);
    portal.forgetSessions();
  }

  /** Two units are asked: the second has not answered, the third agreed. */
  async function asked(): Promise<Act> {
    const act = await Act.draft(portal);
    await act.send();
    await act.until('assignment', 'finance');
    const { known } = portal;
    await act.pass('assignment', 'finance', undefined, {
      responsibleUnitId: known.unitId('finance', 'main'),
      executorId: portal.knownAs(EXECUTOR).id,
      interestedUnitIds: [known.unitId('finance', 'second'), known.unitId('finance', 'third')],
    });
    const third = (await act.openSteps('finance')).find(
      ({ assignees }) => assignees[0] === 'finance.thirdHead',
    );
    if (!third) throw new Error('The third unit is not asked.');
    expectStatus(await act.decide(third), 200);
    return act;
  }

  const silent = async () => {
    const act = await asked();
    goTo(PAST);
    return act;
  };
  const goOn = async (act: Act, by: PersonName = EXECUTOR) => {
    const person = await portal.as(by);
    const { ownReviewId } = await person.card(act.id);
    return person.post(`/api/agreements/reviews/${ownReviewId}/go-on`);
  };
  const opinions = async (act: Act, as: PersonName = EXECUTOR): Promise<Step[]> => {
    const { version } = await (await portal.as(as)).card(act.id);
    const inner = version.reviews.find(({ body }) => body.id === portal.known.bodyIds.finance)?.inner;
    return (inner?.steps ?? []).filter(({ kind }) => kind === 'opinion');
  };
  const kinds = async (act: Act) => (await act.openSteps('finance')).map(({ kind }) => kind);

  test('holds the executor up until then: he sees whom he waits for, and may not go on', async () => {
    const act = await asked();
    const card = await (await portal.as(EXECUTOR)).card(act.id);
    expect([card.can.askUnit, card.can.goOn]).toEqual([true, false]);
    const [waited] = (await opinions(act)).filter(({ state }) => state === 'open');
    expect(waited).toMatchObject({ createdAt: MONDAY, dueAt: expect.stringMatching(/^2026-03-2/) });
    const refused = await goOn(act);
    expect(refusalOf(refused)).toBe('409 UNITS_HAVE_TIME');
    expect(refused.json).toMatchObject({ params: { until: waited?.dueAt } });
    expect(await kinds(act)).toEqual(['opinion']);
  });

  test('is passed over by the executor alone, and the record names it; nobody is waited for then', async () => {
    const act = await silent();
    for (const by of ['finance.unitHead', 'finance.head', 'finance.secondHead'] as const) {
      expect([by, refusalOf(await goOn(act, by))]).toEqual([by, '403 FORBIDDEN']);
    }
    expect((await (await portal.as(EXECUTOR)).card(act.id)).can.goOn).toBe(true);
    const card = cardOf(await goOn(act));
    expect(card.can.goOn).toBe(false);
    expect(card.turn.map(({ kind }) => kind)).toEqual(['outcome']);
    expect((await act.turns())[EXECUTOR]).toMatch(/^choose_outcome/);
    const told = (await act.history('finance.head')).find(({ action }) => action === 'review.go_on');
    expect(told?.by?.id).toBe(portal.knownAs(EXECUTOR).id);
    expect(told?.details['executor']).toContain(portal.knownAs('finance.secondHead').surname);
    expect(refusalOf(await goOn(act))).toBe('409 CONFLICT');
    expect(JSON.stringify(await act.history('justice.head'))).not.toContain('review.go_on');
  });

  test('may still answer until the outcome is proposed: late, but read, and its remark is summed up', async () => {
    const act = await silent();
    cardOf(await goOn(act));
    const step = await act.step('opinion', 'finance');
    expectStatus(await act.decide(step, 'finance.secondHead', REMARKS), 200);
    const late = (await opinions(act)).find(({ id }) => id === step.id);
    expect(late).toMatchObject({ state: 'done', outcome: 'with_remarks', passedOverAt: PAST });
    expect(late?.remarks).toHaveLength(1);
    expect(Date.parse(late?.decidedAt ?? '')).toBeGreaterThan(Date.parse(late?.dueAt ?? ''));
    const outcome = await act.step('outcome', 'finance');
    expect(refusalOf(await act.decide(outcome, EXECUTOR, { outcome: 'agreed' }))).toBe(
      '422 UNIT_REMARKS_OPEN',
    );
    await act.pass('outcome', 'finance');
    const heads = (await act.openSteps('finance')).flatMap(({ assignees }) => assignees);
    expect(heads).toEqual(['finance.unitHead', 'finance.secondHead', 'finance.thirdHead']);
  });

  test('took its late answer back: it is not waited for again', async () => {
    const act = await silent();
    cardOf(await goOn(act));
    clock.advance({ minutes: 1 });
    const step = await act.step('opinion', 'finance');
    expectStatus(await act.decide(step, 'finance.secondHead'), 200);
    const second = await portal.as('finance.secondHead');
    expectStatus(await second.post(`/api/agreements/steps/${step.id}/take-back`), 200);
    expect((await kinds(act)).sort()).toEqual(['opinion', 'outcome']);
    await act.pass('outcome', 'finance');
    expect((await opinions(act)).map(({ state }) => state).sort()).toEqual(['done', 'lapsed', 'silent']);
  });

  test('and another that the executor asks after that is waited for alone', async () => {
    const act = await silent();
    cardOf(await goOn(act));
    const executor = await portal.as(EXECUTOR);
    const { ownReviewId } = await executor.card(act.id);
    const one = { unitId: portal.known.unitId('finance', 'legal'), reason: 'Заң тұрғысынан бағалау керек' };
    expectStatus(await executor.post(`/api/agreements/reviews/${ownReviewId}/ask-unit`, one), 200);
    expect(await kinds(act)).toEqual(['opinion', 'opinion']);
    const legal = (await act.openSteps('finance')).find(
      ({ assignees }) => assignees[0] === 'finance.legalHead',
    );
    if (!legal) throw new Error('The legal service is not asked.');
    expectStatus(await act.decide(legal), 200);
    expect((await kinds(act)).sort()).toEqual(['opinion', 'outcome']);
  });

  test('is asked anew where the management names it again', async () => {
    const act = await silent();
    cardOf(await goOn(act));
    await act.sendBack('outcome', 'finance', 'Басқа бөлімшелер керек');
    expect(await kinds(act)).toEqual(['assignment']);
    await act.pass('assignment', 'finance');
    expect(await act.openSteps('finance')).toMatchObject([
      { kind: 'opinion', assignees: ['finance.secondHead'] },
    ]);
  });

  describe('that is not answered at all', () => {
    let act: Act;

    beforeAll(async () => {
      goTo(MONDAY);
      act = await silent();
      cardOf(await goOn(act));
      await act.pass('outcome', 'finance');
    });

    beforeEach(() => goTo(PAST));

    test('stays silent: it agrees nothing, is asked for nothing, and its answer comes too late', async () => {
      const waited = (await opinions(act)).find(({ state }) => state === 'silent');
      expect(waited).toMatchObject({ outcome: null, decidedAt: null, passedOverAt: PAST });
      const heads = (await act.openSteps('finance')).flatMap(({ kind, assignees }) => [kind, ...assignees]);
      expect(heads).toEqual([
        'outcome_agreement',
        'finance.unitHead',
        'outcome_agreement',
        'finance.thirdHead',
      ]);
      expect((await act.turns())['finance.secondHead']).toBeUndefined();
      const second = await portal.as('finance.secondHead');
      const late = await second.post(`/api/agreements/steps/${waited?.id}/opinion`, { outcome: 'agreed' });
      expect(refusalOf(late)).toBe('409 OPINION_TOO_LATE');
    });

    test('775:17.1 stands on both sheets as silence and as no consent, and every body reads it on the card', async () => {
      await act.toTheEnd();
      const author = await portal.as('developer.specialist');
      await eventually(async () => expect((await author.card(act.id)).version.sheet).toBe('ready'), 20_000);
      const { version } = await author.card(act.id);
      const review = version.reviews.find(({ body }) => body.id === portal.known.bodyIds.finance);
      await eventually(async () => {
        const { reviews } = (await author.card(act.id)).version;
        expect(reviews.every(({ sheetReady }) => sheetReady)).toBe(true);
      }, 20_000);
      for (const path of [`${act.path}/sheet`, `${act.path}/reviews/${review?.id}/sheet`]) {
        const reading = run('pdftotext', ['-raw', '-', '-']);
        reading.child.stdin?.end(await bytesOf(portal, author, path));
        const text = (await reading).stdout.replace(/\s+/g, ' ');
        expect(text).toContain('Мерзімі өтті, жауап жоқ. Жауаптың болмауы келісу болып есептелмейді.');
        expect(text).toContain(portal.knownAs('finance.secondHead').surname);
      }
      expect((await opinions(act, 'justice.head')).map(({ state }) => state).sort()).toEqual([
        'done',
        'silent',
      ]);
    });
  });
});
