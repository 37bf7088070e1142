import { ApiError } from '../../../api/api-error';
import { preparationRetryOf, retryOf } from './retry';

const refused = (code: string) => new ApiError('SIGNATURE_REFUSED', { code }, 422);

test.each([
  ['the network is gone', new ApiError('NETWORK'), 'send'],
  ['the session is over', new ApiError('UNAUTHENTICATED', {}, 401), 'send'],
  ['what was prepared is too old', new ApiError('PREPARATION_EXPIRED', {}, 409), 'prepare'],
  ['the centre does not answer', refused('OCSP_UNREACHABLE'), 'prepare'],
  ['the key is another’s', refused('IIN_MISMATCH'), 'key'],
  ['the certificate has expired', refused('CERTIFICATE_EXPIRED'), 'key'],
  ['the initiator took it back', new ApiError('ACT_RECALLED', {}, 409), 'none'],
  ['somebody returned it', new ApiError('ACT_RETURNED', {}, 409), 'none'],
  ['somebody decided first', new ApiError('STEP_DECIDED', {}, 409), 'none'],
  ['it is not his turn', new ApiError('NOT_YOUR_TURN', {}, 409), 'none'],
  ['one by the same key waits', new ApiError('SIGNATURE_WAITS', {}, 409), 'none'],
] as const)('where %s, it is tried again from: %#', (_why, error, retry) => {
  expect(retryOf(error)).toBe(retry);
});

test('what could not be prepared is prepared again, unless it is over', () => {
  expect(preparationRetryOf(new ApiError('NETWORK'))).toBe('prepare');
  expect(preparationRetryOf(new ApiError('ACT_RECALLED', {}, 409))).toBe('none');
});
