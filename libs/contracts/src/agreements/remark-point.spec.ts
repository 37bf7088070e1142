import { namedPoint } from './remark-point.js';

test.each([
  ['12, 2)', { kind: 'sub_point_of', point: '12', subPoint: '2)' }],
  ['15-1, 2-1)', { kind: 'sub_point_of', point: '15-1', subPoint: '2-1)' }],
  ['2)', { kind: 'sub_point', subPoint: '2)' }],
  ['7', { kind: 'point', point: '7' }],
  ['7.', { kind: 'point', point: '7' }],
  ['3, 4', { kind: 'point', point: '3, 4' }],
  ['2-қосымша', { kind: 'words', words: '2-қосымша' }],
  ['преамбула', { kind: 'words', words: 'преамбула' }],
])('%s is named as the orders name it; whatever says what it is, as it was typed', (point, named) => {
  expect(namedPoint(point)).toEqual(named);
});
