import { readBenchArgs } from './bench.js';

test('everything is measured, or the checking of signatures or long lists alone; in full, or for a first impression', () => {
  expect(readBenchArgs([])).toEqual({ only: undefined, quick: false, million: false });
  expect(readBenchArgs(['--quick'])).toEqual({ only: undefined, quick: true, million: false });
  expect(readBenchArgs(['signing'])).toEqual({ only: 'signing', quick: false, million: false });
  expect(readBenchArgs(['signing', '--quick'])).toEqual({ only: 'signing', quick: true, million: false });
  expect(readBenchArgs(['lists', '--million'])).toEqual({ only: 'lists', quick: false, million: true });
});

test.each([
  [['uploads']],
  [['--slow']],
  [['--quick', '--quick']],
  [['signing', 'lists']],
  [['signing', '--quick', 'more']],
])('%j is no way to measure', (args) => {
  expect(() => readBenchArgs(args)).toThrow('Say ./portal bench');
});
