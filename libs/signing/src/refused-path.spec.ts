import {
  basicConstraints,
  certificatePolicies,
  der,
  extendedKeyUsage,
  keyUsage,
  makeExtension,
  makeName,
  OID,
  ROLES,
  USAGE,
} from '#certification-centre';
import { checkSigner } from './business.js';
import { ROLE_OIDS, readCertificate } from './certificate.js';
import { readCrl } from './crl.js';
import { type Refusal, SigningKit, testRefusals } from './refusals.fixture.js';

/** What is refused for the certificates' path, their purpose, their revocation, or the person they name. */

let kit: SigningKit;
beforeAll(async () => {
  kit = await SigningKit.create();
}, 30_000);
afterAll(() => kit.remove());

const CA_USAGE = keyUsage(USAGE.keyCertSign, USAGE.cRLSign);
const SIGNING_USAGE = keyUsage(USAGE.digitalSignature, USAGE.nonRepudiation);

const OTHER_NAME = makeName([[OID.country, 'XX']]);
const permittedSubtrees = (base: Buffer) =>
  makeExtension('2.5.29.30', true, der.sequence(der.tagged(0, der.sequence(base))));
/** issuingDistributionPoint of a list. */
const scope = (field: Buffer) => makeExtension('2.5.29.28', true, der.sequence(field));

/** A signature by an employee of a false authority, which comes along. */
const below =
  (extensions: Buffer[], oddity: Parameters<SigningKit['pki']['authority']>[1] = {}) =>
  (k: SigningKit) => {
    const by = k.pki.authority(extensions, { by: k.pki.centre.root, ...oddity });
    return { signature: k.signBy(k.pki.employee({ by }), [by.certificate]) };
  };

