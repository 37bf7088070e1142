import type { ActCard, Step } from '#contracts';
import type { Translate } from '../../../i18n/i18n';
import { nextWords } from './next-words';

const t: Translate = (id, values) => [id, ...Object.values(values ?? {})].join(' ');
const step = (kind: Step['kind'], state: Step['state'], ...names: string[]) =>
  ({ kind, state, assignees: names.map((fullName) => ({ fullName })) }) as Step;
const card = (...steps: Step[]) =>
  ({ version: { steps, bodyHead: { fullName: 'Head' }, number: 'X-1', reviews: [{}, {}] } }) as ActCard;

describe('what follows a signature', () => {
  test('775:64 after the visa: those who sign beside the head, where the route has them, and then the head', () => {
    const visa = step('legal_visa', 'done', 'Lawyer');
    expect(nextWords(t, card(visa, step('co_signature', 'open', 'Deputy')), visa)).toBe(
      'sign.next.signers Deputy',
    );
    expect(nextWords(t, card(visa, step('developer_signature', 'open', 'Head')), visa)).toBe(
      'sign.next.head Head',
    );
  });

  test('after the last signature the bodies have it', () => {
    const head = step('developer_signature', 'done', 'Head');
    expect(nextWords(t, card(head), head)).toBe('sign.next.bodies №\u00a0X-1 2');
  });

  test('775:22 a letter goes to the Office, an outcome to the developer: neither to the approving bodies', () => {
    const letter = step('letter_signature', 'done', 'Head');
    expect(nextWords(t, card(), letter)).toBe('sign.next.office');
    const outcome = step('body_signature', 'done', 'Head');
    expect(nextWords(t, card(), outcome)).toBe('sign.next.developer');
  });
});
