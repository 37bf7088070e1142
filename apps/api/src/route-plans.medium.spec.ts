import type { RouteBody, RouteBodyStep } from '#contracts';
import { newId } from '#kernel';
import { FakeClock } from '#testing';
import { Act, AUTHOR } from './testing/act.fixture.js';
import type { PersonName, UnitName } from './testing/people.fixture.js';
import { cardOf, expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-14T05:00:00.000Z');

describe('775:15, 64 the route inside the developer body, as its initiator builds it', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
  });

  afterAll(() => portal?.close());

  const unit = (name: UnitName): RouteBodyStep => ({
    kind: 'unit_agreement',
    unitId: portal.known.unitId('developer', name),
  });
  const superior = (name: PersonName): RouteBodyStep => ({
    kind: 'superior_agreement',
    employeeId: portal.knownAs(name).id,
  });
  const idsOf = (route: RouteBody) =>
    route.stages.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'unit_agreement' ? [step.unitId] : [])),
    );
  const route = (stages: RouteBody['stages'], coSigners: PersonName[] = []): RouteBody => ({
    stages,
    coSigners: { order: 'sequence', employeeIds: coSigners.map((name) => portal.knownAs(name).id) },
  });
  /** Units one after the other, the head of the author's unit, then a deputy who signs too. */
  const long = () =>
    route(
      [
        { order: 'sequence', steps: [unit('second'), unit('third')] },
        { order: 'sequence', steps: [superior('developer.unitHead')] },
      ],
      ['developer.deputy'],
    );
  const draftOn = (built: RouteBody) => Act.draft(portal, { route: built, interestedUnitIds: idsOf(built) });
  const askedNow = async (act: Act) =>
    (await act.openSteps()).map(({ kind, assignees }) => [kind, ...assignees]);
  const change = (act: Act, built: RouteBody, by: PersonName = AUTHOR) =>
    portal
      .as(by)
      .then((person) => person.post(`${act.path}/route`, { route: built, reason: 'Тағы бір бөлім керек' }));

  async function signAsDeputy(act: Act): Promise<void> {
    const { id } = await act.step('co_signature');
    const deputy = await portal.as('developer.deputy');
    const key = await portal.identityOf('developer.deputy', { role: 'rightToSign' });
    expectStatus(await deputy.sign(id, key), 200);
  }

  test('each is asked in his turn, the deputy signs beside the head, and the head lets it go', async () => {
    const act = await draftOn(long());
    const { version } = await act.author.card(act.id);
    expect(version.plan.stages.map(({ order, steps }) => [order, ...steps.map(({ kind }) => kind)])).toEqual([
      ['sequence', 'unit_agreement', 'unit_agreement'],
      ['sequence', 'superior_agreement'],
      ['sequence', 'legal_visa'],
      ['sequence', 'co_signature'],
      ['sequence', 'developer_signature'],
    ]);
    await act.send();
    expect(await askedNow(act)).toEqual([['unit_agreement', 'developer.secondHead']]);
    expect(await act.turns()).toEqual({ 'developer.secondHead': 'agree_draft 2026-03-18' });
    await act.pass('unit_agreement');
    expect(await askedNow(act)).toEqual([['unit_agreement', 'developer.thirdHead']]);
    await act.pass('unit_agreement');
    expect(await askedNow(act)).toEqual([['superior_agreement', 'developer.unitHead']]);
    expect(await act.state()).toBe('units');
    await act.pass('superior_agreement');
    await act.pass('legal_visa');
    expect(await act.state()).toBe('head_signature');
    expect(await askedNow(act)).toEqual([['co_signature', 'developer.deputy']]);
    await signAsDeputy(act);
    await act.pass('developer_signature');
    expect(await act.state()).toBe('at_bodies');
    const finance = await (await portal.as('finance.officer')).card(act.id);
    expect(finance.version.steps.map(({ kind }) => kind)).toEqual([
      'unit_agreement',
      'unit_agreement',
      'superior_agreement',
      'legal_visa',
      'co_signature',
      'developer_signature',
    ]);
  });

  test('775:64 who signs beside the head needs a certificate with the right to sign', async () => {
    const act = await draftOn(route([], ['developer.deputy']));
    await act.send();
    await act.pass('legal_visa');
    const { id } = await act.step('co_signature');
    const refused = await (await portal.as('developer.deputy')).sign(id);
    expect(refusalOf(refused)).toBe('422 SIGNATURE_REFUSED');
    expect(await askedNow(act)).toEqual([['co_signature', 'developer.deputy']]);
  });

  test('returned by a superior it runs again from the first step', async () => {
    const act = await draftOn(long());
    await act.send();
    await act.until('superior_agreement');
    await act.sendBack('superior_agreement', 'developer', 'Негіздеме жоқ');
    expect(await act.turns()).toEqual({ [AUTHOR]: 'rework_draft 2026-03-18' });
    await act.send();
    expect(await askedNow(act)).toEqual([['unit_agreement', 'developer.secondHead']]);
  });

  test('who may not stand in it is refused by name, and nobody twice', async () => {
    const foreign = { kind: 'unit_agreement' as const, unitId: portal.known.unitId('finance', 'main') };
    const wrong = [
      ['422 PERSON_NOT_SUPERIOR', route([{ order: 'parallel', steps: [superior('developer.colleague')] }])],
      ['422 PERSON_NOT_SUPERIOR', route([{ order: 'parallel', steps: [superior('finance.unitHead')] }])],
      ['422 PERSON_NOT_SIGNER', route([], ['developer.unitHead'])],
      ['422 UNIT_OF_OTHER_BODY', route([{ order: 'parallel', steps: [foreign] }])],
      ['422 ROUTE_REPEATS', route([], ['developer.deputy', 'developer.deputy'])],
    ] as const;
    const act = await Act.draft(portal);
    const { revision } = await act.author.card(act.id);
    for (const [code, built] of wrong) {
      const { id: _, kind: __, ...card } = await bodyOf(act);
      const answer = await act.author.patch(act.path, {
        ...card,
        route: built,
        interestedUnitIds: idsOf(built),
        revision,
      });
      expect([built, refusalOf(answer)]).toEqual([built, code]);
    }
    const { id: _, kind: __, ...card } = await bodyOf(act);
    const differ = await act.author.patch(act.path, { ...card, route: route([]), revision });
    expect(refusalOf(differ)).toBe('400 VALIDATION_FAILED');
  });

  async function bodyOf(act: Act) {
    const { version, ...card } = await act.author.card(act.id);
    return {
      id: card.id,
      kind: card.kind,
      language: card.language,
      title: card.title,
      fileIds: version.files.map(({ id }) => id),
      interestedUnitIds: version.interestedUnits.map(({ id }) => id),
      legalHeadId: version.legalHead?.id,
      bodyHeadId: version.bodyHead?.id,
      approvingBodyIds: version.approvingBodies.map(({ id }) => id),
    };
  }

  describe('changed while it runs', () => {
    test('a unit is added after those that were asked; the record says so, and the reason', async () => {
      const act = await draftOn(route([{ order: 'sequence', steps: [unit('second')] }]));
      await act.send();
      const more = route([{ order: 'sequence', steps: [unit('second'), unit('third')] }]);
      const card = cardOf(await change(act, more));
      expect(card.version.interestedUnits.map(({ id }) => id)).toEqual(idsOf(more));
      expect(await askedNow(act)).toEqual([['unit_agreement', 'developer.secondHead']]);
      await act.pass('unit_agreement');
      expect(await askedNow(act)).toEqual([['unit_agreement', 'developer.thirdHead']]);
      const entry = (await act.history(AUTHOR)).find(({ action }) => action === 'route.change');
      expect(entry?.details).toMatchObject({ reason: 'Тағы бір бөлім керек' });
    });

    test('a unit added beside those that run is asked at once', async () => {
      const act = await draftOn(route([{ order: 'parallel', steps: [unit('second')] }]));
      await act.send();
      cardOf(await change(act, route([{ order: 'parallel', steps: [unit('second'), unit('third')] }])));
      expect(Object.keys(await act.turns())).toEqual(['developer.secondHead', 'developer.thirdHead']);
    });

    test('what was taken stays: nothing is put before it or taken out', async () => {
      const act = await draftOn(long());
      await act.send();
      await act.pass('unit_agreement');
      const before = await portal.fingerprint();
      const without = route([{ order: 'sequence', steps: [unit('third')] }]);
      const ahead = route([{ order: 'sequence', steps: [unit('main'), unit('second'), unit('third')] }]);
      for (const built of [without, ahead])
        expect(refusalOf(await change(act, built))).toBe('409 ROUTE_TAKEN');
      expect(await portal.fingerprint()).toBe(before);
    });

    test('by the initiator alone, and while it runs', async () => {
      const act = await draftOn(long());
      expect(refusalOf(await change(act, long()))).toBe('409 CONFLICT');
      await act.send();
      const before = await portal.fingerprint();
      expect(refusalOf(await change(act, long(), 'developer.secondHead'))).toBe('403 FORBIDDEN');
      expect(refusalOf(await change(act, long(), 'finance.officer'))).toBe('404 NOT_FOUND');
      expect(await portal.fingerprint()).toBe(before);
      expect((await act.author.card(act.id)).can.changeRoute).toBe(true);
      expect((await (await portal.as('developer.secondHead')).card(act.id)).can.changeRoute).toBe(false);
    });

    test('two tabs: the same change twice asks everybody once', async () => {
      const act = await draftOn(route([{ order: 'parallel', steps: [unit('second')] }]));
      await act.send();
      const more = route([{ order: 'parallel', steps: [unit('second'), unit('third')] }]);
      const answers = await Promise.all([change(act, more), change(act, more)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await askedNow(act)).toEqual([
        ['unit_agreement', 'developer.secondHead'],
        ['unit_agreement', 'developer.thirdHead'],
      ]);
    });
  });

  test('by delegation (ADR 0021): a stand-in agrees for a superior and signs for a deputy, and is named with him', async () => {
    const standIn = portal.knownAs('developer.colleague').id;
    for (const principal of ['developer.unitHead', 'developer.deputy'] as const) {
      const days = { from: '2026-03-14', to: '2026-03-20' };
      const wish = { id: newId(), standInId: standIn, rooms: null, reason: 'trip', ...days };
      expectStatus(await (await portal.as(principal)).post('/api/delegations', wish), 201);
    }
    const colleague = await portal.as('developer.colleague');
    const agreeing = await draftOn(route([{ order: 'parallel', steps: [superior('developer.unitHead')] }]));
    await agreeing.send();
    expectStatus(
      await agreeing.decide(await agreeing.step('superior_agreement'), 'developer.colleague'),
      200,
    );
    const signing = await draftOn(route([], ['developer.deputy']));
    await signing.send();
    await signing.pass('legal_visa');
    const key = portal.identityOf('developer.colleague', { role: 'rightToSign' });
    expectStatus(await colleague.sign((await signing.step('co_signature')).id, key), 200);
    for (const [act, kind, principal] of [
      [agreeing, 'superior_agreement', 'developer.unitHead'],
      [signing, 'co_signature', 'developer.deputy'],
    ] as const) {
      const { version } = await act.author.card(act.id);
      expect(version.steps.find((step) => step.kind === kind)?.decidedBy).toMatchObject({
        id: standIn,
        onBehalfOf: { id: portal.knownAs(principal).id },
      });
    }
  });
});
