import { SIGNATURE_VERBS } from '#contracts';

/** How an inbox is asked for, and how the bare server writes the same in SQL. */
export interface InboxQuestion {
  /** After the `?` of the address. */
  readonly query: string;
  readonly where: string;
  readonly order: 'term' | 'newest';
}

/** A whole list first: it is the one that is asked for most. */
export const INBOX_QUESTIONS: readonly InboxQuestion[] = [
  { query: 'needs=action', where: 'true', order: 'term' },
  { query: 'needs=action&order=newest', where: 'true', order: 'newest' },
  { query: 'needs=action&verb=sign_outcome', where: "verb = 'sign_outcome'", order: 'term' },
  { query: 'needs=action&due=none', where: 'due_at IS NULL', order: 'term' },
  { query: 'needs=action&unread=true', where: 'opened_at IS NULL', order: 'term' },
  {
    query: 'needs=action&signature=asked&order=newest',
    where: `verb IN (${SIGNATURE_VERBS.map((verb) => `'${verb}'`).join(', ')}) AND waits_since IS NULL`,
    order: 'newest',
  },
  { query: 'needs=action&q=9999', where: "search_words @@ '''9999'':*'::tsquery", order: 'term' },
];
