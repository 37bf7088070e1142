import { AnswerKit } from '../refusals/answers.fixture.js';
import { SigningKit } from '../refusals/refusals.fixture.js';
import { readCrl } from '../revocation/crl.js';

let kit: SigningKit;
let answers: AnswerKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
}, 30_000);
afterAll(() => kit.remove());

describe('stamps that count', () => {
  test.each([
    ['right in everything', {}],
    ['with SHA-512 throughout', { imprintDigest: 'sha512', digest: 'sha512' }],
    ['with a nonce', { nonce: Buffer.from([1, 2, 3]) }],
  ] as const)('%s', async (_, oddity) => {
    const { verdict, code, timeSource, judgedAt } = await kit.verify({ signature: answers.stamped(oddity) });
    expect({ verdict, code, timeSource }).toEqual({ verdict: 'VALID', code: null, timeSource: 'stamp' });
    // a stamp tells whole seconds
    expect(judgedAt).toBe(`${kit.pki.now.toISOString().slice(0, 19)}.000Z`);
  });

  test('that names its authority', async () => {
    const name = answers.nameOf(answers.stampAuthority);
    expect((await kit.verify({ signature: answers.stamped({ name }) })).verdict).toBe('VALID');
  });

  test('outlives the certificate, and its revocation', async () => {
    const muchLater = kit.pki.days(1000);
    const { issuing, root } = kit.pki.centre;
    const revoked = [{ serial: kit.signer.serial, date: kit.pki.days(1) }];
    const crls = [readCrl(kit.pki.crl(root)), readCrl(kit.pki.crl(issuing, { revoked }))];
    const bare = await kit.verify({ at: muchLater, trust: { crls } });
    expect(bare.code).toBe('CERTIFICATE_EXPIRED');
    const stamped = await kit.verify({ signature: answers.stamped(), at: muchLater, trust: { crls } });
    expect({ verdict: stamped.verdict, code: stamped.code }).toEqual({ verdict: 'VALID', code: null });
  });

  test('proves nothing for a signature of after the revocation', async () => {
    const { issuing, root } = kit.pki.centre;
    const revoked = [{ serial: kit.signer.serial, date: kit.pki.days(-1) }];
    const crls = [readCrl(kit.pki.crl(root)), readCrl(kit.pki.crl(issuing, { revoked }))];
    expect((await kit.verify({ signature: answers.stamped(), trust: { crls } })).code).toBe(
      'CERTIFICATE_REVOKED',
    );
  });

  test('a list that was made after the stamp covers it, while the certificate holds', async () => {
    const { issuing, root } = kit.pki.centre;
    const thisUpdate = kit.pki.days(5);
    const lists = [root, issuing].map((one) => readCrl(kit.pki.crl(one, { thisUpdate })));
    const verdict = async (at: Date) =>
      (await kit.verify({ signature: answers.stamped(), trust: { crls: lists }, at })).verdict;
    expect(await verdict(kit.pki.days(6))).toBe('VALID');
    expect(await verdict(kit.pki.days(4))).toBe('INDETERMINATE');
    expect(await verdict(kit.pki.days(1000))).toBe('INDETERMINATE');
  });
});
