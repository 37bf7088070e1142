import { insidePortal } from './inside-portal';

test.each(['/inbox', '/inbox?needs=information', '/agreements/0198#route', '/'])(
  '%s is in the portal',
  (next) => {
    expect(insidePortal(next)).toBe(next);
  },
);

test.each([
  '//evil.example',
  '/\\evil.example',
  // Browsers leave these out of an address.
  '/\t/evil.example',
  '/\r\n\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'inbox',
  '',
  undefined,
  ['/inbox'],
])('%p does not lead out of it', (next) => {
  expect(insidePortal(next)).toBeUndefined();
});
