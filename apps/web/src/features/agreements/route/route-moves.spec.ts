import type { RouteBody, Step } from '#contracts';
import {
  addStage,
  addStep,
  askedSigners,
  begunIn,
  choicesIn,
  fixedStages,
  moveStage,
  moveStep,
  pastStages,
  removeStep,
  setOrder,
} from './route-moves';

const empty: RouteBody = { stages: [], coSigners: { order: 'parallel', employeeIds: [] } };
const built = addStep(addStage(addStage(empty, 'unit:a'), 'superior:p'), 0, 'unit:b');
const shape = ({ stages }: RouteBody) =>
  stages.map(({ order, steps }) => [order, ...choicesIn({ ...empty, stages: [{ order, steps }] })]);

test('775:15 a route is built stage by stage', () => {
  expect(shape(built)).toEqual([
    ['parallel', 'unit:a', 'unit:b'],
    ['parallel', 'superior:p'],
  ]);
  expect(shape(setOrder(built, 0, 'sequence'))[0]).toEqual(['sequence', 'unit:a', 'unit:b']);
});

test('steps and stages change places, and stay where there is no other place', () => {
  expect(shape(moveStep(built, 0, 'unit:b', -1))[0]).toEqual(['parallel', 'unit:b', 'unit:a']);
  expect(shape(moveStep(built, 0, 'unit:b', 1))).toEqual(shape(built));
  expect(shape(moveStage(built, 1, -1))[0]).toEqual(['parallel', 'superior:p']);
  expect(shape(moveStage(built, 0, -1))).toEqual(shape(built));
});

test('the last step of a stage takes the stage with it', () => {
  expect(shape(removeStep(built, 1, 'superior:p'))).toEqual([['parallel', 'unit:a', 'unit:b']]);
});

describe('775:15 of a route that runs', () => {
  const step = (planKey: string | null, state: Step['state']) => ({ planKey, state }) as Step;

  test('what was taken stays with all that stands before it; what was cancelled or given back was not taken', () => {
    const begun = begunIn([step('unit:a', 'done'), step('unit:b', 'cancelled'), step(null, 'open')]);
    expect([...begun]).toEqual(['unit:a']);
    expect(fixedStages(built, begun)).toBe(1);
    expect(fixedStages(built, begunIn([step('superior:p', 'open')]))).toBe(2);
    expect(fixedStages(built, begunIn([step('unit:a', 'returned')]))).toBe(0);
  });

  test('a co-signer who was asked stays, in whichever state his signature is', () => {
    const begun = begunIn([step('signer:p', 'done'), step('signer:q', 'open'), step('superior:r', 'done')]);
    expect(askedSigners(['p', 'q', 'r', 's'], begun)).toEqual(['p', 'q']);
  });

  test('no stage comes once the visa or a signature was asked for', () => {
    expect(pastStages(begunIn([step('unit:a', 'done'), step('superior:p', 'open')]))).toBe(false);
    expect(pastStages(begunIn([step('unit:a', 'done'), step('legal_visa', 'open')]))).toBe(true);
  });
});
