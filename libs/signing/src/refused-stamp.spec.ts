import { attribute, der, makeExtension, OID, stampAttribute } from '#certification-centre';
import { AnsweringServer, AnswerKit, eku } from './answers.fixture.js';
import { readCertificate } from './certificate.js';
import { readCrl } from './crl.js';
import { type Refusal, SigningKit, testRefusals } from './refusals.fixture.js';
import { StampClient } from './stamp-client.js';

let kit: SigningKit;
let answers: AnswerKit;
beforeAll(async () => {
  kit = await SigningKit.create();
  answers = new AnswerKit(kit);
}, 30_000);
afterAll(() => kit.remove());

const STAMP = '1.2.840.113549.1.9.16.2.14';
const CRITICAL = () => der.tagged(1, makeExtension('1.3.6.1.4.1.55555.1', true, der.nothing()));
const authority = (...args: Parameters<AnswerKit['service']>) => {
  const made = answers.service(...args);
  return { signature: answers.stamped({ authority: made }) };
};
const timeStamping = () => eku(OID.timeStamping, true);

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

const refused: Refusal[] = [
  {
    name: 'a stamp of another signature',
    code: 'STAMP_OF_ANOTHER_SIGNATURE',
    make: () => ({ signature: answers.stamped({ data: Buffer.from('other') }) }),
  },
  {
    name: 'an imprint by SHA-1',
    code: 'STAMP_DIGEST_WEAK',
    make: () => ({ signature: answers.stamped({ imprintDigest: 'sha1' }) }),
  },
  {
    name: 'a signature by SHA-1',
    code: 'STAMP_DIGEST_WEAK',
    make: () => ({ signature: answers.stamped({ digest: 'sha1' }) }),
  },
  {
    name: 'no certificate',
    code: 'STAMP_CERTIFICATE_MISSING',
    make: () => ({ signature: answers.stamped({ certificates: [] }) }),
  },
  {
    name: 'a certificate of somebody else',
    code: 'STAMP_CERTIFICATE_MISSING',
    make: (k) => ({ signature: answers.stamped({ certificates: [k.signer.certificate] }) }),
  },
  {
    name: 'attributes that name another certificate',
    code: 'STAMP_CERTIFICATE_MISMATCH',
    make: (k) => ({ signature: answers.stamped({ named: k.signer.certificate }) }),
  },
  {
    name: 'attributes that name none',
    code: 'STAMP_CERTIFICATE_MISMATCH',
    make: () => ({ signature: answers.stamped({ named: null }) }),
  },
  {
    name: 'another authority’s name',
    code: 'STAMP_CERTIFICATE_MISMATCH',
    make: (k) => ({ signature: answers.stamped({ name: k.pki.centre.issuing.name }) }),
  },
  {
    name: 'an employee as authority',
    code: 'STAMP_NOT_FOR_STAMPING',
    make: (k) => ({ signature: answers.stamped({ authority: k.signer }) }),
  },
  {
    name: 'a purpose that is not critical',
    code: 'STAMP_NOT_FOR_STAMPING',
    make: () => authority([eku(OID.timeStamping)]),
  },
  {
    name: 'another purpose beside it',
    code: 'STAMP_NOT_FOR_STAMPING',
    make: () => {
      const both = der.sequence(der.oid(OID.timeStamping), der.oid(OID.emailProtection));
      return authority([makeExtension(OID.extendedKeyUsage, true, both)]);
    },
  },
  {
    name: 'another key',
    code: 'STAMP_SIGNATURE_WRONG',
    make: (k) => {
      const { key } = k.pki.keys.employee;
      return { signature: answers.stamped({ authority: { ...answers.stampAuthority, key } }) };
    },
  },
  {
    name: 'an authority that is not trusted',
    code: 'STAMP_UNTRUSTED',
    make: (k) => ({
      signature: answers.stamped(),
      trust: { stampRoots: [readCertificate(k.pki.authority([]).certificate)] },
    }),
  },
  {
    name: 'an authority whose certificate had ended',
    code: 'STAMP_UNTRUSTED',
    make: (k) => authority([timeStamping()], { notAfter: k.pki.days(-1) }),
  },
  {
    name: 'an authority whose certificate was not valid yet',
    code: 'STAMP_UNTRUSTED',
    make: (k) => authority([timeStamping()], { notBefore: k.pki.days(1) }),
  },
  {
    name: 'roots of the test centre in production',
    code: 'STAMP_UNTRUSTED',
    make: () => ({ signature: answers.stamped(), trust: { refuseTestRoots: true } }),
  },
  {
    name: 'an authority that was revoked',
    code: 'STAMP_REVOKED',
    make: (k) => {
      const { root, issuing } = k.pki.centre;
      const revoked = [{ serial: answers.stampAuthority.serial, date: k.pki.days(-1) }];
      const crls = [readCrl(k.pki.crl(root)), readCrl(k.pki.crl(issuing, { revoked }))];
      return { signature: answers.stamped(), trust: { crls } };
    },
  },
  {
    name: 'a time that has not come',
    code: 'STAMP_FROM_THE_FUTURE',
    make: (k) => ({ signature: answers.stamped({ time: k.pki.days(1) }) }),
  },
  {
    name: 'a critical extension that is not known',
    code: 'STAMP_MALFORMED',
    make: () => ({ signature: answers.stamped({ fields: [CRITICAL()] }) }),
  },
  {
    name: 'a field that does not belong there',
    code: 'STAMP_MALFORMED',
    make: () => ({ signature: answers.stamped({ fields: [der.utf8('more')] }) }),
  },
  {
    name: 'a version that does not fit',
    code: 'STAMP_MALFORMED',
    make: () => ({ signature: answers.stamped({ version: 1 }) }),
  },
  {
    name: 'something else as stamp',
    code: 'STAMP_MALFORMED',
    make: (k) => ({ signature: answers.withToken(k.sign()) }),
  },
  {
    name: 'nothing as stamp',
    code: 'STAMP_MALFORMED',
    make: () => ({ signature: answers.withToken(der.sequence()) }),
  },
  {
    name: 'two stamps in one attribute',
    code: 'UNSIGNED_ATTRIBUTE_UNSUPPORTED',
    make: (k) => ({ signature: k.sign({ unsigned: [attribute(STAMP, answers.stamp(), answers.stamp())] }) }),
  },
  {
    name: 'two attributes with a stamp',
    code: 'UNSIGNED_ATTRIBUTE_UNSUPPORTED',
    make: (k) => {
      const one = stampAttribute(answers.stamp());
      return { signature: k.sign({ unsigned: [one, one] }) };
    },
  },
];

