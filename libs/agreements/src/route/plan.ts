import type {
  PersonRef,
  PlanKind,
  PlanStage,
  PlanStep,
  RouteBody,
  RouteBodyStep,
  RoutePlan,
  UnitRef,
  VersionState,
} from '#contracts';

/**
 * The route inside the developer body as data, and the one engine that says what opens next (775:15, 64).
 * Facts in, answers out; nothing is asked of the database here.
 */

/** What became of the steps of one passage, by their keys; what is not here was not taken. */
export type Taken = ReadonlyMap<string, 'open' | 'done'>;

/** In which state a version is while such a step is open. */
export const PHASE_OF: Readonly<
  Record<PlanKind, Extract<VersionState, 'units' | 'legal_visa' | 'head_signature'>>
> = {
  unit_agreement: 'units',
  superior_agreement: 'units',
  legal_visa: 'legal_visa',
  co_signature: 'head_signature',
  developer_signature: 'head_signature',
};

/** Somebody that a route names; with the unit that he heads, where he is asked as its head. */
export interface PlannedPerson {
  readonly person: PersonRef;
  readonly unit: UnitRef | null;
}

/** Whom the ids of a route stand for. */
export interface PlanNames {
  readonly units: ReadonlyMap<string, UnitRef>;
  readonly people: ReadonlyMap<string, PlannedPerson>;
}

/** The plan that a route asks for, with the visa and the signatures at its end. @throws Error for an id without a name */
export function planOf({ stages, coSigners }: RouteBody, names: PlanNames): RoutePlan {
  const built: PlanStage[] = stages.map(({ order, steps }) => ({
    order,
    steps: steps.map((step) => planned(step, names)),
  }));
  const signers: PlanStage[] = [
    {
      order: coSigners.order,
      steps: coSigners.employeeIds.map((id) => ({
        key: `signer:${id}`,
        kind: 'co_signature',
        unit: null,
        person: named(names.people, id).person,
      })),
    },
  ];
  return {
    stages: [
      ...built,
      single('legal_visa', 'legal_visa'),
      ...signers.filter(({ steps }) => steps.length > 0),
      single('head', 'developer_signature'),
    ],
  };
}

/** The steps that open now, in the order of the plan; none while others are awaited, or when all are done. */
export function nextSteps({ stages }: RoutePlan, taken: Taken): PlanStep[] {
  const stage = stages.find(({ steps }) => steps.some(({ key }) => taken.get(key) !== 'done'));
  if (!stage) return [];
  if (stage.order === 'parallel') return stage.steps.filter(({ key }) => !taken.has(key));
  const turn = stage.steps.find(({ key }) => taken.get(key) !== 'done');
  return turn && !taken.has(turn.key) ? [turn] : [];
}

/** Everything that was taken is still in the plan, and nothing that was not stands before something that was. */
export function continues(plan: RoutePlan, taken: Taken): boolean {
  const keys = new Set(stepsOf(plan).map(({ key }) => key));
  if ([...taken.keys()].some((key) => !keys.has(key))) return false;
  const lastBegun = plan.stages.findLastIndex(({ steps }) => steps.some(({ key }) => taken.has(key)));
  return plan.stages.every(({ order, steps }, place) => {
    if (place > lastBegun) return true;
    if (place < lastBegun) return steps.every(({ key }) => taken.get(key) === 'done');
    const lastTaken = steps.findLastIndex(({ key }) => taken.has(key));
    return (
      order === 'parallel' || steps.every(({ key }, index) => index >= lastTaken || taken.get(key) === 'done')
    );
  });
}

/** What is asked twice; undefined where nothing is. */
export function repeated(plan: RoutePlan): PlanStep | undefined {
  const steps = stepsOf(plan);
  return steps.find(({ key }, place) => steps.findIndex((one) => one.key === key) !== place);
}

/** All steps, in the order of the plan. */
export const stepsOf = ({ stages }: RoutePlan): PlanStep[] => stages.flatMap(({ steps }) => steps);

function planned(step: RouteBodyStep, { units, people }: PlanNames): PlanStep {
  if (step.kind === 'unit_agreement') {
    return { key: `unit:${step.unitId}`, kind: step.kind, unit: named(units, step.unitId), person: null };
  }
  const { person, unit } = named(people, step.employeeId);
  return { key: `superior:${step.employeeId}`, kind: step.kind, unit, person };
}

function single(key: string, kind: PlanKind): PlanStage {
  return { order: 'sequence', steps: [{ key, kind, unit: null, person: null }] };
}

function named<Ref>(names: ReadonlyMap<string, Ref>, id: string): Ref {
  const found = names.get(id);
  if (found === undefined) throw new Error(`The plan names ${id}, whom nobody looked up.`);
  return found;
}
