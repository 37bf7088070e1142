import { execFileSync } from 'node:child_process';
import { processorSeconds } from './signing-figures.js';

test('processor time is that of the shell and of what it ran, user and system', () => {
  expect(processorSeconds('0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n')).toBeCloseTo(62.78);
});

test('this machine says it in the same form', () => {
  expect(processorSeconds(execFileSync('sh', ['-c', 'times'], { encoding: 'utf8' }))).toBeGreaterThanOrEqual(
    0,
  );
});

test('what is no time is no zero', () => {
  expect(() => processorSeconds('0m0.010s 0m0.020s')).toThrow('not times of a shell');
});
