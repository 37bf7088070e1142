import { isOutage, isTriedAnew } from './tried-anew';

test.each([
  ['OCSP_UNREACHABLE', true, true],
  ['REVOCATION_UNKNOWN', true, true],
  ['NETWORK', true, true],
  ['CHALLENGE_EXPIRED', false, true],
  ['CERTIFICATE_EXPIRED', false, false],
  ['NOT_FOR_AUTHENTICATION', false, false],
  ['OCSP_RESPONDER_NOT_ALLOWED', false, false],
])('%s: an outage %s, tried with the same key %s', (code, outage, anew) => {
  expect([isOutage({ code }), isTriedAnew({ code })]).toEqual([outage, anew]);
});
