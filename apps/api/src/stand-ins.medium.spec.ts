import {
  type ActCard,
  type Decider,
  type DelegationBody,
  donePage,
  inboxPage,
  type SignedStatement,
  type StepKind,
  signaturesReport,
  verificationReport,
} from '#contracts';
import { newId } from '#kernel';
import { FakeClock } from '#testing';
import { Act, AUTHOR, completeCard, usualAssignment } from './testing/act.fixture.js';
import type { BodyName, PersonName } from './testing/people.fixture.js';
import { expectStatus, type Person, Portal, parsed, refusalOf } from './testing/portal.fixture.js';

/** Monday, 14:00 in Astana: it ends there within the hours of one session. */
const MONDAY = '2026-03-16T09:00:00.000Z';
const TODAY = '2026-03-16';
const MIDNIGHT = '2026-03-16T19:00:00.000Z';

/** Each step of the route, who is asked, and how he decides it with a click. */
const STEPS: { kind: StepKind; body: BodyName; principal: PersonName; deed?: string; payload?: unknown }[] = [
  {
    kind: 'unit_agreement',
    body: 'developer',
    principal: 'developer.secondHead',
    deed: 'agree',
    payload: {},
  },
  { kind: 'legal_visa', body: 'developer', principal: 'developer.legalHead' },
  { kind: 'developer_signature', body: 'developer', principal: 'developer.head' },
  {
    kind: 'registration',
    body: 'finance',
    principal: 'finance.officer',
    deed: 'register',
    payload: { term: { workingDays: 5 } },
  },
  { kind: 'assignment', body: 'finance', principal: 'finance.deputy', deed: 'assign' },
  {
    kind: 'opinion',
    body: 'finance',
    principal: 'finance.secondHead',
    deed: 'opinion',
    payload: { outcome: 'agreed' },
  },
  {
    kind: 'outcome',
    body: 'finance',
    principal: 'finance.specialist',
    deed: 'outcome',
    payload: { outcome: 'agreed' },
  },
  { kind: 'outcome_agreement', body: 'finance', principal: 'finance.unitHead', deed: 'agree', payload: {} },
  { kind: 'body_signature', body: 'finance', principal: 'finance.head' },
];

