/**
 * State tables: the route of a document as data that can be read aloud.
 * "`from`, on `action` by `by`, becomes `to`." Guards and effects live in the room's workflow file.
 */
export interface Transition<State extends string, Action extends string, Role extends string> {
  readonly from: State;
  readonly action: Action;
  readonly to: State;
  readonly by: Role;
}

export interface Machine<State extends string, Action extends string, Role extends string> {
  readonly name: string;
  readonly initial: State;
  readonly final: readonly State[];
  readonly transitions: readonly Transition<State, Action, Role>[];
}

/** The state that `action` leads to from `from`, or undefined where the table has no such row. */
export function targetOf<S extends string, A extends string, R extends string>(
  machine: Machine<S, A, R>,
  from: S,
  action: A,
): S | undefined {
  return machine.transitions.find((row) => row.from === from && row.action === action)?.to;
}

/**
 * What is wrong with a table: states that cannot be reached, dead ends that are not final, final states that
 * lead on, and two rows for one (from, action). Empty for a sound table. Checked at boot and by tests.
 */
export function faultsOf<S extends string, A extends string, R extends string>(
  machine: Machine<S, A, R>,
  states: readonly S[],
): string[] {
  const faults: string[] = [];
  const reached = new Set<S>([machine.initial]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const row of machine.transitions) {
      if (reached.has(row.from) && !reached.has(row.to)) {
        reached.add(row.to);
        grown = true;
      }
    }
  }
  const seen = new Set<string>();
  for (const row of machine.transitions) {
    const key = `${row.from} --${row.action}`;
    if (seen.has(key)) faults.push(`${machine.name}: two rows for ${key}`);
    seen.add(key);
  }
  for (const state of states) {
    const leadsOn = machine.transitions.some((row) => row.from === state);
    const isFinal = machine.final.includes(state);
    if (!reached.has(state)) faults.push(`${machine.name}: ${state} cannot be reached`);
    if (!leadsOn && !isFinal) faults.push(`${machine.name}: ${state} is a dead end`);
    if (leadsOn && isFinal) faults.push(`${machine.name}: ${state} is final but leads on`);
  }
  return faults;
}
