import {
  type PlanStep,
  plainRoute,
  type RouteBody,
  type RouteBodyStep,
  type RoutePlan,
  routeOf,
  unitIdsOf,
} from '#contracts';
import { continues, nextSteps, PHASE_OF, type PlanNames, planOf, repeated, stepsOf } from './plan.js';

const nothing = { kk: '', ru: '', en: '' };
const person = (id: string) => ({ person: { id, fullName: id, post: nothing, unit: nothing }, unit: null });
const NAMES: PlanNames = {
  units: new Map(['a', 'b', 'c', 'd'].map((id) => [id, { id, name: nothing }])),
  people: new Map(['p', 'q', 'r', 's', 't'].map((id) => [id, person(id)])),
};
const unit = (unitId: string): RouteBodyStep => ({ kind: 'unit_agreement', unitId });
const superior = (employeeId: string): RouteBodyStep => ({ kind: 'superior_agreement', employeeId });
const NO_SIGNERS: RouteBody['coSigners'] = { order: 'parallel', employeeIds: [] };

/** Repeatable chance: the same seed gives the same routes (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Any route: units and superiors dealt into stages of either order, up to two co-signers. */
function anyRoute(pick: (below: number) => number): RouteBody {
  const asked = [unit('a'), unit('b'), unit('c'), unit('d'), superior('p'), superior('q'), superior('r')];
  const dealt = asked.filter(() => pick(3) > 0).sort(() => pick(3) - 1);
  const stages: RouteBody['stages'] = [];
  while (dealt.length > 0) {
    stages.push({
      order: pick(2) === 0 ? 'parallel' : 'sequence',
      steps: dealt.splice(0, 1 + pick(3)),
    });
  }
  return {
    stages,
    coSigners: {
      order: pick(2) === 0 ? 'parallel' : 'sequence',
      employeeIds: ['s', 't'].slice(0, pick(3)),
    },
  };
}

/** Takes a plan to its end, deciding whatever is open in any order. @returns keys in the order of their opening */
function run(
  plan: RoutePlan,
  pick: (below: number) => number,
  watch: (open: PlanStep[]) => void = () => {},
  taken = new Map<string, 'open' | 'done'>(),
) {
  const opened: PlanStep[] = [];
  for (let most = 100; most > 0; most -= 1) {
    for (const step of nextSteps(plan, taken)) {
      expect(taken.has(step.key)).toBe(false); // no step opens twice
      taken.set(step.key, 'open');
      opened.push(step);
    }
    const open = stepsOf(plan).filter(({ key }) => taken.get(key) === 'open');
    watch(open);
    const next = open[pick(Math.max(1, open.length))];
    if (!next) return { taken, opened };
    taken.set(next.key, 'done');
  }
  throw new Error('The route never ends.');
}

/** The route with other stages before it; what they ask, it asks no more. */
function begunWith(stages: RouteBody['stages'], { stages: others, coSigners }: RouteBody): RouteBody {
  const asked = new Set(stages.flatMap(({ steps }) => steps.map((step) => JSON.stringify(step))));
  const rest = others.map(({ order, steps }) => ({
    order,
    steps: steps.filter((step) => !asked.has(JSON.stringify(step))),
  }));
  return { stages: [...stages, ...rest.filter(({ steps }) => steps.length > 0)], coSigners };
}

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

