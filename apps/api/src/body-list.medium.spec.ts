import { setTimeout } from 'node:timers/promises';
import type { OutcomeInput, RemarkRegister } from '#contracts';
import { FakeClock } from '#testing';
import { Act, AUTHOR, completeCard, REFUSAL, REMARKS } from './testing/act.fixture.js';
import { EXECUTOR } from './testing/dispute.fixture.js';
import type { BodyName, PersonName } from './testing/people.fixture.js';
import { cardOf, expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

const clock = new FakeClock('2026-03-14T05:00:00.000Z');

describe('775:14, 16 the list of approving bodies while they are asked', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start(clock);
  });

  afterAll(() => portal?.close());

  const bodyId = (body: BodyName) => portal.known.bodyIds[body];
  const add = (act: Act, body: BodyName, by: PersonName = AUTHOR) =>
    portal
      .as(by)
      .then((one) => one.post(`${act.path}/bodies`, { bodyId: bodyId(body), reason: 'Салалық орган' }));
  const withdraw = (act: Act, body: BodyName, by: PersonName = AUTHOR) =>
    portal
      .as(by)
      .then((one) =>
        one.post(`${act.path}/bodies/withdraw`, { bodyId: bodyId(body), reason: 'Құзыреті жоқ' }),
      );
  const atBodies = () => Act.at(portal, 'registration', 'finance');
  const states = async (act: Act) => {
    const { version } = await act.author.card(act.id);
    return version.reviews.map(({ body, state }) => [
      (['finance', 'justice', 'outside'] as const).find((name) => bodyId(name) === body.id),
      state,
    ]);
  };

  test('one more is asked, with a term of its own and the reason; without its answer nothing settles', async () => {
    const act = await atBodies();
    await act.toTheEnd('finance');
    const card = cardOf(await add(act, 'outside'));
    expect(card.version.approvingBodies.map(({ id }) => id)).toContain(bodyId('outside'));
    expect((await act.turns())['outside.officer']).toBe('register_draft 2026-03-16');
    await act.toTheEnd('justice');
    expect(await act.state()).toBe('at_bodies');
    const officer = await (await portal.as('outside.officer')).card(act.id);
    expect(officer.version.reviews.at(-1)).toMatchObject({ addedFor: 'Салалық орган', state: 'arrived' });
    const entry = (await act.history(AUTHOR)).find(({ action }) => action === 'bodies.add');
    expect(entry?.details).toMatchObject({ reason: 'Салалық орган' });
  });

  test('one that is asked already, the developer itself and one without a documentation service are refused', async () => {
    const act = await atBodies();
    const before = await portal.fingerprint();
    expect(refusalOf(await add(act, 'finance'))).toBe('409 BODY_ASKED');
    expect(refusalOf(await add(act, 'developer'))).toBe('422 BODY_IS_DEVELOPER');
    expect(refusalOf(await add(act, 'outside', 'developer.head'))).toBe('403 FORBIDDEN');
    expect(refusalOf(await add(act, 'outside', 'finance.head'))).toBe('403 FORBIDDEN');
    expect(await portal.fingerprint()).toBe(before);
    const draft = await Act.draft(portal);
    expect(refusalOf(await add(draft, 'outside'))).toBe('409 CONFLICT');
  });

  test('two tabs: the same body is asked once', async () => {
    const act = await atBodies();
    const answers = await Promise.all([add(act, 'outside'), add(act, 'outside')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await states(act)).filter(([body]) => body === 'outside')).toHaveLength(1);
  });

  test('a body leaves the list mid-way: it is asked no more, what it did stays, the others settle the version', async () => {
    const act = await atBodies();
    await act.until('outcome', 'finance');
    act.outcomes.justice = REMARKS;
    await act.toTheEnd('justice');
    expect(await act.state()).toBe('at_bodies');
    const summing = await act.step('outcome', 'finance');
    const card = cardOf(await withdraw(act, 'finance'));
    expect(card.version.state).toBe('with_remarks');
    expect(await states(act)).toEqual([
      ['finance', 'withdrawn'],
      ['justice', 'settled'],
    ]);
    expect((await act.turns())['finance.specialist']).toBeUndefined();
    expect((await act.turns('information'))['finance.specialist']).toBe('review_withdrawn');
    const late = await act.decide(summing, 'finance.specialist');
    expect(refusalOf(late)).toBe('409 REVIEW_WITHDRAWN');
    const own = await (await portal.as('finance.specialist')).card(act.id);
    expect(own.version.reviews[0]?.inner?.steps.filter(({ state }) => state === 'done')).toHaveLength(3);
    // The next version does not ask it.
    const next = cardOf(await act.author.post(`${act.path}/versions`));
    expect(next.version.approvingBodies.map(({ id }) => id)).toEqual([bodyId('justice')]);
  });

  test('a body that has signed its outcome stays on the list', async () => {
    const act = await atBodies();
    await act.toTheEnd('finance');
    const before = await portal.fingerprint();
    expect(refusalOf(await withdraw(act, 'finance'))).toBe('409 CONFLICT');
    expect(refusalOf(await withdraw(act, 'outside'))).toBe('404 NOT_FOUND');
    expect(refusalOf(await withdraw(act, 'justice', 'justice.head'))).toBe('403 FORBIDDEN');
    expect(await portal.fingerprint()).toBe(before);
  });

  test('it may be asked again after it left', async () => {
    const act = await atBodies();
    cardOf(await withdraw(act, 'finance'));
    cardOf(await add(act, 'finance'));
    await act.toTheEnd();
    expect(await act.state()).toBe('agreed');
  });

  test('with nobody left the version waits for the initiator, who names another', async () => {
    const act = await atBodies();
    cardOf(await withdraw(act, 'finance'));
    cardOf(await withdraw(act, 'justice'));
    expect(await act.state()).toBe('at_bodies');
    expect(await act.turns()).toEqual({ [AUTHOR]: 'complete_bodies 2026-03-18' });
    cardOf(await add(act, 'finance'));
    expect((await act.turns())[AUTHOR]).toBeUndefined();
    await act.toTheEnd();
    expect(await act.state()).toBe('agreed');
  });

  test('withdrawn while its head is signing: his signature is refused, and counts in nothing', async () => {
    const act = await Act.at(portal, 'body_signature', 'finance');
    const head = await portal.as('finance.head');
    const { id } = await act.step('body_signature', 'finance');
    const prepared = await head.prepare(id);
    cardOf(await withdraw(act, 'finance'));
    const late = await head.sendSignature(id, prepared, head.cmsOf(prepared));
    expect(refusalOf(late)).toBe('409 REVIEW_WITHDRAWN');
  });

  describe('a body that should have been asked', () => {
    const suggest = async (act: Act, by: PersonName, body: BodyName = 'outside') => {
      const person = await portal.as(by);
      const { ownReviewId } = await person.card(act.id);
      return person.post(`/api/agreements/reviews/${ownReviewId}/suggest`, {
        bodyId: bodyId(body),
        reason: 'Соның құзыретінде',
      });
    };
    const decide = async (act: Act, accept: boolean, by: PersonName = AUTHOR) => {
      const [suggestion] = (await act.author.card(act.id)).version.suggestions;
      const path = `/api/agreements/suggestions/${suggestion?.id}/decide`;
      return (await portal.as(by)).post(path, { accept, reason: 'Жауап' });
    };

    test.each([
      [true, ['finance.specialist']],
      [false, ['finance.specialist']],
    ] as const)('is named by an approving body, and the developer decides: %s', async (accept, [by]) => {
      const act = await Act.at(portal, 'outcome', 'finance');
      const card = cardOf(await suggest(act, by));
      expect(card.version.suggestions).toHaveLength(1);
      expect((await act.turns())[AUTHOR]).toBe('decide_suggestion 2026-03-18');
      await act.toTheEnd();
      // Until the developer has answered, nothing settles.
      expect(await act.state()).toBe('at_bodies');
      expect(refusalOf(await decide(act, accept, 'developer.head'))).toBe('403 FORBIDDEN');
      cardOf(await decide(act, accept));
      expect((await act.turns())[AUTHOR]).toBeUndefined();
      expect((await act.turns('information'))[by]).toContain('suggestion_answered');
      expect(await act.state()).toBe(accept ? 'at_bodies' : 'agreed');
      expect((await states(act)).map(([body]) => body)).toEqual(
        accept ? ['finance', 'justice', 'outside'] : ['finance', 'justice'],
      );
      expect(refusalOf(await decide(act, accept))).toBe('409 SUGGESTION_DECIDED');
    });

    test('two tabs: one body is named once', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      const both = await Promise.all([suggest(act, 'finance.officer'), suggest(act, 'finance.officer')]);
      expect(both.map(refusalOf).sort()).toEqual(['200', '409 CONFLICT']);
      expect((await act.turns())[AUTHOR]).toBe('decide_suggestion 2026-03-18');
    });

    test('named while the version comes to its end, it comes too late', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      const settling = portal.database.dataSource.createQueryRunner();
      await settling.startTransaction();
      await settling.query('SELECT FROM agreements.draft_act WHERE id = $1 FOR UPDATE', [act.id]);
      const late = suggest(act, 'finance.officer');
      const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      while ((await settling.query(waiting)).length === 0) await setTimeout(20);
      await settling.query(`UPDATE agreements.act_version SET state = 'agreed' WHERE act_id = $1`, [act.id]);
      await settling.commitTransaction();
      await settling.release();
      expect(refusalOf(await late)).toBe('409 CONFLICT');
    });

    test('other bodies learn nothing of it, and who is not asked names nobody', async () => {
      const act = await atBodies();
      cardOf(await suggest(act, 'finance.officer'));
      expect((await (await portal.as('justice.officer')).card(act.id)).version.suggestions).toEqual([]);
      expect(refusalOf(await suggest(act, 'finance.officer', 'justice'))).toBe('409 BODY_ASKED');
    });

    test('775:16 not meant for it: the documentation officer sends it back and names the right body', async () => {
      const act = await atBodies();
      const step = await act.step('registration', 'finance');
      const officer = await portal.as('finance.officer');
      const path = `/api/agreements/steps/${step.id}/send-back`;
      const sent = await officer.post(path, { reason: 'Біздің құзыретте емес', bodyId: bodyId('outside') });
      expect(cardOf(sent).version.reviews[0]).toMatchObject({
        state: 'withdrawn',
        withdrawn: { reason: 'Біздің құзыретте емес', by: { id: portal.knownAs('finance.officer').id } },
      });
      expect((await act.turns())[AUTHOR]).toBe('decide_suggestion 2026-03-18');
      expect((await act.turns('information'))[AUTHOR]).toBe('body_left');
      cardOf(await decide(act, true));
      expect((await act.turns())['outside.officer']).toBe('register_draft 2026-03-16');
      expect(refusalOf(await officer.post(path, { reason: 'Тағы' }))).toMatch(/^409/);
    });
  });

  describe('775:19, 21 a body that did not agree is asked about the new version too', () => {
    /** The draft of the new version, without finance. */
    async function withoutFinance(act: Act): Promise<void> {
      expectStatus(await act.author.post(`${act.path}/versions`), 201);
      const { version, title, language, description, revision } = await act.author.card(act.id);
      const edited = {
        ...completeCard(portal),
        ...{ title, language, description, revision },
        fileIds: version.files.map(({ id }) => id),
        approvingBodyIds: [portal.known.bodyIds.justice],
      };
      expectStatus(await act.author.send('PATCH', act.path, edited), 200);
    }

    const revised = ({ items }: RemarkRegister) => items.map(({ id, revision }) => ({ id, revision }));

    async function settled(finance: Partial<OutcomeInput>): Promise<Act> {
      const act = await Act.draft(portal);
      act.outcomes.finance = finance;
      await act.send();
      await act.toTheEnd();
      return act;
    }

    const answerAll = async (act: Act) => {
      const remarks = revised(await act.remarks());
      const body = { remarks, position: 'accepted', reasons: '' };
      expectStatus(await act.author.send('PUT', `${act.path}/remarks/answers`, body), 200);
      expectStatus(await act.author.post(`${act.path}/remarks/answers/send`), 200);
    };

    test('that it refused does not go away with its name on the list', async () => {
      const act = await settled(REFUSAL);
      await withoutFinance(act);
      const refused = await act.trySend();
      expect(refusalOf(refused)).toBe('422 BODY_LEFT_OUT');
      expect(refused.json).toMatchObject({ params: { name: { kk: 'finance (kk)' } } });
    });

    test('nor do its remarks, whatever was answered, until it is content', async () => {
      const act = await settled(REMARKS);
      await answerAll(act);
      await withoutFinance(act);
      expect(refusalOf(await act.trySend())).toBe('422 BODY_LEFT_OUT');
      const remarks = revised(await act.remarks(EXECUTOR));
      const agreed = { remarks, reply: 'agree', reasons: '' };
      expectStatus(await (await portal.as(EXECUTOR)).post(`${act.path}/remarks/replies`, agreed), 200);
      expectStatus(await act.trySend(), 200);
    });

    test('after dispatch it can be taken off with a reason; then the next version need not go to it', async () => {
      const act = await settled(REFUSAL);
      expectStatus(await act.author.post(`${act.path}/versions`), 201);
      await act.send();
      await act.until('registration', 'finance');
      const off = { bodyId: portal.known.bodyIds.finance, reason: 'Құзыретіне кірмейді' };
      expectStatus(await act.author.post(`${act.path}/bodies/withdraw`, off), 200);
      act.outcomes.justice = REFUSAL;
      await act.toTheEnd();
      await withoutFinance(act);
      expectStatus(await act.trySend(), 200);
    });
  });
});