describe('stamps that do not', () => testRefusals(() => kit, refused));

describe('an authority that gives none', () => {
  let server: AnsweringServer;
  beforeAll(async () => {
    server = await AnsweringServer.start();
  });
  afterAll(() => server.close());

  const granted = (token: Buffer) => der.sequence(der.sequence(der.integer(0)), token);
  const rows: [string, string, () => { status?: number; body?: Buffer }][] = [
    ['is down', 'STAMP_UNREACHABLE', () => ({ status: 502 })],
    ['refuses', 'STAMP_NOT_GIVEN', () => ({ body: der.sequence(der.sequence(der.integer(2))) })],
    ['grants nothing', 'STAMP_NOT_GIVEN', () => ({ body: der.sequence(der.sequence(der.integer(0))) })],
    ['answers with a page', 'STAMP_NOT_GIVEN', () => ({ body: Buffer.from('<html></html>') })],
    [
      'stamps something else',
      'STAMP_NOT_GIVEN',
      () => ({ body: granted(answers.stamp({ data: Buffer.from('other') })) }),
    ],
    [
      'plays back an old stamp',
      'STAMP_NONCE_MISMATCH',
      () => ({ body: granted(answers.stamp({ nonce: Buffer.from([5]), data: VALUE })) }),
    ],
    ['repeats no nonce', 'STAMP_NONCE_MISMATCH', () => ({ body: granted(answers.stamp({ data: VALUE })) })],
  ];
  const VALUE = Buffer.from('a signature value');
  test.each(rows)('%s: %s', async (_, code, answer) => {
    server.answer = answer;
    const trust = kit.trust();
    const client = new StampClient(server.url);
    const asked = client.stamp(VALUE, { ...trust, stampRoots: trust.roots }, kit.pki.now);
    await expect(asked).rejects.toMatchObject({ code });
  });
});