const path: Refusal[] = [
  {
    name: 'ended yesterday',
    code: 'CERTIFICATE_EXPIRED',
    make: (k) => ({ signature: k.signBy(k.pki.employee({ notAfter: k.pki.days(-1) })) }),
  },
  {
    name: 'begins tomorrow',
    code: 'CERTIFICATE_NOT_YET_VALID',
    make: (k) => ({ signature: k.signBy(k.pki.employee({ notBefore: k.pki.days(1) })) }),
  },
  {
    name: 'the issuing centre has ended',
    code: 'ISSUER_EXPIRED',
    make: (k) => below([basicConstraints(true), CA_USAGE], { notAfter: k.pki.days(-1) })(k),
  },
  {
    name: 'the issuing centre has not begun',
    code: 'ISSUER_NOT_YET_VALID',
    make: (k) => below([basicConstraints(true), CA_USAGE], { notBefore: k.pki.days(1) })(k),
  },
  { name: 'issued by an employee', code: 'ISSUER_NOT_CA', make: below([SIGNING_USAGE]) },
  {
    name: 'issued by one whose constraints deny it',
    code: 'ISSUER_NOT_CA',
    make: below([basicConstraints(false), CA_USAGE]),
  },
  {
    name: 'issued by a centre that may only sign lists',
    code: 'ISSUER_KEY_USAGE_WRONG',
    make: below([basicConstraints(true), keyUsage(USAGE.cRLSign)]),
  },
  {
    name: 'a centre below one that allows none below it',
    code: 'PATH_LENGTH_EXCEEDED',
    make: (k) => below([basicConstraints(true), CA_USAGE], { by: k.pki.centre.issuing })(k),
  },
  {
    name: 'a false root of the same name',
    code: 'PATH_UNTRUSTED',
    make: (k) => {
      const extensions = [basicConstraints(true), CA_USAGE];
      const name = [
        [OID.country, 'KZ'],
        [OID.commonName, 'TEST Негізгі куәландырушы орталық'],
      ] as const;
      const by = k.pki.authority(extensions, { name });
      return { signature: k.signBy(k.pki.employee({ by }), [by.certificate]) };
    },
  },
  {
    name: 'a false issuing centre of the same name, without its certificate',
    code: 'CERTIFICATE_SIGNATURE_WRONG',
    make: (k) => {
      const { issuing } = k.pki.centre;
      const signer = k.pki.employee({ by: { ...issuing, key: k.pki.keys.other.key } });
      return { signature: k.signBy(signer) };
    },
  },
  {
    name: 'an issuer that nobody knows',
    code: 'PATH_INCOMPLETE',
    make: (k) => ({ signature: k.sign(), trust: { intermediates: [] } }),
  },
  { name: 'no root is trusted', code: 'PATH_INCOMPLETE', make: () => ({ trust: { roots: [] } }) },
  {
    name: 'a root that says TEST, in production',
    code: 'TEST_ROOT_REFUSED',
    make: () => ({ trust: { refuseTestRoots: true } }),
  },
  {
    name: 'a certificate signed by SHA-1',
    code: 'CERTIFICATE_DIGEST_WEAK',
    make: (k) => ({ signature: k.signBy(k.pki.employee({ digest: 'sha1' })) }),
  },
  {
    name: 'an issuing centre with an RSA-1024 key',
    code: 'RSA_KEY_TOO_SHORT',
    make: (k) => below([basicConstraints(true), CA_USAGE], { pair: k.pki.keys.short })(k),
  },
  {
    name: 'an extension twice',
    code: 'EXTENSION_DUPLICATE',
    make: (k) => ({ signature: k.signBy(k.pki.employee({ extensions: [SIGNING_USAGE, SIGNING_USAGE] })) }),
  },
  {
    name: 'a critical extension that is not understood',
    code: 'EXTENSION_CRITICAL_UNKNOWN',
    make: (k) => {
      const unknown = makeExtension('1.2.398.99.1', true, der.nothing());
      return { signature: k.signBy(k.pki.employee({ extensions: [SIGNING_USAGE, unknown] })) };
    },
  },
  {
    name: 'a centre that may name others only',
    code: 'NAME_NOT_PERMITTED',
    make: below([basicConstraints(true), CA_USAGE, permittedSubtrees(der.tagged(4, OTHER_NAME))]),
  },
  {
    name: 'a constraint on names of a form that cannot be compared',
    code: 'NAME_CONSTRAINT_UNSUPPORTED',
    make: (k) => {
      const registered = der.taggedPrimitive(8, der.oid('1.2.398').subarray(2));
      const by = k.pki.authority([basicConstraints(true), CA_USAGE, permittedSubtrees(registered)], {
        by: k.pki.centre.root,
      });
      const names = makeExtension('2.5.29.17', false, der.sequence(registered));
      const signer = k.pki.employee({ by, extensions: [SIGNING_USAGE, names] });
      return { signature: k.signBy(signer, [by.certificate]) };
    },
  },
  {
    name: 'another policy',
    code: 'POLICY_MISSING',
    make: () => ({ purpose: { policies: ['1.2.398.3.3.2.9'] } }),
  },
  {
    name: 'a policy that the centre above does not have',
    code: 'POLICY_MISSING',
    make: (k) => ({
      ...below([basicConstraints(true), CA_USAGE, certificatePolicies('1.2.398.3.3.2.9')])(k),
      purpose: { policies: ['1.2.398.3.3.2.1'] },
    }),
  },
  {
    name: 'a centre that equates any policy with one',
    code: 'POLICY_MAPPING_WRONG',
    make: below([
      basicConstraints(true),
      CA_USAGE,
      makeExtension(
        '2.5.29.33',
        true,
        der.sequence(der.sequence(der.oid('2.5.29.32.0'), der.oid('1.2.398.3.3.2.1'))),
      ),
    ]),
  },
  {
    name: 'a certificate beside the path that nobody here has signed',
    code: 'EMBEDDED_CERTIFICATE_WRONG',
    make: (k) => {
      const stranger = k.pki.authority([], { pair: k.pki.keys.employee });
      const by = { ...stranger, name: makeName([[OID.commonName, 'nobody']]) };
      return { signature: k.signBy(k.signer, [k.pki.employee({ by }).certificate]) };
    },
  },
  {
    name: 'two centres that vouch for each other',
    code: 'PATH_INCOMPLETE',
    make: (k) => {
      const extensions = [basicConstraints(true), CA_USAGE];
      const first = k.pki.authority(extensions, { name: [[OID.commonName, 'first']] });
      const second = k.pki.authority(extensions, {
        name: [[OID.commonName, 'second']],
        pair: k.pki.keys.employee,
        by: first,
      });
      const by = k.pki.authority(extensions, { name: [[OID.commonName, 'first']], by: second });
      return { signature: k.signBy(k.pki.employee({ by }), [by.certificate, second.certificate]) };
    },
  },
  {
    name: 'a hundred and fifty centres of one name, none of which is the issuer',
    code: 'PATH_TOO_COMPLEX',
    make: (k) => {
      const extensions = [basicConstraints(true), CA_USAGE];
      const first = k.pki.authority(extensions);
      const others = Array.from({ length: 150 }, () => k.pki.authority(extensions, { by: first }));
      const intermediates = others.map(({ certificate }) => readCertificate(certificate));
      const signer = k.pki.employee({ by: { ...first, key: k.pki.keys.employee.key } });
      return { signature: k.signBy(signer), trust: { intermediates } };
    },
  },
];

