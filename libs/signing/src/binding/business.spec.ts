import { SigningKit } from '../refusals/refusals.fixture.js';
import { checkSigner } from './business.js';

/** Who is expected, and has signed; who is not is in the table of refusals. */

let kit: SigningKit;
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());

test.each([
  ['the account and its body', '000140001234'],
  ['the account of somebody without a body', null],
])('%s', async (_, bin) => {
  expect(
    checkSigner(await kit.verify(), { iin: '800101300123', bin, fullName: 'Әлиев Болат Серікұлы' }),
  ).toBe(null);
});
