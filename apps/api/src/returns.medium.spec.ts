import { newId } from '#kernel';
import { FakeClock } from '#testing';
import { Act, AUTHOR, completeCard, REFUSAL, REMARKS } from './testing/act.fixture.js';
import { cardOf, expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-14T05:00:00.000Z');

describe('a draft act that goes back', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
  });

  afterAll(() => portal?.close());

  const cardFor = async (act: Act, name: Parameters<Portal['as']>[0], version?: number) =>
    (await portal.as(name)).card(act.id, version);

  describe('inside the developer body (775:15)', () => {
    test.each([
      ['unit_agreement', 'developer.secondHead'],
      ['legal_visa', 'developer.legalHead'],
      ['developer_signature', 'developer.head'],
    ] as const)(
      '775:15 from %s it comes back to the initiator with the reason, and nobody else has it',
      async (kind, by) => {
        const act = await Act.at(portal, kind);
        await act.sendBack(kind, 'developer', 'Экономикалық негіздеме жоқ');
        expect(await act.turns()).toEqual({ [AUTHOR]: 'rework_draft 2026-03-18' });
        const { version, can } = await act.author.card(act.id);
        expect(version.state).toBe('draft');
        expect(version.returned).toMatchObject({
          reason: 'Экономикалық негіздеме жоқ',
          by: { id: portal.knownAs(by).id },
        });
        expect(version.steps.map((step) => step.state)).not.toContain('open');
        expect(can.edit).toBe(true);
      },
    );

    test('775:15 sent anew, all steps run again from the first, and the reason is gone', async () => {
      const act = await Act.at(portal, 'developer_signature');
      await act.sendBack('developer_signature', 'developer', 'Қайта қарау');
      await act.send();
      expect(Object.keys(await act.turns())).toEqual(['developer.secondHead', 'developer.thirdHead']);
      const { version } = await act.author.card(act.id);
      expect(version).toMatchObject({ state: 'units', returned: null });
      expect(version.steps.filter((step) => step.state === 'open').map((step) => step.round)).toEqual([2, 2]);
    });

    test('775:15 other bodies are shown the visas that let it go, not those of the passage before', async () => {
      const act = await Act.at(portal, 'developer_signature');
      const lapsed = await act.author.card(act.id);
      const visa = lapsed.version.steps.find((step) => step.kind === 'legal_visa')?.signature?.id;
      await act.sendBack('developer_signature', 'developer', 'Қайта қарау');
      await act.send();
      await act.until('registration', 'finance');
      const inside = await cardFor(act, 'developer.head');
      const outside = await cardFor(act, 'finance.officer');
      expect(inside.version.steps.map((step) => step.round)).toContain(1);
      expect(outside.version.steps.map((step) => [step.round, step.state])).toEqual(
        Array.from({ length: 4 }, () => [2, 'done']),
      );
      const evidence = `${act.path}/signatures/${visa}/signature`;
      expect((await (await portal.as('developer.head')).get(evidence)).status).toBe(200);
      expect((await (await portal.as('finance.officer')).get(evidence)).status).toBe(404);
    });

    test.each(['unit_agreement', 'legal_visa', 'developer_signature'] as const)(
      '775:15 the initiator takes it back at %s: it waits for nobody, visas lapse',
      async (kind) => {
        const act = await Act.at(portal, kind);
        const step = await act.step(kind);
        const card = cardOf(await act.author.post(`${act.path}/recall`));
        expect(card.version.state).toBe('draft');
        expect(await act.turns()).toEqual({});
        const head = await portal.as(step.assignees[0] ?? AUTHOR);
        const late = await head.post(`/api/agreements/steps/${step.id}/return`, { reason: 'Кеш' });
        expect(refusalOf(late)).toBe('409 ACT_RECALLED');
        expect(late.json).toMatchObject({ params: { by: card.initiator.fullName } });
        await act.send();
        expect(Object.keys(await act.turns())).toEqual(['developer.secondHead', 'developer.thirdHead']);
      },
    );

    test('775:16 once it was dispatched it cannot be taken back', async () => {
      const act = await Act.at(portal, 'registration', 'finance');
      const before = await portal.fingerprint();
      expect(refusalOf(await act.author.post(`${act.path}/recall`))).toBe('409 CONFLICT');
      expect(refusalOf(await act.author.post(`${act.path}/discard`))).toBe('409 CONFLICT');
      expect(await portal.fingerprint()).toBe(before);
    });

    test('775:15 where no unit is interested it goes to the legal service at once', async () => {
      const act = await Act.draft(portal, { interestedUnitIds: [] });
      await act.send();
      expect(Object.keys(await act.turns())).toEqual(['developer.legalHead']);
    });
  });

  describe('thrown away', () => {
    test('775:14 before it was ever sent on, the act is gone for everybody', async () => {
      const act = await Act.at(portal, 'legal_visa');
      await act.sendBack('legal_visa', 'developer', 'Керек емес');
      expect((await act.author.post(`${act.path}/discard`)).status).toBe(204);
      expect(await act.turns()).toEqual({});
      const gone = ['', '/history', '/sheet'];
      for (const name of [AUTHOR, 'developer.head', 'developer.legalHead'] as const) {
        const answers = await Promise.all(
          gone.map(async (end) => (await portal.as(name)).get(act.path + end)),
        );
        expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404]);
      }
      expect(refusalOf(await act.author.post(`${act.path}/discard`))).toBe('404 NOT_FOUND');
    });

    test('775:19 of a new version only that version goes; the initiator is asked for one again', async () => {
      const act = await Act.at(portal, 'registration', 'finance');
      act.outcomes.finance = REMARKS;
      await act.toTheEnd();
      cardOf(await act.author.post(`${act.path}/versions`));
      expect((await act.author.post(`${act.path}/discard`)).status).toBe(204);
      const card = await act.author.card(act.id);
      expect(card.version).toMatchObject({ ordinal: 0, state: 'with_remarks' });
      expect(card.can.placeNewVersion).toBe(true);
      expect(await act.turns()).toEqual({
        [AUTHOR]: 'place_new_version 2026-03-18, answer_remarks 2026-03-20',
      });
      const again = cardOf(await act.author.post(`${act.path}/versions`));
      expect(again.version).toMatchObject({ ordinal: 1, state: 'draft' });
      expect(again.versions).toHaveLength(2);
      expect(await act.turns()).toEqual({ [AUTHOR]: 'rework_draft 2026-03-18, answer_remarks 2026-03-20' });
    });
  });

  describe('inside an approving body (775:17, 18)', () => {
    test.each([
      ['outcome_agreement', 'finance.unitHead'],
      ['body_signature', 'finance.head'],
    ] as const)('775:18 from %s it goes back to the executor with the reason', async (kind, by) => {
      const act = await Act.at(portal, kind, 'finance');
      await act.sendBack(kind, 'finance', 'Қорытынды толық емес');
      const { 'justice.officer': _one, 'justice.officer2': _two, ...turns } = await act.turns();
      expect(turns).toEqual({ 'finance.specialist': 'choose_outcome 2026-03-20' });
      const { version } = await cardFor(act, 'finance.specialist');
      const steps = version.reviews[0]?.inner?.steps ?? [];
      expect(steps.find((step) => step.state === 'returned')).toMatchObject({
        kind,
        comment: 'Қорытынды толық емес',
        decidedBy: { id: portal.knownAs(by).id },
      });
      expect(steps.filter((step) => step.state === 'open').map((step) => [step.kind, step.round])).toEqual([
        ['outcome', 2],
      ]);
      act.outcomes.finance = REFUSAL;
      await act.until('body_signature', 'finance');
      expect((await act.step('body_signature', 'finance')).assignees).toEqual(['finance.head']);
    });

    test('775:18 the other body learns nothing of it', async () => {
      const act = await Act.at(portal, 'body_signature', 'finance');
      await act.sendBack('body_signature', 'finance', 'Жария етуге болмайды');
      for (const name of ['justice.officer', 'developer.head', AUTHOR] as const) {
        const reader = await portal.as(name);
        const told = (await reader.get(act.path)).text + (await reader.get(`${act.path}/history`)).text;
        expect(told).not.toContain('Жария етуге болмайды');
      }
    });

    test('775:17 the head of the responsible unit hands the executor’s work over', async () => {
      const act = await Act.at(portal, 'outcome', 'finance');
      const unitHead = await portal.as('finance.unitHead');
      const card = await unitHead.card(act.id);
      expect(card.can.handOver).toBe(true);
      const path = `/api/agreements/reviews/${card.ownReviewId}/hand-over`;
      const before = await portal.fingerprint();
      for (const name of ['finance.specialist', 'finance.head', 'finance.officer'] as const) {
        const refused = await (await portal.as(name)).post(path, { executorId: portal.knownAs(name).id });
        expect([name, refusalOf(refused)]).toEqual([name, '403 FORBIDDEN']);
      }
      const stranger = { executorId: portal.knownAs('finance.lawyer').id };
      expect(refusalOf(await unitHead.post(path, stranger))).toBe('422 PERSON_OF_OTHER_UNIT');
      expect(await portal.fingerprint()).toBe(before);
      const colleague = { executorId: portal.knownAs('finance.colleague').id };
      cardOf(await unitHead.post(path, { ...colleague, reason: 'Демалыста' }));
      const turns = await act.turns();
      expect(turns['finance.colleague']).toBe('choose_outcome 2026-03-20');
      expect(turns['finance.specialist']).toBeUndefined();
      // Who had the work is told; the record says to whom it went, and why.
      expect(await act.turns('information')).toEqual({ 'finance.specialist': 'work_handed_over' });
      const entry = (await act.history('finance.specialist')).find(
        ({ action }) => action === 'review.hand_over',
      );
      expect(entry?.details).toMatchObject({
        executor: expect.stringContaining(portal.knownAs('finance.colleague').surname),
        reason: 'Демалыста',
      });
      await act.pass('outcome', 'finance');
      expect(refusalOf(await unitHead.post(path, colleague))).toBe('409 CONFLICT');
    });

    test('775:17 while the units still give their opinions, the next executor is asked after them', async () => {
      const act = await Act.at(portal, 'opinion', 'finance');
      const unitHead = await portal.as('finance.unitHead');
      const { ownReviewId } = await unitHead.card(act.id);
      const executorId = portal.knownAs('finance.colleague').id;
      cardOf(await unitHead.post(`/api/agreements/reviews/${ownReviewId}/hand-over`, { executorId }));
      expect((await act.turns())['finance.secondHead']).toBe('give_opinion 2026-03-20');
      await act.pass('opinion', 'finance');
      expect((await act.step('outcome', 'finance')).assignees).toEqual(['finance.colleague']);
    });

    test('775:18 nobody agrees what he proposed himself: the unit’s head as executor is asked once', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      const responsibleUnitId = portal.known.unitId('finance', 'main');
      await act.pass('assignment', 'finance', undefined, { responsibleUnitId });
      await act.pass('outcome', 'finance', 'finance.unitHead');
      expect((await act.turns())['finance.head']).toBe('sign_outcome 2026-03-20');
    });
  });

  describe('refused (775:17.3)', () => {
    test('775:17.3 one refusal outweighs agreement; the reason reaches the initiator, who reworks it', async () => {
      const act = await Act.at(portal, 'registration', 'finance');
      act.outcomes.justice = REFUSAL;
      await act.toTheEnd();
      expect(await act.turns()).toEqual({ [AUTHOR]: 'place_new_version 2026-03-18' });
      const { version } = await act.author.card(act.id);
      expect(version.state).toBe('refused');
      expect(version.reviews.map(({ outcome, reason }) => [outcome, reason])).toEqual([
        ['agreed', null],
        ['refused', 'Бюджетке сай емес'],
      ]);
      const placed = cardOf(await act.author.post(`${act.path}/versions`));
      expect(placed.version).toMatchObject({ ordinal: 1, state: 'draft', number: `${version.number}/1` });
    });

    test('775:17.3 a refusal without reason, 775:17.2 remarks without any: refused, nothing is done', async () => {
      const act = await Act.at(portal, 'outcome', 'finance');
      const step = await act.step('outcome', 'finance');
      const before = await portal.fingerprint();
      const refused = await act.decide(step, undefined, { outcome: 'refused', reason: '  ' });
      expect(refusalOf(refused)).toBe('422 REASON_MISSING');
      const empty = await act.decide(step, undefined, { outcome: 'with_remarks', remarks: [] });
      expect(refusalOf(empty)).toBe('422 REMARKS_MISSING');
      const withoutProposal = { outcome: 'with_remarks', remarks: [{ text: 'Қате', proposal: ' ' }] };
      expect(refusalOf(await act.decide(step, undefined, withoutProposal))).toBe('400 VALIDATION_FAILED');
      expect(await portal.fingerprint()).toBe(before);
    });
  });

  describe('a card that cannot be sent', () => {
    test.each([
      ['ACT_WITHOUT_FILES', { fileIds: [] }],
      ['ACT_WITHOUT_BODIES', { approvingBodyIds: [] }],
      ['ACT_WITHOUT_SIGNERS', { legalHeadId: null }],
      ['ACT_WITHOUT_SIGNERS', { bodyHeadId: null }],
    ])('775:14 says what is missing: %s', async (code, parts) => {
      const act = await Act.draft(portal, parts);
      expect(refusalOf(await act.trySend())).toBe(`422 ${code}`);
      expect(await act.state()).toBe('draft');
    });

    test('775:14, 15 names nobody who may not stand there', async () => {
      const { known } = portal;
      const outsider = portal.knownAs('outside.head').id;
      const wrong = [
        ['UNIT_OF_OTHER_BODY', { interestedUnitIds: [known.unitId('finance', 'main')] }],
        ['UNIT_OF_OTHER_BODY', { interestedUnitIds: [newId()] }],
        ['UNIT_WITHOUT_HEAD', { interestedUnitIds: [known.unitId('developer', 'leadership')] }],
        ['PERSON_NOT_LEGAL_HEAD', { legalHeadId: portal.knownAs('developer.lawyer').id }],
        ['PERSON_NOT_LEGAL_HEAD', { legalHeadId: portal.knownAs('finance.legalHead').id }],
        ['PERSON_NOT_BODY_HEAD', { bodyHeadId: portal.knownAs('developer.deputy').id }],
        ['PERSON_NOT_BODY_HEAD', { bodyHeadId: outsider }],
        ['BODY_IS_DEVELOPER', { approvingBodyIds: [known.bodyIds.developer] }],
      ] as const;
      const author = await portal.as(AUTHOR);
      for (const [code, parts] of wrong) {
        const answer = await author.post('/api/agreements', {
          ...completeCard(portal),
          ...parts,
          id: newId(),
        });
        expect([parts, refusalOf(answer)]).toEqual([parts, `422 ${code}`]);
      }
      const unknownBody = { ...completeCard(portal), approvingBodyIds: [newId()], id: newId() };
      expect(refusalOf(await author.post('/api/agreements', unknownBody))).toBe('404 NOT_FOUND');
    });

    test('775:14 a file is attached by whoever uploaded it, to no other’s card', async () => {
      const foreign = await (await portal.as('developer.colleague')).upload();
      const author = await portal.as(AUTHOR);
      const card = { ...completeCard(portal), fileIds: [foreign.id], id: newId() };
      expect(refusalOf(await author.post('/api/agreements', card))).toBe('409 FILE_NOT_YOURS');
      expectStatus(await author.get(`/api/agreements/${card.id}`), 404);
    });

    test('775:20 a term that is over already is refused', async () => {
      const act = await Act.at(portal, 'registration', 'finance');
      const step = await act.step('registration', 'finance');
      const past = await act.decide(step, undefined, await act.byAssignment('2026-03-13'));
      expect(refusalOf(past)).toBe('422 TERM_IN_PAST');
      expectStatus(await act.decide(step, undefined, await act.byAssignment('2026-03-14')), 200);
    });
  });
});
