import { ApiError, isTransient, toApiError, waitBeforeRetry } from './api-error';

test('a refusal keeps its code, parameters, fields and trace id', () => {
  const refusal = toApiError(423, {
    type: 'about:blank',
    status: 423,
    code: 'ACCOUNT_LOCKED',
    params: { until: '2026-11-21T06:00:00.000Z' },
    traceId: '7f2210ab',
  });
  expect(refusal).toMatchObject({
    code: 'ACCOUNT_LOCKED',
    status: 423,
    traceId: '7f2210ab',
    params: { until: '2026-11-21T06:00:00.000Z' },
    fields: [],
  });
});

test('a code that this page does not know yet is said as a failure, with its trace id', () => {
  const refusal = toApiError(409, { code: 'NEWER_THAN_THIS_PAGE', params: {}, traceId: 'a1' });
  expect(refusal).toMatchObject({ code: 'INTERNAL', status: 409, traceId: 'a1' });
});

test.each([
  [502, '<html>Bad gateway</html>', 'UNAVAILABLE'],
  [404, undefined, 'INTERNAL'],
])('an answer %d that is not the portal’s own', (status, body, code) => {
  expect(toApiError(status, body)).toMatchObject({ code, status, traceId: null });
});

test('only silence, failures of the server and too much haste are asked again', () => {
  expect(isTransient(new ApiError('NETWORK'))).toBe(true);
  expect(isTransient(new ApiError('UNAVAILABLE', {}, 503))).toBe(true);
  expect(isTransient(new ApiError('RATE_LIMITED', { seconds: 3 }, 429))).toBe(true);
  expect(isTransient(new ApiError('TOO_MANY_REQUESTS', { seconds: 600 }, 429))).toBe(false);
  expect(isTransient(new ApiError('FORBIDDEN', {}, 403))).toBe(false);
  expect(isTransient(new ApiError('STEP_DECIDED', {}, 409))).toBe(false);
});

test('who asks too often waits as long as the portal says, others longer each time, nobody without end', () => {
  const hasty = new ApiError('RATE_LIMITED', { seconds: 3 }, 429);
  expect([0, 1].map((failures) => waitBeforeRetry(failures, hasty))).toEqual([3000, 4000]);
  expect([0, 1, 9].map((failures) => waitBeforeRetry(failures, new ApiError('NETWORK')))).toEqual([
    1000, 2000, 30_000,
  ]);
});
