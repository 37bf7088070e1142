import { ownTime } from '../refusals/refusals.fixture.js';
import { readObjects, readSignatureFile } from './pem.js';

/** Files are PEM or DER, and hostile ones cost no more than honest ones. */

const LABELS = ['CERTIFICATE'];
const block = (body: string, label = 'CERTIFICATE') =>
  Buffer.from(`-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`);

test('blocks with the labels wanted, whatever text is around them', () => {
  const file = Buffer.concat([
    Buffer.from('subject=TEST\n'),
    block('AAEC'),
    block('////', 'PRIVATE KEY'),
    Buffer.from('\r\nmore\r\n'),
    block('AwQF'),
  ]);
  expect(readObjects(file, LABELS)).toEqual([Buffer.from([0, 1, 2]), Buffer.from([3, 4, 5])]);
});

test('a block that ends as another is none', () => {
  const file = Buffer.from('-----BEGIN CERTIFICATE-----\nAAEC\n-----END X509 CRL-----\n');
  expect(readObjects(file, LABELS)).toEqual([]);
});

test('DER stays DER, though it holds what looks like PEM', () => {
  const text = block('AAEC'.repeat(20));
  const octets = Buffer.concat([Buffer.from([0x04, 0x81, text.length]), text]);
  const der = Buffer.concat([Buffer.from([0x30, 0x81, octets.length]), octets]);
  expect(readObjects(der, LABELS)).toEqual([der]);
});

test.each(['AAEC=AwQF', 'AA==BBBB', 'AAE', 'AAF='])('base64 that is not exact is refused: %s', (body) => {
  expect(() => readObjects(block(body), LABELS)).toThrow('the base64 is not exact');
});

test.each([
  ['white space without an end', `-----BEGIN CERTIFICATE-----${' '.repeat(2_000_000)}`],
  ['letters without an end', `-----BEGIN CERTIFICATE-----${'A'.repeat(2_000_000)}`],
  ['beginnings without an end', '-----BEGIN CERTIFICATE-----\n'.repeat(70_000)],
  ['dashes', '-----BEGIN '.repeat(200_000)],
])('%s are no work', (_, text) => {
  const time = ownTime(() => {
    expect(readObjects(Buffer.from(text), LABELS)).toEqual([]);
    expect(() => readSignatureFile(Buffer.from(text))).toThrow('NOT_ONE_PEM_OBJECT');
  });
  expect(time).toBeLessThan(500);
});
