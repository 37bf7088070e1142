import { assertPlainJson, MOST_DEPTH } from './json-body.js';

const look = (json: string, charset = 'utf-8') => assertPlainJson(Buffer.from(json), charset);
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('a body as deep as may be passes, one level more is refused', () => {
  expect(() => look(deep(MOST_DEPTH))).not.toThrow();
  expect(() => look(deep(MOST_DEPTH + 1))).toThrow('MALFORMED_REQUEST');
  expect(() => look('{"a":'.repeat(MOST_DEPTH + 1))).toThrow('MALFORMED_REQUEST');
});

test('how long it is does not matter', () => {
  expect(() => look(`[${'[],{},'.repeat(100_000)}0]`)).not.toThrow();
});

test.each([
  ['brackets', `["${'['.repeat(100)}"]`],
  ['a quote and brackets', `["\\"${'['.repeat(100)}"]`],
  ['a backslash at the end', `["\\\\",${'"[",'.repeat(100)}0]`],
  ['letters of several bytes', `["${'ұ['.repeat(100)}"]`],
])('texts with %s are no levels', (_, json) => {
  expect(() => JSON.parse(json)).not.toThrow();
  expect(() => look(json)).not.toThrow();
});

test('a text that ends too early hides nothing', () => {
  expect(() => look(`["\\\\"${'['.repeat(100)}`)).toThrow('MALFORMED_REQUEST');
});

test.each(['utf-16', 'utf-16le', 'utf-7', 'utf-32', 'windows-1251', ''])(
  'in %j nothing is read',
  (charset) => {
    expect(() => look('{}', charset)).toThrow('MALFORMED_REQUEST');
  },
);

test('four megabytes of brackets are refused at once', () => {
  const before = performance.now();
  expect(() => look(deep(2_000_000))).toThrow('MALFORMED_REQUEST');
  expect(performance.now() - before).toBeLessThan(500);
});
