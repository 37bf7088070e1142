import { INBOX_ORDERS, INBOX_SIGNATURES, INBOX_TERMS, INBOX_VERBS, ROOMS } from '#contracts';
import {
  cleared,
  filterCount,
  type InboxSearch,
  isNarrowed,
  orderOf,
  readInboxSearch,
  SIGNATURES,
  TERMS,
  VERBS,
} from './inbox-search';

const BODY = '0198f2a0-1111-7222-8333-444455556666';
const whole: InboxSearch = {
  needs: 'information',
  q: 'қаулы',
  room: 'agreements',
  verb: 'body_agreed',
  bodyId: BODY,
  due: 'late',
  signature: 'asked',
  unread: true,
  onBehalfOf: BODY,
  order: 'newest',
};

test('an address is read as it was written', () => {
  expect(readInboxSearch({ ...whole })).toEqual(whole);
  expect(readInboxSearch({ q: 1184 }).q).toBe('1184');
});

test('whatever is not known is left out', () => {
  const strange = readInboxSearch({
    needs: 'action',
    q: '   ',
    room: 'kitchen',
    verb: 'constructor',
    bodyId: "' OR 1",
    onBehalfOf: 7,
    due: 'yesterday',
    signature: true,
    unread: 'yes',
    order: ['term'],
    page: 7,
  });
  expect(Object.values(strange).filter((value) => value !== undefined)).toEqual([]);
  expect('page' in strange).toBe(false);
});

test('every filter of the server can stand in an address', () => {
  expect([...VERBS].sort()).toEqual([...INBOX_VERBS].sort());
  expect([...TERMS]).toEqual([...INBOX_TERMS]);
  expect([...SIGNATURES]).toEqual([...INBOX_SIGNATURES]);
  for (const room of ROOMS) expect(readInboxSearch({ room }).room).toBe(room);
  for (const order of INBOX_ORDERS) expect(readInboxSearch({ order }).order).toBe(order);
});

test('clearing keeps the section and its order', () => {
  expect(filterCount(whole)).toBe(7);
  expect(cleared(whole)).toEqual({ needs: 'information', order: 'newest' });
  expect([isNarrowed(whole), isNarrowed(cleared(whole)), isNarrowed({ q: 'х' })]).toEqual([
    true,
    false,
    true,
  ]);
});

test('news come newest first, work by its term, unless asked otherwise', () => {
  expect([orderOf({}), orderOf({ needs: 'information' }), orderOf({ order: 'newest' })]).toEqual([
    'term',
    'newest',
    'newest',
  ]);
});
