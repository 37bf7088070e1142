import { actCard } from '#contracts';
import { Audit, newId } from '#kernel';
import { type Answer, makeText } from '#testing';
import { Act, AUTHOR, completeCard, usualAssignment } from './testing/act.fixture.js';
import { expectStatus, Portal, refusalOf } from './testing/portal.fixture.js';

/** Two of one request: what was answered, in an order of no meaning. */
const both = async (requests: Promise<Answer>[]) => (await Promise.all(requests)).map(outcomeOf).sort();
const outcomeOf = (answer: Answer) => (answer.status < 300 ? String(answer.status) : refusalOf(answer));

describe('at the same moment', () => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start();
  });

  afterAll(async () => {
    const record = await portal?.app.get(Audit).verify();
    await portal?.close();
    // Whoever came first: the record of each act is one unbroken chain.
    expect(record).toEqual({ entries: expect.any(Number) });
  });

  async function rows<Row>(text: string, values: unknown[]): Promise<Row[]> {
    return portal.database.dataSource.query<Row[]>(text, values);
  }

  async function countOfActions(act: Act, action: string): Promise<number> {
    const found = await rows('SELECT FROM kernel.audit_entry WHERE subject_id = $1 AND action = $2', [
      act.id,
      action,
    ]);
    return found.length;
  }

  describe('775:14, 15 dispatches', () => {
    /** The numbers given so far to this kind, as counted. */
    async function sequence(kind: string): Promise<number[]> {
      const found = await rows<{ seq: number }>(
        `SELECT number_seq AS seq FROM agreements.draft_act
         WHERE kind = $1 AND number_seq IS NOT NULL ORDER BY number_seq`,
        [kind],
      );
      return found.map((row) => row.seq);
    }

    async function readyToDispatch(kind: 'bill' | 'prime_minister_order', count: number): Promise<Act[]> {
      const acts: Act[] = [];
      for (let index = 0; index < count; index += 1) {
        const act = await Act.draft(portal, { kind, interestedUnitIds: [] });
        await act.send();
        await act.until('developer_signature');
        acts.push(act);
      }
      return acts;
    }

    const dispatch = async (act: Act) => act.decide(await act.step('developer_signature'));

    test('two at once: two numbers in a row, and each card shows its own', async () => {
      const acts = await readyToDispatch('bill', 2);
      const answers = await Promise.all(acts.map(dispatch));
      expect(answers.map(outcomeOf)).toEqual(['200', '200']);
      const shown = answers.map((answer) => actCard.parse(answer.json).version.number).sort();
      const year = String(new Date().getFullYear() % 100);
      expect(shown).toEqual([`ЗЖ-${year}-1`, `ЗЖ-${year}-2`]);
    });

    test('many at once: no number twice, no gap, each kind by itself', async () => {
      const orders = await readyToDispatch('prime_minister_order', 10);
      const bills = await readyToDispatch('bill', 4);
      const answers = await Promise.all([...orders, ...bills].map(dispatch));
      expect(new Set(answers.map(outcomeOf))).toEqual(new Set(['200']));
      expect(await sequence('prime_minister_order')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(await sequence('bill')).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test('one that fails between others leaves no gap, and its step stays open', async () => {
      const acts = await readyToDispatch('bill', 4);
      const [failing, ...others] = acts as [Act, ...Act[]];
      await rows(
        `UPDATE agreements.act_version SET approving_bodies = approving_bodies || jsonb_build_array(
           jsonb_build_object('id', $2::text, 'name', $3::jsonb, 'shortName', $3::jsonb)) WHERE act_id = $1`,
        [failing.id, newId(), makeText('gone')],
      );
      const answers = await Promise.all([failing, ...others].map(dispatch));
      expect(answers.map(outcomeOf)).toEqual(['422 BODY_WITHOUT_DOCUMENTATION', '200', '200', '200']);
      expect(await sequence('bill')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect((await failing.step('developer_signature')).assignees).toEqual(['developer.head']);
      const { version } = await failing.author.card(failing.id);
      expect(version).toMatchObject({ state: 'head_signature', number: null, reviews: [] });
    });

    test('a new version takes no new number', async () => {
      const before = await sequence('government_resolution');
      const act = await Act.draft(portal, {
        interestedUnitIds: [],
        approvingBodyIds: [portal.known.bodyIds.finance],
      });
      act.outcomes.finance = { outcome: 'refused', reason: 'Жоқ' };
      await act.send();
      await act.toTheEnd();
      expectStatus(await act.author.post(`${act.path}/versions`), 201);
      await act.send();
      await act.until('registration', 'finance');
      expect(await sequence('government_resolution')).toHaveLength(before.length + 1);
    });
  });

  describe('two people decide one step', () => {
    test('775:20 two officers register: one does it, the other is told who was first', async () => {
      const act = await Act.at(portal, 'registration', 'finance');
      const step = await act.step('registration', 'finance');
      const officers = ['finance.officer', 'finance.officer2'] as const;
      const answers = await Promise.all(officers.map((officer) => act.decide(step, officer)));
      expect(answers.map(outcomeOf).sort()).toEqual(['200', '409 STEP_DECIDED']);
      const told = answers.find((answer) => answer.status === 409)?.json;
      const winner = officers[answers.findIndex((answer) => answer.status === 200)] ?? 'finance.head';
      expect(told).toMatchObject({ params: { by: expect.stringContaining(portal.knownAs(winner).surname) } });
      expect(await countOfActions(act, 'review.register')).toBe(1);
      expect((await act.openSteps('finance')).map((one) => one.kind)).toEqual(['assignment']);
    });

    test('775:16 head and deputy name the units: those of one of them stand', async () => {
      const act = await Act.at(portal, 'assignment', 'finance');
      const step = await act.step('assignment', 'finance');
      const payload = usualAssignment(portal, 'finance');
      const requests = (['finance.head', 'finance.deputy'] as const).map((name) =>
        act.decide(step, name, payload),
      );
      expect(await both(requests)).toEqual(['200', '409 STEP_DECIDED']);
      expect((await act.openSteps('finance')).map((one) => one.kind)).toEqual(['opinion']);
    });

    test('775:15 the last two units agree: both count, and the legal service is asked once', async () => {
      const act = await Act.at(portal, 'unit_agreement');
      const steps = await act.openSteps('developer');
      expect(await both(steps.map((step) => act.decide(step)))).toEqual(['200', '200']);
      expect((await act.openSteps()).map((one) => one.kind)).toEqual(['legal_visa']);
    });

    test('775:15 one unit agrees while the other sends it back: it is with the initiator, nothing stays open', async () => {
      const act = await Act.at(portal, 'unit_agreement');
      const [first, second] = await act.openSteps('developer');
      if (!first || !second) throw new Error('Two units are asked.');
      const thirdHead = await portal.as('developer.thirdHead');
      const returned = thirdHead.post(`/api/agreements/steps/${second.id}/return`, { reason: 'Жоқ' });
      const answers = await both([act.decide(first), returned]);
      expect([
        ['200', '200'],
        ['200', '409 ACT_RETURNED'],
      ]).toContainEqual(answers);
      expect(await act.state()).toBe('draft');
      expect(await act.openSteps()).toEqual([]);
    });

    test('775:18 the heads of both bodies sign: the version is settled once', async () => {
      const act = await Act.at(portal, 'body_signature', 'finance');
      await act.until('body_signature', 'justice');
      const steps = await act.openSteps();
      expect(await both(steps.map((step) => act.decide(step)))).toEqual(['200', '200']);
      expect(await act.state()).toBe('agreed');
      expect(await countOfActions(act, 'version.settle_agreed')).toBe(1);
      const made = `SELECT FROM kernel.outbox WHERE topic = 'version.settle_agreed' AND payload->>'subjectId' = $1`;
      expect(await rows(made, [act.id])).toHaveLength(1);
    });

    test('775:15 the initiator takes it back while the head signs: one of them, and never both', async () => {
      const act = await Act.at(portal, 'developer_signature');
      const step = await act.step('developer_signature');
      const head = await portal.as('developer.head');
      const prepared = await head.prepare(step.id);
      const signed = () => head.sendSignature(step.id, prepared, head.cmsOf(prepared));
      const answers = await Promise.all([act.author.post(`${act.path}/recall`), signed()]);
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      const dispatched = answers[1]?.status === 200;
      expect(await act.state()).toBe(dispatched ? 'at_bodies' : 'draft');
      expect(await act.openSteps()).toHaveLength(dispatched ? 2 : 0);
    });
  });

  describe('a double click', () => {
    test('on "make the card" makes one, under the id that the browser chose', async () => {
      const author = await portal.as(AUTHOR);
      const card = { ...completeCard(portal), id: newId(), fileIds: [(await author.upload()).id] };
      const make = () => author.post('/api/agreements', card);
      expect(await both([make(), make()])).toEqual(['201', '201']);
      expect(await both([make()])).toEqual(['201']);
      const entries = await rows('SELECT FROM kernel.audit_entry WHERE subject_id = $1', [card.id]);
      expect(entries).toHaveLength(1);
      const colleague = await portal.as('developer.colleague');
      const taken = await colleague.post('/api/agreements', { ...card, fileIds: [] });
      expect(refusalOf(taken)).toBe('409 CONFLICT');
    });

    test('a card sent again with other words, because the answer was lost, keeps the newer words', async () => {
      const author = await portal.as(AUTHOR);
      const card = { ...completeCard(portal), id: newId(), fileIds: [] };
      const first = actCard.parse((await author.post('/api/agreements', card)).json);
      const again = await author.post('/api/agreements', { ...card, title: 'Кейінгі атауы' });
      expect(actCard.parse(again.json)).toMatchObject({
        title: 'Кейінгі атауы',
        revision: first.revision + 1,
      });
      const late = await author.post('/api/agreements', { ...card, title: 'Ескі атауы' });
      expect(refusalOf(late)).toBe('409 STALE');
      await author.post(`/api/agreements/${card.id}/discard`);
      expect(refusalOf(await author.post('/api/agreements', card))).toBe('409 CONFLICT');
    });

    test('on "send" sends once', async () => {
      const act = await Act.draft(portal);
      const { revision } = await act.author.card(act.id);
      const send = () => act.trySend(revision);
      expect(await both([send(), send()])).toEqual(['200', '409 CONFLICT']);
      expect(await act.openSteps()).toHaveLength(2);
    });

    test('on "sign" signs once: with one preparation, or with one in each of two tabs', async () => {
      const act = await Act.at(portal, 'legal_visa');
      const legalHead = await portal.as('developer.legalHead');
      const visa = await act.step('legal_visa');
      const prepared = await legalHead.prepare(visa.id);
      const cms = legalHead.cmsOf(prepared);
      const click = () => legalHead.sendSignature(visa.id, prepared, cms);
      expect(await both([click(), click()])).toEqual(['200', '409 STEP_DECIDED']);
      const signature = await act.step('developer_signature');
      const head = await portal.as('developer.head');
      const tabs = await Promise.all([head.prepare(signature.id), head.prepare(signature.id)]);
      const signed = tabs.map((tab) => head.sendSignature(signature.id, tab, head.cmsOf(tab)));
      expect(await both(signed)).toEqual(['200', '409 STEP_DECIDED']);
      expect(await countOfActions(act, 'version.sign')).toBe(1);
      expect(await rows('SELECT FROM signing.signature WHERE subject_id = $1', [act.id])).toHaveLength(2);
    });

    test('on "agree" agrees once', async () => {
      const act = await Act.at(portal, 'unit_agreement');
      const step = await act.step('unit_agreement');
      expect(await both([act.decide(step), act.decide(step)])).toEqual(['200', '409 STEP_DECIDED']);
    });

    test('775:19 on "place a new version" places one', async () => {
      const act = await Act.draft(portal, {
        interestedUnitIds: [],
        approvingBodyIds: [portal.known.bodyIds.justice],
      });
      act.outcomes.justice = { outcome: 'refused', reason: 'Жоқ' };
      await act.send();
      await act.toTheEnd();
      const place = () => act.author.post(`${act.path}/versions`);
      expect(await both([place(), place()])).toEqual(['201', '409 VERSION_NOT_DUE']);
      expect((await act.author.card(act.id)).versions).toHaveLength(2);
    });
  });

  describe('two tabs with one card', () => {
    test('the second to save is told that the card is newer, and by which revision', async () => {
      const act = await Act.draft(portal);
      const { revision, version } = await act.author.card(act.id);
      const { kind: _kind, ...requisites } = completeCard(portal);
      const edit = (title: string) =>
        act.author.patch(act.path, {
          ...requisites,
          title,
          revision,
          fileIds: version.files.map(({ id }) => id),
        });
      const answers = await Promise.all([edit('Бірінші'), edit('Екінші')]);
      expect(answers.map(outcomeOf).sort()).toEqual(['200', '409 STALE']);
      expect(answers.find((answer) => answer.status === 409)?.json).toMatchObject({
        params: { revision: revision + 1 },
      });
      const saved = actCard.parse(answers.find((answer) => answer.status === 200)?.json);
      expect((await act.author.card(act.id)).title).toBe(saved.title);
    });

    test('a card that was saved in one tab is not sent unseen from the other', async () => {
      const act = await Act.draft(portal);
      const { revision, version } = await act.author.card(act.id);
      const { kind: _kind, ...requisites } = completeCard(portal);
      const fileIds = version.files.map(({ id }) => id);
      const saved = { ...requisites, title: 'Жаңа атауы', revision, fileIds };
      expectStatus(await act.author.patch(act.path, saved), 200);
      const before = await portal.fingerprint();
      expect(await act.trySend(revision)).toMatchObject({
        status: 409,
        json: { code: 'STALE', params: { revision: revision + 1 } },
      });
      expect(await portal.fingerprint()).toBe(before);
      expectStatus(await act.trySend(revision + 1), 200);
    });

    test('a card that was sent from one tab is not saved from the other', async () => {
      const act = await Act.draft(portal);
      const { revision } = await act.author.card(act.id);
      await act.send();
      const before = await portal.fingerprint();
      const { kind: _kind, ...requisites } = completeCard(portal);
      const late = await act.author.patch(act.path, { ...requisites, revision });
      expect(refusalOf(late)).toBe('409 ACT_NOT_EDITABLE');
      expect(await portal.fingerprint()).toBe(before);
    });
  });
});
