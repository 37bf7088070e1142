import { type InboxItem, SIGNING_VERBS } from '#contracts';
import { isSigned, SIGNED } from './signed';

const item = (parts: Partial<InboxItem>) => ({ verb: 'give_visa', waitsSince: null, ...parts }) as InboxItem;

test('what is decided with a key can be signed, until it was signed', () => {
  expect(isSigned(item({}))).toBe(true);
  expect(isSigned(item({ verb: 'agree_draft' }))).toBe(false);
  expect(isSigned(item({ waitsSince: '2026-11-20T05:00:00.000Z' }))).toBe(false);
});

test('what is signed here is what the portal takes for signed', () => {
  expect(SIGNED).toEqual(SIGNING_VERBS);
});
