import { sessionName } from './session-words';

const t = (id: string) => id;

test.each([
  [{ device: 'computer', browser: 'Firefox', system: 'Windows' }, 'account.computer: Firefox, Windows'],
  [{ device: 'phone', browser: null, system: 'Android' }, 'account.phone: Android'],
  [{ device: 'unknown', browser: null, system: null }, 'account.unknownDevice'],
] as const)('%j is called %s', (session, name) => {
  expect(sessionName(t, session)).toBe(name);
});