const purpose: Refusal[] = [
  {
    name: 'signed by a certification centre',
    code: 'SIGNER_IS_CA',
    make: (k) => ({
      signature: k.signBy(k.pki.employee({ extensions: [basicConstraints(true), SIGNING_USAGE] })),
    }),
  },
  {
    name: 'an authentication certificate',
    code: 'NOT_FOR_SIGNING',
    make: (k) => {
      const extensions = [
        keyUsage(USAGE.digitalSignature, USAGE.keyEncipherment),
        extendedKeyUsage(OID.clientAuthentication),
      ];
      return { signature: k.signBy(k.pki.employee({ extensions })) };
    },
  },
  {
    name: 'a certificate that names no use',
    code: 'NOT_FOR_SIGNING',
    make: (k) => ({ signature: k.signBy(k.pki.employee({ extensions: [certificatePolicies('1.2.3')] })) }),
  },
  {
    name: "an employee's certificate where the head must sign",
    code: 'ROLE_MISSING',
    make: (k) => {
      const extensions = [SIGNING_USAGE, extendedKeyUsage(OID.emailProtection, ...ROLES.employee)];
      return { signature: k.signBy(k.pki.employee({ extensions })), purpose: { roles: [ROLE_OIDS.head] } };
    },
  },
];

/** Trust whose list of the issuing centre is another. */
const listed = (oddity: Parameters<SigningKit['pki']['crl']>[1], k: SigningKit) => ({
  trust: {
    crls: [readCrl(k.pki.crl(k.pki.centre.root)), readCrl(k.pki.crl(k.pki.centre.issuing, oddity))],
  },
});

