import type { ActCard } from '#contracts';
import { isOver, type OpenForm } from './open-forms';

const card = (stepId: string, handOver = false) =>
  ({
    turn: [{ id: stepId }],
    can: { handOver },
    version: { suggestions: [] },
  }) as unknown as Pick<ActCard, 'turn' | 'can' | 'version'>;
const form = (stepId: string) => ({ form: 'return', step: { id: stepId } }) as OpenForm;

test('a form is over when its step is no longer the reader’s turn', () => {
  expect(isOver(card('a'), form('a'))).toBe(false);
  expect(isOver(card('b'), form('a'))).toBe(true);
});

test('handing over is over when it may not be done any more', () => {
  const handOver = { form: 'handOver' } as OpenForm;
  expect(isOver(card('a', true), handOver)).toBe(false);
  expect(isOver(card('a'), handOver)).toBe(true);
});

test('an opinion is returned as long as it is the reader’s turn to sum up', () => {
  const rework = { form: 'rework', step: { id: 'opinion' }, summing: { id: 'a' } } as OpenForm;
  expect(isOver(card('a'), rework)).toBe(false);
  expect(isOver(card('b'), rework)).toBe(true);
});
