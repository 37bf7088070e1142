import { narrowedRemarks, placesOf, type RemarkThread } from '#contracts';
import { readRemarkFilters } from './remark-address';
import { countsOf, isNarrowed } from './remark-filters';

const remark = (id: string, part: Partial<RemarkThread> = {}) =>
  ({
    id,
    body: { id: 'b1' },
    kind: 'substance',
    state: 'placed',
    version: 0,
    point: '7',
    place: null,
    text: 'Қаржыландыру көзі',
    proposal: '',
    turns: [],
    can: { answer: false, reply: false },
    ...part,
  }) as unknown as RemarkThread;

const idsOf = (items: RemarkThread[], search: Record<string, unknown>) =>
  narrowedRemarks(items, readRemarkFilters(search), placesOf(items, [])).map(({ id }) => id);

test('every filter narrows by its own; what is no filter is left out', () => {
  const items = [
    remark('a'),
    remark('b', { body: { id: 'b2' } as RemarkThread['body'], kind: 'law', version: 1, point: '9' }),
    remark('c', { state: 'agreed', can: { answer: true, reply: false } }),
  ];
  expect(idsOf(items, {})).toEqual(['a', 'b', 'c']);
  expect(idsOf(items, { body: 'b2' })).toEqual(['b']);
  expect(idsOf(items, { kind: 'law' })).toEqual(['b']);
  expect(idsOf(items, { state: 'agreed' })).toEqual(['c']);
  expect(idsOf(items, { version: 0 })).toEqual(['a', 'c']);
  expect(idsOf(items, { place: 'c' })).toEqual(['a', 'c']);
  expect(idsOf(items, { mine: true })).toEqual(['c']);
  expect(idsOf(items, { kind: 'other', state: 'draft', version: -1 })).toEqual(['a', 'b', 'c']);
  expect(isNarrowed(readRemarkFilters({ kind: 'other' }))).toBe(false);
});

test('search forgives letters, and finds what was answered too', () => {
  const turns = [{ deed: 'partly', reasons: 'Бюджет жетпейді' }] as RemarkThread['turns'];
  const items = [remark('a'), remark('b', { text: 'Мерзім', turns })];
  expect(idsOf(items, { q: 'каржыландыру' })).toEqual(['a']);
  expect(idsOf(items, { q: 'бюджет' })).toEqual(['b']);
});

test('counts come in the order of the way', () => {
  const items = [remark('a', { state: 'agreed' }), remark('b'), remark('c')];
  expect(countsOf(items)).toEqual([
    { state: 'placed', count: 2 },
    { state: 'agreed', count: 1 },
  ]);
});
