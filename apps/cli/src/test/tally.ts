/** What is read of the file that `jest --json --outputFile` writes. */
export interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** How many things were proven, and the text of those that failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

export const NOTHING: Tally = { passed: 0, failed: 0, failures: [] };

/** Counts every test; a file that could not be run at all counts as one that failed. */
export function tallyJest(report: JestReport): Tally {
  const failures: string[] = [];
  let passed = 0;
  for (const file of report.testResults) {
    const failedBefore = failures.length;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      if (test.status !== 'failed') continue;
      failures.push([`${file.name}\n  ${test.fullName}`, ...(test.failureMessages ?? [])].join('\n'));
    }
    const ranNothing = file.assertionResults.length === 0;
    if (ranNothing && failures.length === failedBefore) failures.push(`${file.name}\n${file.message}`);
  }
  return { passed, failed: failures.length, failures };
}

/** One check that a program made: passed by exit status 0. */
export function tallyCheck(name: string, status: number | null, output: string): Tally {
  if (status === 0) return { passed: 1, failed: 0, failures: [] };
  return { passed: 0, failed: 1, failures: [`${name}\n${output.trim() || `exit status ${status}`}`] };
}

export function add(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    failures: [...one.failures, ...other.failures],
  };
}

/** The last line of a test run. */
export function lastLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
