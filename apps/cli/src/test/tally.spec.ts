import { add, type JestReport, lastLine, NOTHING, tallyCheck, tallyJest } from './tally.js';

const file = (name: string, statuses: string[], message = ''): JestReport['testResults'][number] => ({
  name,
  message,
  assertionResults: statuses.map((status, index) => ({
    status,
    fullName: `test ${index}`,
    failureMessages: status === 'failed' ? ['expected 1, got 2'] : [],
  })),
});

describe('the count of a test run', () => {
  test('counts each test and tells which failed and why', () => {
    const tally = tallyJest({
      testResults: [file('a.spec.ts', ['passed', 'failed']), file('b.spec.ts', ['passed'])],
    });
    expect(tally).toMatchObject({ passed: 2, failed: 1 });
    expect(tally.failures[0]).toContain('a.spec.ts\n  test 1\nexpected 1, got 2');
  });

  test('counts a file that does not even load as one failure', () => {
    const tally = tallyJest({ testResults: [file('broken.spec.ts', [], 'SyntaxError: x')] });
    expect(tally).toEqual({ passed: 0, failed: 1, failures: ['broken.spec.ts\nSyntaxError: x'] });
  });

  test('does not count what was not run as passed', () => {
    expect(tallyJest({ testResults: [file('a.spec.ts', ['pending', 'todo'])] })).toMatchObject({
      passed: 0,
      failed: 0,
    });
  });

  test('counts a check by its exit status, and shows what it said', () => {
    expect(tallyCheck('lint', 0, 'fine')).toMatchObject({ passed: 1, failed: 0 });
    expect(tallyCheck('lint', 1, 'line 3')).toEqual({ passed: 0, failed: 1, failures: ['lint\nline 3'] });
    expect(tallyCheck('lint', null, '')).toMatchObject({ passed: 0, failed: 1 });
  });

  test('ends with one line over all', () => {
    const all = [tallyCheck('a', 0, ''), tallyCheck('b', 2, 'x'), tallyCheck('c', 0, '')].reduce(
      add,
      NOTHING,
    );
    expect(lastLine(all)).toBe('2 passed, 1 failed');
  });
});
