import type { Step, StepKind, Version } from '#contracts';

/** Steps that stand on the route now, and those of earlier passages that were returned. */
export interface Passages {
  now: Step[];
  earlier: Step[];
}

const byTime = (one: Step, other: Step) => one.createdAt.localeCompare(other.createdAt);

/** Inside the developer body each return begins a new passage from the first step; a draft has none yet (775:15). */
export function developerPassages({ state, steps }: Pick<Version, 'state' | 'steps'>): Passages {
  const last = Math.max(0, ...steps.map(({ round }) => round));
  const begun = state === 'draft' || state === 'discarded' ? last + 1 : last;
  return split(steps, ({ round }) => round >= begun);
}

const REPEATED: readonly StepKind[] = ['outcome', 'outcome_agreement', 'body_signature'];

/**
 * Inside an approving body a return goes back to the executor: registration, units and opinions stay (775:18). That he was
 * asked to sum up, and then had to wait for one more unit, is no passage: he is asked anew after it.
 */
export function reviewPassages(steps: readonly Step[]): Passages {
  const asked = steps.filter((step) => !isPutOff(step, steps));
  const last = Math.max(0, ...asked.filter(({ kind }) => REPEATED.includes(kind)).map(({ round }) => round));
  return split(asked, ({ kind, round }) => !REPEATED.includes(kind) || round === last);
}

const isPutOff = (step: Step, steps: readonly Step[]): boolean =>
  step.kind === 'outcome' &&
  step.state === 'cancelled' &&
  steps.some(({ kind, createdAt }) => kind === 'opinion' && createdAt > step.createdAt);

function split(steps: readonly Step[], stands: (step: Step) => boolean): Passages {
  const ordered = [...steps].sort(byTime);
  return { now: ordered.filter(stands), earlier: ordered.filter((step) => !stands(step)) };
}

/** Steps in a row, with those that run side by side taken together. */
export function groupParallel(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const group = groups.at(-1);
    if (group?.[0]?.kind === step.kind) group.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** What came back last and why, where the step waits anew. */
export function lastReturn(steps: readonly Step[]): Step | undefined {
  return steps
    .filter(({ state }) => state === 'returned')
    .sort(byTime)
    .at(-1);
}