describe('somebody acts in another’s stead', () => {
  const clock = new FakeClock(MONDAY);
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
  });

  afterAll(() => portal?.close());

  beforeEach(() => clock.set(MONDAY));
  afterEach(endAll);

  const idOf = (name: PersonName): string => portal.knownAs(name).id;

  async function delegate(principal: PersonName, standIn: PersonName, parts: Partial<DelegationBody> = {}) {
    const wish = { id: newId(), standInId: idOf(standIn), rooms: null, from: TODAY, to: TODAY };
    const body = { ...wish, reason: 'trip', ...parts };
    expectStatus(await (await portal.as(principal)).post('/api/delegations', body), 201);
    return body.id;
  }

  /** As their principals do. */
  async function endAll(): Promise<void> {
    clock.set(MONDAY);
    const running = await portal.database.dataSource.query<{ id: string; principal: string }[]>(
      'SELECT id, principal_id AS principal FROM directory.delegation WHERE revoked_at IS NULL',
    );
    for (const { id, principal } of running) {
      const person = await portal.as(portal.nameOf(principal));
      expectStatus(await person.post(`/api/delegations/${id}/end`), 200);
    }
  }

  const inboxOf = async (person: Person, act: Act) =>
    parsed(inboxPage, await person.get('/api/inbox?limit=100')).items.filter(
      ({ subjectId }) => subjectId === act.id,
    );

  const doneBy = async (person: Person, act: Act) =>
    parsed(donePage, await person.get('/api/inbox/done?limit=100')).items.filter(
      ({ subjectId }) => subjectId === act.id,
    );

  const stepsOf = ({ version }: ActCard) => [
    ...version.steps,
    ...version.reviews.flatMap(({ inner }) => inner?.steps ?? []),
  ];
  const decidedBy = async (reader: Person, act: Act, stepId: string): Promise<Decider | null | undefined> =>
    stepsOf(await reader.card(act.id)).find(({ id }) => id === stepId)?.decidedBy;

  /** A key of somebody who has the right to sign for his body. */
  const signsFor = (name: PersonName) => portal.identityOf(name, { role: 'rightToSign' });

  describe.each(STEPS)('$kind in $body', ({ kind, body, principal, deed, payload }) => {
    const standIn: PersonName = `${body}.lawyer`;
    let act: Act;
    let stepId: string;
    let person: Person;

    beforeAll(async () => {
      clock.set(MONDAY);
      act = await Act.at(portal, kind, body);
      stepId = (await act.step(kind, body)).id;
      person = await portal.as(standIn);
    });

    const decide = () =>
      deed
        ? person.post(`/api/agreements/steps/${stepId}/${deed}`, payload ?? usualAssignment(portal, body))
        : person.sign(stepId, signsFor(standIn));

    test('is not there for him before, nor after', async () => {
      const address = `/api/agreements/steps/${stepId}/${deed ?? 'prepare'}`;
      const attempt = async () =>
        refusalOf(await person.post(address, payload ?? (deed && usualAssignment(portal, body))));
      expect(await attempt()).toBe('404 NOT_FOUND');
      await delegate(principal, standIn);
      expect((await person.get(act.path)).status).toBe(200);
      clock.set('2026-03-16T18:59:59.999Z');
      expect((await person.get(act.path)).status).toBe(200);
      clock.set(MIDNIGHT);
      expect((await person.get(act.path)).status).toBe(404);
      expect(await inboxOf(person, act)).toEqual([]);
      expect(await attempt()).toBe('404 NOT_FOUND');
    });

    test('waits in his inbox and on the card for whom it is, and says who decided and for whom', async () => {
      await delegate(principal, standIn);
      expect(await inboxOf(person, act)).toMatchObject([{ onBehalfOf: { id: idOf(principal) } }]);
      expect((await person.card(act.id)).turn).toMatchObject([
        { id: stepId, onBehalfOf: { id: idOf(principal) } },
      ]);
      expect((await person.post(`/api/agreements/steps/${stepId}/opened`)).status).toBe(204);
      expect(await inboxOf(person, act)).toMatchObject([{ openedAt: MONDAY }]);
      expectStatus(await decide(), 200);
      expect(await inboxOf(person, act)).toEqual([]);
      expect(await doneBy(person, act)).toMatchObject([{ end: 'done', onBehalfOf: { id: idOf(principal) } }]);
      const reader = await portal.as(principal);
      expect(await doneBy(reader, act)).toContainEqual(
        expect.objectContaining({ end: 'done_by_other', onBehalfOf: null }),
      );
      const named = { id: idOf(standIn), onBehalfOf: { id: idOf(principal) } };
      expect(await decidedBy(reader, act, stepId)).toMatchObject(named);
      const told = (await act.history(principal)).filter(({ by }) => by?.id === idOf(standIn));
      expect(told.length).toBeGreaterThan(0);
      for (const { by } of told) expect(by).toMatchObject(named);
      const [entry] = await portal.database.dataSource.query<{ content: string; by: string }[]>(
        `SELECT content, employee_id AS by FROM kernel.audit_entry
         WHERE subject_id = $1 AND action = 'step.decide' ORDER BY seq DESC LIMIT 1`,
        [act.id],
      );
      expect(entry?.by).toBe(idOf(standIn));
      expect(JSON.parse(entry?.content ?? '')).toMatchObject({
        employeeId: idOf(standIn),
        onBehalfOf: idOf(principal),
      });
    });

    test('decided once, is decided: for the stand-in and for the principal', async () => {
      await delegate(principal, standIn);
      const again = [
        await person.post(
          `/api/agreements/steps/${stepId}/${deed ?? 'prepare'}`,
          payload ?? (deed && usualAssignment(portal, body)),
        ),
        await (await portal.as(principal)).post(`/api/agreements/steps/${stepId}/opened`),
      ];
      expect(again.map(refusalOf)).toEqual(['409 STEP_DECIDED', '204']);
    });
  });

  describe('by a signature', () => {
    const standIn: PersonName = 'developer.lawyer';
    let act: Act;
    let stepId: string;
    let person: Person;

    beforeEach(async () => {
      act = await Act.at(portal, 'developer_signature');
      stepId = (await act.step('developer_signature')).id;
      person = await portal.as(standIn);
      await delegate('developer.head', standIn);
    });

    test('is his own, by the right to sign: neither another’s key nor an employee’s will do', async () => {
      const refused = async (identity: Parameters<Person['sign']>[1]) => {
        const { status, json } = await person.sign(stepId, identity);
        return [status, (json as { params: { code: string } }).params.code];
      };
      expect(await refused(portal.identityOf('developer.head'))).toEqual([422, 'IIN_MISMATCH']);
      expect(await refused(portal.identityOf(standIn))).toEqual([422, 'ROLE_MISSING']);
      expectStatus(await person.sign(stepId, signsFor(standIn)), 200);
    });

    test('the statement, the checks of the card and anyone’s check of the container say for whom', async () => {
      const prepared = await person.prepare(stepId);
      const statement = JSON.parse(Buffer.from(prepared.statement, 'base64').toString()) as SignedStatement;
      const [own, others] = [portal.knownAs(standIn), portal.knownAs('developer.head')];
      expect(statement.signer).toMatchObject({
        fullName: expect.stringContaining(own.surname),
        onBehalfOf: { id: others.id, fullName: expect.stringContaining(others.surname) },
      });
      const cms = person.cmsOf(prepared, signsFor(standIn));
      expectStatus(await person.sendSignature(stepId, prepared, cms), 200);
      const said = {
        statement: { signer: { onBehalfOf: { fullName: expect.stringContaining(others.surname) } } },
      };
      const author = await portal.as(AUTHOR);
      const report = parsed(signaturesReport, await author.get(`${act.path}/signatures`));
      expect(report.signatures.at(-1)).toMatchObject({ verdict: 'VALID', ...said });
      const response = await fetch(new URL(`${act.path}/container`, portal.url), {
        headers: author.client.headers,
      });
      const form = new FormData();
      form.append('container', new Blob([new Uint8Array(await response.arrayBuffer())]), 'act.asice');
      const checked = parsed(
        verificationReport,
        expectStatus(await portal.stranger.post('/api/verify', form), 200),
      );
      expect(checked.verdict).toBe('VALID');
      expect(checked.signatures).toContainEqual(expect.objectContaining({ verdict: 'VALID' }));
      expect(checked.signatures.find(({ statement: one }) => one?.signer.onBehalfOf)).toMatchObject(said);
      const [kept] = await portal.database.dataSource.query(
        'SELECT employee_id AS by, on_behalf_of AS for FROM signing.signature WHERE step_id = $1',
        [stepId],
      );
      expect(kept).toEqual({ by: own.id, for: others.id });
    });

    test('what was prepared while he stood in is not signed after it ended', async () => {
      const prepared = await person.prepare(stepId);
      const cms = person.cmsOf(prepared, signsFor(standIn));
      clock.set(MIDNIGHT);
      expect(refusalOf(await person.sendSignature(stepId, prepared, cms))).toBe('404 NOT_FOUND');
      const head = await portal.as('developer.head');
      expectStatus(await head.sign(stepId), 200);
    });

    test('what was prepared in one’s stead is not signed in another’s', async () => {
      const prepared = await person.prepare(stepId);
      const cms = person.cmsOf(prepared, signsFor(standIn));
      await portal.database.dataSource.query(
        'UPDATE signing.preparation SET on_behalf_of = $2 WHERE id = $1',
        [prepared.id, idOf('developer.deputy')],
      );
      expect(refusalOf(await person.sendSignature(stepId, prepared, cms))).toBe('409 PREPARATION_EXPIRED');
    });
  });

  describe('with other eyes than his own', () => {
    const agree = async (name: PersonName, stepId: string) =>
      refusalOf(await (await portal.as(name)).post(`/api/agreements/steps/${stepId}/agree`, {}));

    test('775:18 an executor does not agree his outcome as the head of his unit, but may return it', async () => {
      const act = await Act.at(portal, 'outcome_agreement', 'finance');
      const { id } = await act.step('outcome_agreement', 'finance');
      await delegate('finance.unitHead', 'finance.specialist');
      expect(await agree('finance.specialist', id)).toBe('409 FOUR_EYES');
      const executor = await portal.as('finance.specialist');
      expectStatus(await executor.post(`/api/agreements/steps/${id}/return`, { reason: 'Себеп' }), 200);
    });

    test('775:18 nor does a head agree himself what he proposed in the executor’s stead', async () => {
      const act = await Act.at(portal, 'outcome', 'finance');
      await delegate('finance.specialist', 'finance.unitHead');
      await act.pass('outcome', 'finance', 'finance.unitHead');
      const { id } = await act.step('outcome_agreement', 'finance');
      expect(await agree('finance.unitHead', id)).toBe('409 FOUR_EYES');
      // Somebody else in the head's stead may.
      await delegate('finance.unitHead', 'finance.colleague');
      expect(await agree('finance.colleague', id)).toBe('200');
    });

    test('775:15 the initiator gives no visa to his own draft, nor does who wrote or sent it for him', async () => {
      const act = await Act.draft(portal);
      await delegate(AUTHOR, 'developer.legalHead');
      const legalHead = await portal.as('developer.legalHead');
      const { revision } = await legalHead.card(act.id);
      expectStatus(await legalHead.post(`${act.path}/send`, { revision }), 200);
      await act.until('legal_visa');
      const { id } = await act.step('legal_visa');
      expect(refusalOf(await legalHead.post(`/api/agreements/steps/${id}/prepare`))).toBe('409 FOUR_EYES');
      await endAll();
      await delegate('developer.legalHead', AUTHOR);
      expect(refusalOf(await act.author.post(`/api/agreements/steps/${id}/prepare`))).toBe('409 FOUR_EYES');
    });

    test('nor agrees anybody for two who are to see each other’s work', async () => {
      const act = await Act.at(portal, 'unit_agreement');
      await delegate('developer.secondHead', 'developer.lawyer');
      await delegate('developer.legalHead', 'developer.lawyer');
      const { id } = await act.step('unit_agreement');
      expect(await agree('developer.lawyer', id)).toBe('200');
      await act.until('legal_visa');
      const visa = await act.step('legal_visa');
      const lawyer = await portal.as('developer.lawyer');
      expect(refusalOf(await lawyer.post(`/api/agreements/steps/${visa.id}/prepare`))).toBe('409 FOUR_EYES');
    });
  });

  test('775:14, 19 of the initiator’s own he edits, sends, recalls and places; throws away nothing', async () => {
    const act = await Act.draft(portal);
    await delegate(AUTHOR, 'developer.colleague');
    const standIn = await portal.as('developer.colleague');
    const { can, revision } = await standIn.card(act.id);
    expect(can).toMatchObject({ edit: true, send: true, discard: false });
    const { kind: _kind, ...requisites } = completeCard(portal);
    const { fileIds } = { fileIds: (await standIn.card(act.id)).version.files.map(({ id }) => id) };
    expectStatus(await standIn.patch(act.path, { ...requisites, fileIds, revision }), 200);
    expect(refusalOf(await standIn.patch(act.path, { ...requisites, fileIds, revision }))).toBe('409 STALE');
    expect(refusalOf(await standIn.post(`${act.path}/discard`))).toBe('403 FORBIDDEN');
    expectStatus(await standIn.post(`${act.path}/send`, { revision: revision + 1 }), 200);
    expectStatus(await standIn.post(`${act.path}/recall`), 200);
    const deeds = (await act.history(AUTHOR)).filter(({ by }) => by?.onBehalfOf);
    expect(deeds.map(({ action, by }) => [action, by?.id, by?.onBehalfOf?.id])).toEqual(
      ['card.edited', 'version.send', 'version.recall'].map((action) => [
        action,
        idOf('developer.colleague'),
        idOf(AUTHOR),
      ]),
    );
  });

  test('775:17 the responsible head’s stand-in gives the work to another, and the record says for whom', async () => {
    const act = await Act.at(portal, 'outcome', 'finance');
    await delegate('finance.unitHead', 'finance.lawyer');
    const standIn = await portal.as('finance.lawyer');
    const { can, ownReviewId } = await standIn.card(act.id);
    expect(can.handOver).toBe(true);
    const answer = await standIn.post(`/api/agreements/reviews/${ownReviewId}/hand-over`, {
      executorId: idOf('finance.colleague'),
    });
    expectStatus(answer, 200);
    const told = (await act.history('finance.unitHead')).find(({ action }) => action === 'review.hand_over');
    expect(told?.by).toMatchObject({
      id: idOf('finance.lawyer'),
      onBehalfOf: { id: idOf('finance.unitHead') },
    });
  });

  test('775:16 an officer by duty registers; his stand-in does it for him; without the duty nobody of theirs', async () => {
    await portal.giveDuty('finance.thirdHead', 'documentation_officer');
    clock.advance({ minutes: 1 });
    const act = await Act.at(portal, 'registration', 'finance');
    const { id, assignees } = await act.step('registration', 'finance');
    expect(assignees).toContain('finance.thirdHead');
    await delegate('finance.thirdHead', 'finance.lawyer');
    const standIn = await portal.as('finance.lawyer');
    await portal.database.dataSource.query('DELETE FROM directory.duty_holder');
    clock.advance({ minutes: 1 });
    const register = () => standIn.post(`/api/agreements/steps/${id}/register`, { term: { workingDays: 5 } });
    expect(refusalOf(await register())).toBe('409 NOT_YOUR_TURN');
    await portal.giveDuty('finance.thirdHead', 'documentation_officer');
    clock.advance({ minutes: 1 });
    expectStatus(await register(), 200);
    await portal.database.dataSource.query('DELETE FROM directory.duty_holder');
  });

  test('what the principal is told stays his to read', async () => {
    const act = await Act.at(portal, 'registration', 'finance');
    await act.toTheEnd();
    await delegate(AUTHOR, 'developer.colleague');
    const standIn = await portal.as('developer.colleague');
    const answer = await standIn.get('/api/inbox?needs=information&limit=100');
    expect(parsed(inboxPage, answer)).toMatchObject({ items: [], counts: { information: 0 } });
  });
});
