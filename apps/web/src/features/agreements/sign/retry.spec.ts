import { ApiError } from '../../../api/api-error';
import { preparationRetryOf, retryOf } from './retry';
import { failureOf } from './sign-failure';

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
  ['the initiator withdrew it for good', new ApiError('ACT_WITHDRAWN', {}, 409), 'none'],
  ['the body is asked no more', new ApiError('REVIEW_WITHDRAWN', {}, 409), 'none'],
  ['the one before took his decision back', new ApiError('STEP_TAKEN_BACK', {}, 409), 'none'],
  ['he had his part in another capacity', new ApiError('FOUR_EYES', {}, 409), 'none'],
  ['somebody was first', new ApiError('CONFLICT', {}, 409), 'none'],
  ['one by the same key waits', new ApiError('SIGNATURE_WAITS', {}, 409), 'none'],
] as const)('where %s, it is tried again from: %#', (_why, error, retry) => {
  expect(retryOf(error)).toBe(retry);
});

test('a refusal keeps what its words name', () => {
  const { values } = failureOf(new ApiError('ACT_WITHDRAWN', { by: 'Әлиасқаров Н.' }, 409));
  expect(values).toEqual({ by: 'Әлиасқаров Н.' });
});

test('what could not be prepared is prepared again, unless it is over', () => {
  expect(preparationRetryOf(new ApiError('NETWORK'))).toBe('prepare');
  expect(preparationRetryOf(new ApiError('ACT_RECALLED', {}, 409))).toBe('none');
});
