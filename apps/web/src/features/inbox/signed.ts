import type { InboxItem, InboxVerb } from '#contracts';

/** As the contract has them: its code would come with the first page. */
export const SIGNED: readonly InboxVerb[] = ['give_visa', 'sign_draft', 'sign_outcome', 'sign_letter'];

/** Whether an item asks for a key now: such items can be signed many at once. One that was signed and waits does not. */
export const isSigned = ({ verb, waitsSince }: InboxItem): boolean =>
  SIGNED.includes(verb) && waitsSince === null;