describe('a route plan', () => {
  test('775:15 where nobody built another: the units side by side, the visa, the head', () => {
    const plan = planOf(plainRoute(['a', 'b']), NAMES);
    expect(plan.stages.map(({ order, steps }) => [order, ...steps.map(({ key }) => key)])).toEqual([
      ['parallel', 'unit:a', 'unit:b'],
      ['sequence', 'legal_visa'],
      ['sequence', 'head'],
    ]);
    expect(stepsOf(planOf(plainRoute([]), NAMES)).map(({ key }) => key)).toEqual(['legal_visa', 'head']);
  });

  test('775:15, 64 units in order, then a superior, co-signers beside each other, the head last', () => {
    const route: RouteBody = {
      stages: [
        { order: 'sequence', steps: [unit('a'), unit('b')] },
        { order: 'parallel', steps: [superior('p')] },
      ],
      coSigners: { order: 'parallel', employeeIds: ['s', 't'] },
    };
    const rounds: string[][] = [];
    run(
      planOf(route, NAMES),
      () => 0,
      (open) => rounds.push(open.map(({ key }) => key)),
    );
    expect(rounds).toEqual([
      ['unit:a'],
      ['unit:b'],
      ['superior:p'],
      ['legal_visa'],
      ['signer:s', 'signer:t'],
      ['signer:t'],
      ['head'],
      [],
    ]);
  });

  test('775:15 any route ends with the visa and the head’s signature, each step opened once', () => {
    for (const seed of SEEDS) {
      const pick = chance(seed);
      const plan = planOf(anyRoute(pick), NAMES);
      const { opened, taken } = run(plan, pick, (open) => {
        // The state of the version follows from any of them.
        expect(new Set(open.map(({ kind }) => PHASE_OF[kind])).size).toBeLessThanOrEqual(1);
      });
      expect(opened.map(({ key }) => key).sort()).toEqual(
        stepsOf(plan)
          .map(({ key }) => key)
          .sort(),
      );
      expect([...taken.values()].every((state) => state === 'done')).toBe(true);
      expect(opened.at(-1)?.kind).toBe('developer_signature');
      const visa = opened.findIndex(({ kind }) => kind === 'legal_visa');
      const before = opened.slice(0, visa).map(({ kind }) => PHASE_OF[kind]);
      const after = opened.slice(visa + 1).map(({ kind }) => PHASE_OF[kind]);
      expect(before.every((phase) => phase === 'units')).toBe(true);
      expect(after.every((phase) => phase === 'head_signature')).toBe(true);
    }
  });

  test('any route is read back from its plan as it was built', () => {
    for (const seed of SEEDS) {
      const route = anyRoute(chance(seed));
      const read = routeOf(planOf(route, NAMES));
      expect(read.stages).toEqual(route.stages);
      expect(read.coSigners.employeeIds).toEqual(route.coSigners.employeeIds);
      expect(unitIdsOf(read)).toEqual(unitIdsOf(route));
    }
  });

  test('what is asked twice is found', () => {
    const route: RouteBody = {
      stages: [
        { order: 'parallel', steps: [unit('a')] },
        { order: 'parallel', steps: [unit('b'), unit('a')] },
      ],
      coSigners: NO_SIGNERS,
    };
    expect(repeated(planOf(route, NAMES))?.key).toBe('unit:a');
    expect(repeated(planOf(plainRoute(['a', 'b']), NAMES))).toBeUndefined();
  });
});

describe('a plan changed while it runs', () => {
  const before: RouteBody = {
    stages: [
      { order: 'sequence', steps: [unit('a'), unit('b')] },
      { order: 'parallel', steps: [unit('c')] },
    ],
    coSigners: NO_SIGNERS,
  };
  const taken = new Map([
    ['unit:a', 'done'],
    ['unit:b', 'open'],
  ] as const);
  const route = (...stages: RouteBody['stages']): RoutePlan =>
    planOf({ stages, coSigners: NO_SIGNERS }, NAMES);

  test.each([
    ['as it is', planOf(before, NAMES)],
    ['what was not taken is taken out', route({ order: 'sequence', steps: [unit('a'), unit('b')] })],
    ['one more after the open step', route({ order: 'sequence', steps: [unit('a'), unit('b'), unit('d')] })],
    [
      'a superior after all',
      route(
        { order: 'sequence', steps: [unit('a'), unit('b')] },
        { order: 'parallel', steps: [superior('p')] },
      ),
    ],
    [
      'one beside the open step',
      route({ order: 'sequence', steps: [unit('a')] }, { order: 'parallel', steps: [unit('d'), unit('b')] }),
    ],
  ])('holds: %s', (_, plan) => {
    expect(continues(plan, taken)).toBe(true);
  });

  test.each([
    ['what was decided is taken out', route({ order: 'sequence', steps: [unit('b')] })],
    ['what is open is taken out', route({ order: 'sequence', steps: [unit('a'), unit('c')] })],
    [
      'one more before what was taken',
      route({ order: 'sequence', steps: [unit('d'), unit('a'), unit('b')] }),
    ],
    [
      'a stage before all',
      route({ order: 'parallel', steps: [unit('d')] }, { order: 'sequence', steps: [unit('a'), unit('b')] }),
    ],
    [
      'what is open stands before what was decided',
      route({ order: 'sequence', steps: [unit('b'), unit('a')] }),
    ],
  ])('does not hold: %s', (_, plan) => {
    expect(continues(plan, taken)).toBe(false);
  });

  test('whatever change holds still runs to the visa and the head, and opens nothing twice', () => {
    let held = 0;
    for (const seed of SEEDS) {
      const pick = chance(seed);
      const route = anyRoute(pick);
      const taken = new Map<string, 'open' | 'done'>();
      for (let steps = pick(6); steps > 0; steps -= 1) {
        for (const { key } of nextSteps(planOf(route, NAMES), taken)) taken.set(key, 'open');
        const open = [...taken].filter(([, state]) => state === 'open');
        const next = open[pick(Math.max(1, open.length))];
        if (next) taken.set(next[0], 'done');
      }
      const kept = route.stages.slice(0, pick(route.stages.length + 1));
      const changed = planOf(begunWith(kept, anyRoute(pick)), NAMES);
      if (!continues(changed, taken)) continue;
      held += 1;
      const before = taken.size;
      const { opened } = run(changed, pick, () => {}, taken);
      expect(opened.length).toBe(stepsOf(changed).length - before);
      expect([taken.get('legal_visa'), taken.get('head')]).toEqual(['done', 'done']);
    }
    expect(held).toBeGreaterThan(50);
  });
});
