import { isSupport, ROOMS, supportFor } from './rooms';

/** One who has every right: the menu is longest for him. */
const ALL = {
  can: new Proxy({}, { get: () => true }),
  duties: ['portal_administrator'],
} as unknown as Parameters<typeof supportFor>[0];

test('no two rooms of the menu have the same icon', () => {
  const icons = [...ROOMS, ...supportFor(ALL)].map(({ icon }) => icon);
  expect(icons.length).toBeGreaterThan(ROOMS.length + 5);
  expect(new Set(icons).size).toBe(icons.length);
});

test('a page with an item of its own in the menu is told from the room under whose address it is', () => {
  expect(['/agreements/board', '/agreements/hand-over'].map(isSupport)).toEqual([true, true]);
  expect(ROOMS.some(({ to }) => isSupport(to))).toBe(false);
  expect(isSupport('/agreements/templates')).toBe(false);
});
