import { ROOMS, supportFor } from './rooms';

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