const revocation: Refusal[] = [
  {
    name: 'revoked yesterday',
    code: 'CERTIFICATE_REVOKED',
    make: (k) => listed({ revoked: [{ serial: k.signer.serial, date: k.pki.days(-1) }] }, k),
  },
  {
    name: 'revoked, by a list that is out of date',
    code: 'CERTIFICATE_REVOKED',
    make: (k) => {
      const revoked = [{ serial: k.signer.serial, date: k.pki.days(-20) }];
      return listed({ revoked, thisUpdate: k.pki.days(-10), nextUpdate: k.pki.days(-3) }, k);
    },
  },
  {
    name: 'the issuing centre is revoked',
    code: 'ISSUER_REVOKED',
    make: (k) => {
      const { root, issuing } = k.pki.centre;
      const serial = Buffer.from(readCertificate(issuing.certificate).serial, 'hex');
      const crl = k.pki.crl(root, { revoked: [{ serial, date: k.pki.days(-1) }] });
      return { trust: { crls: [readCrl(crl), readCrl(k.pki.crl(issuing))] } };
    },
  },
  { name: 'no list at all', code: 'REVOCATION_UNKNOWN', make: () => ({ trust: { crls: [] } }) },
  {
    name: 'no list of the root',
    code: 'REVOCATION_UNKNOWN',
    make: (k) => ({ trust: { crls: [readCrl(k.pki.crl(k.pki.centre.issuing))] } }),
  },
  {
    name: 'a list that cannot be read',
    code: 'CRL_MALFORMED',
    make: () => ({ trust: { crls: [], hasMalformedCrl: true } }),
  },
  { name: 'out of date', code: 'CRL_STALE', make: (k) => listed({ nextUpdate: k.pki.days(-0.5) }, k) },
  {
    name: 'from the future',
    code: 'CRL_NOT_YET_VALID',
    make: (k) => listed({ thisUpdate: k.pki.days(1) }, k),
  },
  {
    name: 'made by another key',
    code: 'CRL_SIGNATURE_WRONG',
    make: (k) => listed({ issuerKey: k.pki.keys.other.key }, k),
  },
  {
    name: 'made by another key, and saying "revoked": still nothing is known',
    code: 'CRL_SIGNATURE_WRONG',
    make: (k) =>
      listed(
        {
          issuerKey: k.pki.keys.other.key,
          revoked: [{ serial: k.signer.serial, date: k.pki.days(-1) }],
        },
        k,
      ),
  },
  {
    name: 'a delta list',
    code: 'CRL_UNSUPPORTED',
    make: (k) => listed({ extensions: [makeExtension('2.5.29.27', true, der.integer(1))] }, k),
  },
  {
    name: 'a list for the compromise of keys only',
    code: 'CRL_REASONS_MISSING',
    make: (k) => listed({ extensions: [scope(der.taggedPrimitive(3, Buffer.from([6, 0x40])))] }, k),
  },
  {
    name: 'a list of revoked centres',
    code: 'CRL_OUT_OF_SCOPE',
    make: (k) => listed({ extensions: [scope(der.taggedPrimitive(2, Buffer.from([0xff])))] }, k),
  },
  {
    name: 'a list that says something critical that is not understood',
    code: 'CRL_UNSUPPORTED',
    make: (k) => listed({ extensions: [makeExtension('1.2.398.99.1', true, der.nothing())] }, k),
  },
  {
    name: 'by a centre that may not sign lists',
    code: 'CRL_ISSUER_NOT_ALLOWED',
    make: (k) => {
      const by = k.pki.authority([basicConstraints(true), keyUsage(USAGE.keyCertSign)], {
        by: k.pki.centre.root,
      });
      return {
        signature: k.signBy(k.pki.employee({ by }), [by.certificate]),
        trust: { crls: [readCrl(k.pki.crl(by)), readCrl(k.pki.crl(k.pki.centre.root))] },
      };
    },
  },
];

describe('path', () => testRefusals(() => kit, path));
describe('purpose', () => testRefusals(() => kit, purpose));
describe('revocation', () => testRefusals(() => kit, revocation));

describe('the person', () => {
  const iin = '800101300123';
  const bin = '000140001234';

  test.each([
    { name: 'the account and its body', expected: { iin, bin }, code: null },
    { name: 'the account of somebody without a body', expected: { iin, bin: null }, code: null },
    { name: "another's IIN", expected: { iin: '800101300124', bin }, code: 'IIN_MISMATCH' },
    { name: "another body's BIN", expected: { iin, bin: '000140001235' }, code: 'BIN_MISMATCH' },
  ])('$name: $code', async ({ expected, code }) => {
    expect(checkSigner(await kit.verify(), expected)).toBe(code);
  });

  test('a certificate without IIN is nobody’s', async () => {
    const signature = kit.signBy(kit.pki.employee({ name: [[OID.commonName, 'ӘЛИЕВ БОЛАТ']] }));
    expect(checkSigner(await kit.verify({ signature }), { iin, bin: null })).toBe('IIN_MISMATCH');
  });

  test('two who signed together are not the one who is expected', async () => {
    const second = kit.pki.employee({ pair: kit.pki.keys.other });
    const signature = kit.sign(
      {},
      {
        signerInfos: [kit.signerInfo(), kit.signerInfo({}, second)],
        certificates: [kit.signer.certificate, second.certificate],
      },
    );
    const report = await kit.verify({ signature });
    expect(report.verdict).toBe('VALID');
    expect(checkSigner(report, { iin, bin })).toBe('MORE_THAN_ONE_SIGNER');
  });
});
