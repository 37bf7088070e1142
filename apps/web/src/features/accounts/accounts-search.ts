import type { AccountRequestState, AccountState } from '#contracts';

export interface AccountsSearch {
  q?: string | undefined;
  state?: AccountState | undefined;
}

export interface RequestsSearch {
  state?: AccountRequestState | undefined;
}

const MAX_QUERY = 200;

/* As records, so that none is forgotten; the lists of the contracts would bring their schemas into the first load. */
const STATES: Readonly<Record<AccountState, true>> = { active: true, awaits_activation: true, blocked: true };
const REQUEST_STATES: Readonly<Record<AccountRequestState, true>> = {
  requested: true,
  approved: true,
  activated: true,
  refused: true,
  withdrawn: true,
  expired: true,
};

function oneOf<Name extends string>(names: Readonly<Record<Name, true>>, given: unknown): Name | undefined {
  return (Object.keys(names) as Name[]).find((name) => name === given);
}

/** The list of accounts as an address asks for it; whatever else stands there is left out. */
export function readAccountsSearch({ q, state }: Record<string, unknown>): AccountsSearch {
  return {
    q: typeof q === 'string' && q.trim() !== '' ? q.slice(0, MAX_QUERY) : undefined,
    state: oneOf(STATES, state),
  };
}

/** As `readAccountsSearch`, of the requests. */
export function readRequestsSearch({ state }: Record<string, unknown>): RequestsSearch {
  return { state: oneOf(REQUEST_STATES, state) };
}
