import type { Translate } from '../../../i18n/i18n';
import { pointWords } from './point-words';

const said: Translate = (id, values) => `${id} ${values?.['point'] ?? ''}|${values?.['subPoint'] ?? ''}`;

test('a point and a sub-point are named as the orders name them; whatever says what it is, as it was typed', () => {
  expect(pointWords(said, '12, 2)')).toBe('agreements.subPoint 12|2)');
  expect(pointWords(said, '2)')).toBe('agreements.subPointAlone |2)');
  expect(pointWords(said, '7')).toBe('agreements.point 7|');
  expect(pointWords(said, '2-қосымша')).toBe('2-қосымша');
});
