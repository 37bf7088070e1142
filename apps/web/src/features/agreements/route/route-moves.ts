import type { RouteBody, RouteBodyStep, StageOrder, Step } from '#contracts';

/** What is done with a route while it is being built; each gives the next route. */

type Stage = RouteBody['stages'][number];

/** Names a step in lists of choices: `unit:<id>`, `superior:<id>`. */
export const choiceOf = (step: RouteBodyStep): string =>
  step.kind === 'unit_agreement' ? `unit:${step.unitId}` : `superior:${step.employeeId}`;

export function stepOf(choice: string): RouteBodyStep {
  const id = choice.slice(choice.indexOf(':') + 1);
  return choice.startsWith('unit:')
    ? { kind: 'unit_agreement', unitId: id }
    : { kind: 'superior_agreement', employeeId: id };
}

export const choicesIn = ({ stages }: RouteBody): string[] =>
  stages.flatMap(({ steps }) => steps.map(choiceOf));

/** Steps of a running passage that were taken, by the names of their choices and signers; empty: none runs. */
export type Begun = ReadonlySet<string>;

export const NOT_BEGUN: Begun = new Set();

/** What was taken of a route, as it stands now: it can't be removed, nor anything put before it (775:15). */
export const begunIn = (passage: readonly Step[]): Begun =>
  new Set(
    passage.flatMap(({ planKey, state }) =>
      planKey && (state === 'open' || state === 'done') ? [planKey] : [],
    ),
  );

/** Of these co-signers those who were asked to sign: they stay. */
export const askedSigners = (employeeIds: readonly string[], begun: Begun): string[] =>
  employeeIds.filter((id) => begun.has(`signer:${id}`));

/** The first stages that keep their places and their order. */
export const fixedStages = ({ stages }: RouteBody, begun: Begun): number =>
  stages.findLastIndex(({ steps }) => steps.some((step) => begun.has(choiceOf(step)))) + 1;

/** The visa or a signature was asked for: no stage comes before it any more. */
export const pastStages = (begun: Begun): boolean =>
  [...begun].some((key) => !key.startsWith('unit:') && !key.startsWith('superior:'));

/** A stage without steps is no stage. */
function withStages(route: RouteBody, stages: Stage[]): RouteBody {
  return { ...route, stages: stages.filter(({ steps }) => steps.length > 0) };
}

function changeStage(route: RouteBody, place: number, change: (stage: Stage) => Stage): RouteBody {
  return withStages(
    route,
    route.stages.map((stage, index) => (index === place ? change(stage) : stage)),
  );
}

export const addStage = (route: RouteBody, choice: string): RouteBody =>
  withStages(route, [...route.stages, { order: 'parallel', steps: [stepOf(choice)] }]);

export const addStep = (route: RouteBody, place: number, choice: string): RouteBody =>
  changeStage(route, place, (stage) => ({ ...stage, steps: [...stage.steps, stepOf(choice)] }));

export const removeStep = (route: RouteBody, place: number, choice: string): RouteBody =>
  changeStage(route, place, (stage) => ({
    ...stage,
    steps: stage.steps.filter((step) => choiceOf(step) !== choice),
  }));

export const setOrder = (route: RouteBody, place: number, order: StageOrder): RouteBody =>
  changeStage(route, place, (stage) => ({ ...stage, order }));

/** One place up or down inside its stage. */
export const moveStep = (route: RouteBody, place: number, choice: string, by: -1 | 1): RouteBody =>
  changeStage(route, place, (stage) => {
    const from = stage.steps.findIndex((step) => choiceOf(step) === choice);
    return { ...stage, steps: swapped(stage.steps, from, from + by) };
  });

export const moveStage = (route: RouteBody, place: number, by: -1 | 1): RouteBody =>
  withStages(route, swapped(route.stages, place, place + by));

function swapped<Item>(items: readonly Item[], one: number, other: number): Item[] {
  const [first, second] = [items[one], items[other]];
  if (first === undefined || second === undefined) return [...items];
  return items.map((item, index) => (index === one ? second : index === other ? first : item));
}
