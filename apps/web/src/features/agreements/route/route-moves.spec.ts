import type { RouteBody } from '#contracts';
import { addStage, addStep, choicesIn, moveStage, moveStep, removeStep, setOrder } from './route-moves';

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
