import type { Translate } from '../../../i18n/i18n';
import { pointWords } from './point-words';

const said: Translate = (id, values) => `${id} ${Object.values(values ?? {}).join('|')}`;

test('a sub-point is named with its point; whatever else was typed, as it was', () => {
  expect(pointWords(said, '12, 2)')).toBe('agreements.subPoint 12|2)');
  expect(pointWords(said, '15-1, 2-1)')).toBe('agreements.subPoint 15-1|2-1)');
  expect(pointWords(said, '7')).toBe('agreements.point 7');
  expect(pointWords(said, '3, 4')).toBe('agreements.point 3, 4');
});
