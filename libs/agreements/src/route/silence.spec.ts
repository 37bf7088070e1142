import { makeText } from '#testing';
import { keptSilent, unansweredOf } from './outcomes.js';

const by = { id: 'p', fullName: 'Initiator', post: makeText('post'), unit: makeText('unit') };
const withdrawn = (at: string) => ({ by, at, reason: 'Себебі' });
const DUE = new Date('2026-03-20T13:30:00Z');

test.each([
  ['taken off after its term', DUE, withdrawn('2026-03-20T13:30:00.001Z'), true],
  ['taken off at the end of its term', DUE, withdrawn('2026-03-20T13:30:00.000Z'), false],
  ['taken off before a term was set', null, withdrawn('2026-05-20T13:30:00.000Z'), false],
  ['asked still', DUE, null, false],
])('775:20 a body %s: it kept silent %#', (_, dueAt, off, expected) => {
  expect(keptSilent({ dueAt, withdrawn: off })).toBe(expected);
});

test('775:20 of a body that was asked again what it says then counts, and nothing else is told of it', () => {
  const reviews = [
    { bodyId: 'finance', state: 'withdrawn' },
    { bodyId: 'justice', state: 'withdrawn' },
    { bodyId: 'finance', state: 'settled' },
  ] as const;
  expect(unansweredOf(reviews).map(({ bodyId }) => bodyId)).toEqual(['justice']);
});
