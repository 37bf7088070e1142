import { type DelegationDraft, faultsOf } from './delegation-faults';

const text = { kk: '', ru: '', en: '' };
const person = {
  id: '1',
  fullName: 'N',
  post: text,
  unit: { id: '2', name: text },
  body: { id: '3', name: text, shortName: text },
  workPhone: '',
};
const right: DelegationDraft = {
  forOther: false,
  principal: null,
  standIn: person,
  from: '2026-03-16',
  to: '2026-03-16',
  allRooms: true,
  rooms: [],
};

test('a stand-in and a day are enough', () => {
  expect(faultsOf(right)).toEqual({});
});

test.each<[Partial<DelegationDraft>, string[]]>([
  [{ standIn: null }, ['standIn']],
  [{ from: '' }, ['from']],
  [{ to: '' }, ['to']],
  [{ to: '2026-03-15' }, ['to']],
  [{ allRooms: false }, ['rooms']],
  [{ allRooms: false, rooms: ['agreements'] }, []],
  [{ forOther: true }, ['principal']],
  [{ forOther: true, principal: person }, []],
])('%j is wrong in %j', (parts, wrong) => {
  expect(Object.keys(faultsOf({ ...right, ...parts }))).toEqual(wrong);
});
