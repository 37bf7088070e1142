import { placesOf } from './remark-place.js';
import type { FollowedPlace } from './remarks.js';

const remark = (
  id: string,
  part: { version?: number; point?: string; anchor?: string; fileId?: string },
) => ({
  id,
  version: part.version ?? 0,
  point: part.point ?? null,
  place: part.anchor ? { fileId: part.fileId ?? 'old', anchor: part.anchor, excerpt: '' } : null,
});
const moved = (id: string, anchor: string | null): FollowedPlace => ({
  id,
  state: anchor === null ? 'gone' : 'moved',
  fileId: 'new',
  version: 1,
  anchor,
  number: null,
});

test('remarks on one paragraph are at one place, whatever number they give it', () => {
  const items = [
    remark('a', { point: '7', anchor: 'p7' }),
    remark('b', { point: '7-тармақ', anchor: 'p7' }),
    remark('c', { point: '8', anchor: 'p8' }),
  ];
  expect(Object.fromEntries(placesOf(items, []))).toEqual({ a: 'a', b: 'a', c: 'c' });
});

test('775:19 those of two versions come together where the paragraph is now', () => {
  const items = [
    remark('a', { point: '7', anchor: 'p7' }),
    remark('b', { version: 1, point: '8', anchor: 'p8', fileId: 'new' }),
    remark('c', { version: 1, point: '7', anchor: 'other', fileId: 'new' }),
  ];
  const places = placesOf(items, [moved('a', 'p8'), moved('b', 'p8'), moved('c', 'other')]);
  expect(Object.fromEntries(places)).toEqual({ a: 'a', b: 'a', c: 'c' });
});

test('a paragraph that is gone stays the place that it was', () => {
  const items = [remark('a', { anchor: 'p7' }), remark('b', { anchor: 'p7' }), remark('c', { anchor: 'p9' })];
  const places = placesOf(items, [moved('a', null), moved('b', null), moved('c', 'p7')]);
  expect(Object.fromEntries(places)).toEqual({ a: 'a', b: 'a', c: 'c' });
});

test('free words are the paragraph of that number in the same version, or stand together', () => {
  const items = [
    remark('a', { point: '7', anchor: 'p7' }),
    remark('b', { point: '7' }),
    remark('c', { version: 1, point: '7' }),
    remark('d', { version: 2, point: '7' }),
    remark('e', {}),
  ];
  expect(Object.fromEntries(placesOf(items, []))).toEqual({ a: 'a', b: 'a', c: 'c', d: 'c' });
});
