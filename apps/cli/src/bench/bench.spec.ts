import { readBenchArgs } from './bench.js';

test('everything is measured, or the checking of signatures alone; in full, or for a first impression', () => {
  expect(readBenchArgs([])).toEqual({ signingOnly: false, quick: false });
  expect(readBenchArgs(['--quick'])).toEqual({ signingOnly: false, quick: true });
  expect(readBenchArgs(['signing'])).toEqual({ signingOnly: true, quick: false });
  expect(readBenchArgs(['signing', '--quick'])).toEqual({ signingOnly: true, quick: true });
});

test.each([[['uploads']], [['--slow']], [['--quick', '--quick']], [['signing', '--quick', 'more']]])(
  '%j is no way to measure',
  (args) => {
    expect(() => readBenchArgs(args)).toThrow('Say ./portal bench');
  },
);
