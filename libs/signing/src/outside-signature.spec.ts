import { der, makeSignedData, toPem } from '#certification-centre';
import { outsideSignature } from '../../../apps/web/src/signing/outside-signature.js';
import { CONTENT, SigningKit } from './refusals/refusals.fixture.js';

/** What the browser makes of a signature by another program: the form that the server takes, or why not. */

let kit: SigningKit;
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());

/** The same signature as some programs write it: the outer lengths left open (BER), the rest in DER. */
function withOpenLengths(signature: Buffer): Buffer {
  const wrapper = signature.indexOf(0xa0);
  const lengthOctets = 1 + ((signature[wrapper + 1] ?? 0) & 0x80 ? (signature[wrapper + 1] ?? 0) & 0x7f : 0);
  const signedData = signature.subarray(wrapper + 1 + lengthOctets);
  const open = (tag: number, ...inner: Buffer[]) =>
    Buffer.concat([Buffer.from([tag, 0x80]), ...inner, Buffer.alloc(2)]);
  return open(0x30, der.oid('1.2.840.113549.1.7.2'), open(0xa0, signedData));
}

const attached = () => makeSignedData({ signerInfos: [], certificates: [], attached: CONTENT });

const verdictOn = async (text: string) =>
  (await kit.verify({ signature: Buffer.from(outsideSignature(text)), origin: 'ncalayer' })).code;

test.each([
  ['in base64', (der: Buffer) => der.toString('base64')],
  ['in the lines of PEM', (der: Buffer) => toPem('CMS', der)],
])('a detached signature %s is taken', async (_, form) => {
  expect(await verdictOn(form(kit.sign()))).toBeNull();
});

test('BER of indefinite length becomes DER, and what was signed stays as it was', async () => {
  expect(await verdictOn(withOpenLengths(kit.sign()).toString('base64'))).toBeNull();
});

test.each([
  ['NCALAYER_ATTACHED', 'the text inside', () => attached().toString('base64')],
  ['NCALAYER_ATTACHED', 'the text inside, in BER', () => withOpenLengths(attached()).toString('base64')],
  ['NCALAYER_ANSWER_WRONG', 'a text', () => 'not base64!'],
  ['NCALAYER_ANSWER_WRONG', 'nothing', () => ''],
  ['NCALAYER_ANSWER_WRONG', 'a certificate', () => kit.signer.certificate.toString('base64')],
  ['NCALAYER_ANSWER_WRONG', 'cut off', () => kit.sign().subarray(0, -10).toString('base64')],
  ['NCALAYER_ANSWER_WRONG', 'a number', () => 5],
])('%s: %s', (code, _, answer) => {
  expect(() => outsideSignature(answer())).toThrow(expect.objectContaining({ code }));
});
