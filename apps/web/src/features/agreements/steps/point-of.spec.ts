import type { TextParagraph } from '#contracts';
import { pointOf } from './point-of';

const paragraph = (kind: TextParagraph['kind'], number: string | null) =>
  ({ kind, number, text: 'x', anchor: `${kind} ${number}` }) as TextParagraph;

const text = [
  paragraph('paragraph', null),
  paragraph('point', '4.'),
  paragraph('sub_point', '1)'),
  paragraph('paragraph', null),
  paragraph('sub_point', '2)'),
  paragraph('part', null),
  paragraph('sub_point', '1)'),
];

test('775:17 a remark on a sub-point names the point too: "4, 2)" is not point 2', () => {
  expect(text.map((one) => pointOf(text, one))).toEqual([null, '4', '4, 1)', null, '4, 2)', null, '1)']);
});
