import { edmsAddress, isReachable } from './edms-addresses.js';

const listed = {
  edmsHosts: ['edms.example.kz:443', 'edms.example.kz:8443', '10.0.0.5:443'],
  production: true,
};

test.each(['https://edms.example.kz/in', 'https://EDMS.example.kz:8443/in?body=1', 'https://10.0.0.5/'])(
  '%s is listed',
  (address) => {
    expect(edmsAddress(address, listed)?.protocol).toBe('https:');
  },
);

test.each([
  'https://elsewhere.example.kz/',
  'https://edms.example.kz:8080/',
  'http://edms.example.kz:443/',
  'https://edms.example.kz@elsewhere.example.kz/',
  'https://user:word@edms.example.kz/',
  'https://edms.example.kz.elsewhere.kz/',
  'https://edms.example.kz/#x',
  'https://10.0.0.6/',
  'https://[::1]/',
  'file:///etc/passwd',
  'edms.example.kz',
  '',
])('%s is not called', (address) => {
  expect(edmsAddress(address, listed)).toBeUndefined();
});

test('without TLS only outside production', () => {
  const open = { edmsHosts: ['edms.example.kz:80'], production: false };
  expect(edmsAddress('http://edms.example.kz/', open)).toBeDefined();
  expect(edmsAddress('http://edms.example.kz/', { ...open, production: true })).toBeUndefined();
});

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '169.254.169.254',
  '0.0.0.0',
  '::1',
  'fe80::1',
  '::ffff:127.0.0.1',
  'x',
])('a listed name that leads to %s is not followed', (address) => {
  expect(isReachable(address)).toBe(false);
});

test.each(['10.1.2.3', '192.168.1.4', '195.12.1.1', '2a00::5'])('an EDMS may be at %s', (address) => {
  expect(isReachable(address)).toBe(true);
});
