import type { Step } from '#contracts';
import { developerPassages, groupParallel, lastReturn, reviewPassages } from './route-order';

let minute = 0;
function step(kind: Step['kind'], round: number, state: Step['state'] = 'done'): Step {
  minute += 1;
  return { kind, round, state, createdAt: `2026-11-20T05:${String(minute).padStart(2, '0')}:00Z` } as Step;
}
beforeEach(() => {
  minute = 0;
});
const kinds = (steps: readonly Step[]) => steps.map(({ kind, round }) => `${kind} ${round}`);

test('a draft that came back has no steps yet; the passage that was returned is behind it', () => {
  const steps = [step('unit_agreement', 1), step('legal_visa', 1, 'returned')];
  expect(developerPassages({ state: 'draft', steps })).toEqual({ now: [], earlier: steps });
});

test('sent again, the new passage stands alone (775:15)', () => {
  const steps = [step('unit_agreement', 1, 'returned'), step('unit_agreement', 2, 'open')];
  const { now, earlier } = developerPassages({ state: 'units', steps });
  expect(kinds(now)).toEqual(['unit_agreement 2']);
  expect(kinds(earlier)).toEqual(['unit_agreement 1']);
});

test('a return to the executor keeps registration, units and opinions (775:18)', () => {
  const steps = [
    step('registration', 1),
    step('assignment', 1),
    step('opinion', 1),
    step('outcome', 1),
    step('outcome_agreement', 1, 'returned'),
    step('outcome', 2, 'open'),
  ];
  const { now, earlier } = reviewPassages(steps);
  expect(kinds(now)).toEqual(['registration 1', 'assignment 1', 'opinion 1', 'outcome 2']);
  expect(kinds(earlier)).toEqual(['outcome 1', 'outcome_agreement 1']);
  expect(lastReturn(steps)).toBe(steps[4]);
});

test('an executor who asks one more unit is not stopped: the units stand together, and he after them (775:17)', () => {
  const asked = [step('assignment', 1), step('opinion', 1), step('outcome', 1, 'cancelled')];
  const { now, earlier } = reviewPassages([...asked, step('opinion', 1, 'open')]);
  expect(kinds(now)).toEqual(['assignment 1', 'opinion 1', 'opinion 1']);
  expect(earlier).toEqual([]);
});

test('an executor whose body was taken off the list is shown as stopped', () => {
  const steps = [step('assignment', 1), step('opinion', 1), step('outcome', 1, 'cancelled')];
  expect(reviewPassages(steps).now).toEqual(steps);
});

test('opinions that are asked at once are one group', () => {
  const groups = groupParallel([step('assignment', 1), step('opinion', 1), step('opinion', 1)]);
  expect(groups.map(kinds)).toEqual([['assignment 1'], ['opinion 1', 'opinion 1']]);
});
