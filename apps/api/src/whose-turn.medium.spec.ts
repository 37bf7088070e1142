import { actCard, type StepKind } from '#contracts';
import { newId } from '#kernel';
import { Act, AUTHOR, completeCard, usualAssignment } from './testing/act.fixture.js';
import { ALL_PEOPLE, type BodyName, type PersonName } from './testing/people.fixture.js';
import { Portal, refusalOf } from './testing/portal.fixture.js';

/** Each step of the route: whose turn it is, and the addresses that decide it. */
const TURNS: { kind: StepKind; body: BodyName; turn: PersonName[]; deeds: string[] }[] = [
  { kind: 'unit_agreement', body: 'developer', turn: ['developer.secondHead'], deeds: ['agree', 'return'] },
  {
    kind: 'legal_visa',
    body: 'developer',
    turn: ['developer.legalHead'],
    deeds: ['prepare', 'sign', 'return'],
  },
  {
    kind: 'developer_signature',
    body: 'developer',
    turn: ['developer.head'],
    deeds: ['prepare', 'sign', 'return'],
  },
  {
    kind: 'registration',
    body: 'finance',
    turn: ['finance.officer', 'finance.officer2'],
    deeds: ['register', 'send-back'],
  },
  {
    kind: 'assignment',
    body: 'finance',
    turn: ['finance.head', 'finance.deputy'],
    deeds: ['assign', 'return'],
  },
  { kind: 'opinion', body: 'finance', turn: ['finance.secondHead'], deeds: ['opinion', 'return'] },
  { kind: 'outcome', body: 'finance', turn: ['finance.specialist'], deeds: ['outcome', 'return'] },
  { kind: 'outcome_agreement', body: 'finance', turn: ['finance.unitHead'], deeds: ['agree', 'return'] },
  { kind: 'body_signature', body: 'finance', turn: ['finance.head'], deeds: ['prepare', 'sign', 'return'] },
];
const ALL_DEEDS = [
  'agree',
  'return',
  'register',
  'send-back',
  'assign',
  'opinion',
  'outcome',
  'prepare',
  'sign',
] as const;

describe('775:15-20 whose turn it is', () => {
  let portal: Portal;
  let act: Act;

  beforeAll(async () => {
    portal = await Portal.start();
    act = await Act.draft(portal);
    await act.send();
  });

  afterAll(() => portal?.close());

  const bodyOf = (deed: string): unknown =>
    ({
      agree: {},
      return: { reason: 'Себеп' },
      'send-back': { reason: 'Себеп' },
      register: { term: { workingDays: 5 } },
      assign: usualAssignment(portal, 'finance'),
      opinion: { outcome: 'agreed' },
      outcome: { outcome: 'agreed' },
      sign: { preparationId: newId(), signature: 'AAAA' },
    })[deed];

  const decide = async (name: PersonName, stepId: string, deed: string) =>
    refusalOf(await (await portal.as(name)).post(`/api/agreements/steps/${stepId}/${deed}`, bodyOf(deed)));

  describe.each(TURNS)('$kind in $body', ({ kind, body, turn, deeds }) => {
    let stepId: string;

    beforeAll(async () => {
      await act.until(kind, body);
      const step = await act.step(kind, body);
      stepId = step.id;
      expect(step.assignees).toEqual(turn);
    });

    test('is refused to everybody else of the population, by every address, and nothing changes', async () => {
      const before = await portal.fingerprint();
      const others = ALL_PEOPLE.filter((name) => !turn.includes(name));
      for (const name of others) {
        const answer = await (await portal.as(name)).get(act.path);
        const isReader = answer.status === 200;
        const shown = isReader ? actCard.parse(answer.json).turn.map((step) => step.id) : [];
        expect(shown).not.toContain(stepId);
        const expected = deeds.map((deed) => [name, deed, isReader ? '409 NOT_YOUR_TURN' : '404 NOT_FOUND']);
        const refused = await Promise.all(
          deeds.map(async (deed) => [name, deed, await decide(name, stepId, deed)]),
        );
        expect(refused).toEqual(expected);
      }
      expect(await portal.fingerprint()).toBe(before);
    });

    test('is shown as their turn to those whose turn it is', async () => {
      for (const name of turn) {
        const shown = (await (await portal.as(name)).card(act.id)).turn.map((step) => step.id);
        expect([name, shown]).toEqual([name, [stepId]]);
      }
    });

    test('is not decided by the deed of another step, even by those whose turn it is', async () => {
      const before = await portal.fingerprint();
      for (const name of turn) {
        for (const deed of ALL_DEEDS.filter((one) => !deeds.includes(one))) {
          expect([deed, await decide(name, stepId, deed)]).toEqual([deed, '404 NOT_FOUND']);
        }
      }
      expect(await portal.fingerprint()).toBe(before);
    });

    test('says on the route that it was opened, once one of those has done so', async () => {
      const post = async (name: PersonName) =>
        (await (await portal.as(name)).post(`/api/agreements/steps/${stepId}/opened`)).status;
      expect(await post('outside.head')).toBe(404);
      expect(await post('developer.deputy')).toBe(404);
      const openedAt = async () =>
        (
          await portal.database.dataSource.query<{ at: Date | null }[]>(
            'SELECT opened_at AS at FROM agreements.route_step WHERE id = $1',
            [stepId],
          )
        )[0]?.at;
      expect(await openedAt()).toBeNull();
      expect(await post(turn[0] ?? AUTHOR)).toBe(204);
      const first = await openedAt();
      expect(first).toBeInstanceOf(Date);
      expect(await post(turn[0] ?? AUTHOR)).toBe(204);
      expect(await openedAt()).toEqual(first);
    });
  });

  test('775:14, 19 what belongs to the initiator is refused to all others', async () => {
    const before = await portal.fingerprint();
    const { kind: _kind, ...requisites } = completeCard(portal);
    for (const name of ALL_PEOPLE.filter((one) => one !== AUTHOR)) {
      const person = await portal.as(name);
      const reads = (await person.get(act.path)).status === 200;
      const answers = await Promise.all([
        person.post(`${act.path}/send`, { revision: 1 }),
        ...['recall', 'discard', 'versions'].map((deed) => person.post(`${act.path}/${deed}`)),
        person.patch(act.path, { ...requisites, revision: 1 }),
      ]);
      const expected = reads ? '403 FORBIDDEN' : '404 NOT_FOUND';
      expect([name, ...answers.map(refusalOf)]).toEqual([name, ...answers.map(() => expected)]);
    }
    expect(await portal.fingerprint()).toBe(before);
  });

  test('775:18 what was decided is decided: every step of a settled act refuses every deed', async () => {
    await act.toTheEnd();
    const { version } = await act.author.card(act.id);
    const steps = [...version.steps, ...version.reviews.flatMap((review) => review.inner?.steps ?? [])];
    const before = await portal.fingerprint();
    for (const step of steps) {
      const name = portal.nameOf(step.decidedBy?.id ?? '');
      const { deeds = [] } = TURNS.find((one) => one.kind === step.kind) ?? {};
      const answers = await Promise.all(deeds.map((deed) => decide(name, step.id, deed)));
      expect([step.kind, ...answers]).toEqual([step.kind, ...deeds.map(() => '409 STEP_DECIDED')]);
    }
    expect(await portal.fingerprint()).toBe(before);
  });
});
