import { base64Of, bytesOf } from './base64';

test('bytes come back as they were, also those above 127', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, place) => place);
  expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect([...bytesOf(base64Of(bytes))]).toEqual([...bytes]);
});
