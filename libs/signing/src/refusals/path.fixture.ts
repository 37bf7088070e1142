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
import { ROLE_OIDS, readCertificate } from '../certificates/certificate.js';
import { readCrl } from '../revocation/crl.js';
import type { SpoilSignature } from './bench.fixture.js';
import type { SigningKit } from './refusals.fixture.js';

/** What is refused for the certificates' path, their purpose or their revocation. */

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

export const path = {
  'ended yesterday': (k) => ({ signature: k.signBy(k.pki.employee({ notAfter: k.pki.days(-1) })) }),
  'begins tomorrow': (k) => ({ signature: k.signBy(k.pki.employee({ notBefore: k.pki.days(1) })) }),
  'the issuing centre has ended': (k) =>
    below([basicConstraints(true), CA_USAGE], { notAfter: k.pki.days(-1) })(k),
  'the issuing centre has not begun': (k) =>
    below([basicConstraints(true), CA_USAGE], { notBefore: k.pki.days(1) })(k),
  'issued by an employee': below([SIGNING_USAGE]),
  'issued by one whose constraints deny it': below([basicConstraints(false), CA_USAGE]),
  'issued by a centre that may only sign lists': below([basicConstraints(true), keyUsage(USAGE.cRLSign)]),
  'a centre below one that allows none below it': (k) =>
    below([basicConstraints(true), CA_USAGE], { by: k.pki.centre.issuing })(k),
  'a false root of the same name': (k) => {
    const extensions = [basicConstraints(true), CA_USAGE];
    const name = [
      [OID.country, 'KZ'],
      [OID.commonName, 'TEST Негізгі куәландырушы орталық'],
    ] as const;
    const by = k.pki.authority(extensions, { name });
    return { signature: k.signBy(k.pki.employee({ by }), [by.certificate]) };
  },
  'a false issuing centre of the same name, without its certificate': (k) => {
    const { issuing } = k.pki.centre;
    const signer = k.pki.employee({ by: { ...issuing, key: k.pki.keys.other.key } });
    return { signature: k.signBy(signer) };
  },
  'an issuer that nobody knows': (k) => ({ signature: k.sign(), trust: { intermediates: [] } }),
  'no root is trusted': () => ({ trust: { roots: [] } }),
  'a root that says TEST, in production': () => ({ trust: { refuseTestRoots: true } }),
  'a certificate signed by SHA-1': (k) => ({ signature: k.signBy(k.pki.employee({ digest: 'sha1' })) }),
  'an issuing centre with an RSA-1024 key': (k) =>
    below([basicConstraints(true), CA_USAGE], { pair: k.pki.keys.short })(k),
  'an extension twice': (k) => ({
    signature: k.signBy(k.pki.employee({ extensions: [SIGNING_USAGE, SIGNING_USAGE] })),
  }),
  'a critical extension that is not understood': (k) => {
    const unknown = makeExtension('1.2.398.99.1', true, der.nothing());
    return { signature: k.signBy(k.pki.employee({ extensions: [SIGNING_USAGE, unknown] })) };
  },
  'a centre that may name others only': below([
    basicConstraints(true),
    CA_USAGE,
    permittedSubtrees(der.tagged(4, OTHER_NAME)),
  ]),
  'a constraint on names of a form that cannot be compared': (k) => {
    const registered = der.taggedPrimitive(8, der.oid('1.2.398').subarray(2));
    const by = k.pki.authority([basicConstraints(true), CA_USAGE, permittedSubtrees(registered)], {
      by: k.pki.centre.root,
    });
    const names = makeExtension('2.5.29.17', false, der.sequence(registered));
    const signer = k.pki.employee({ by, extensions: [SIGNING_USAGE, names] });
    return { signature: k.signBy(signer, [by.certificate]) };
  },
  'another policy': () => ({ purpose: { policies: ['1.2.398.3.3.2.9'] } }),
  'a policy that the centre above does not have': (k) => ({
    ...below([basicConstraints(true), CA_USAGE, certificatePolicies('1.2.398.3.3.2.9')])(k),
    purpose: { policies: ['1.2.398.3.3.2.1'] },
  }),
  'a centre that equates any policy with one': below([
    basicConstraints(true),
    CA_USAGE,
    makeExtension(
      '2.5.29.33',
      true,
      der.sequence(der.sequence(der.oid('2.5.29.32.0'), der.oid('1.2.398.3.3.2.1'))),
    ),
  ]),
  'a certificate beside the path that nobody here has signed': (k) => {
    const stranger = k.pki.authority([], { pair: k.pki.keys.employee });
    const by = { ...stranger, name: makeName([[OID.commonName, 'nobody']]) };
    return { signature: k.signBy(k.signer, [k.pki.employee({ by }).certificate]) };
  },
  'two centres that vouch for each other': (k) => {
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
  'a hundred and fifty centres of one name, none of which is the issuer': (k) => {
    const extensions = [basicConstraints(true), CA_USAGE];
    const first = k.pki.authority(extensions);
    const others = Array.from({ length: 150 }, () => k.pki.authority(extensions, { by: first }));
    const intermediates = others.map(({ certificate }) => readCertificate(certificate));
    const signer = k.pki.employee({ by: { ...first, key: k.pki.keys.employee.key } });
    return { signature: k.signBy(signer), trust: { intermediates } };
  },
} satisfies Record<string, SpoilSignature>;

export const purpose = {
  'a certificate for signing where somebody signs in': () => ({ purpose: { use: 'authentication' } }),
  'signed by a certification centre': (k) => ({
    signature: k.signBy(k.pki.employee({ extensions: [basicConstraints(true), SIGNING_USAGE] })),
  }),
  'an authentication certificate': (k) => {
    const extensions = [
      keyUsage(USAGE.digitalSignature, USAGE.keyEncipherment),
      extendedKeyUsage(OID.clientAuthentication),
    ];
    return { signature: k.signBy(k.pki.employee({ extensions })) };
  },
  'a certificate for time stamps': (k) => ({
    signature: k.signBy(k.pki.employee({ extensions: [SIGNING_USAGE, extendedKeyUsage(OID.timeStamping)] })),
  }),
  'a certificate for a role and nothing else': (k) => ({
    signature: k.signBy(k.pki.employee({ extensions: [SIGNING_USAGE, extendedKeyUsage(...ROLES.head)] })),
  }),
  'a certificate that names no use': (k) => ({
    signature: k.signBy(k.pki.employee({ extensions: [certificatePolicies('1.2.3')] })),
  }),
  "an employee's certificate where the head must sign": (k) => {
    const extensions = [SIGNING_USAGE, extendedKeyUsage(OID.emailProtection, ...ROLES.employee)];
    return { signature: k.signBy(k.pki.employee({ extensions })), purpose: { roles: [ROLE_OIDS.head] } };
  },
} satisfies Record<string, SpoilSignature>;

/** Trust whose list of the issuing centre is another. */
const listed = (oddity: Parameters<SigningKit['pki']['crl']>[1], k: SigningKit) => ({
  trust: {
    crls: [readCrl(k.pki.crl(k.pki.centre.root)), readCrl(k.pki.crl(k.pki.centre.issuing, oddity))],
  },
});

export const revocation = {
  'revoked yesterday': (k) => listed({ revoked: [{ serial: k.signer.serial, date: k.pki.days(-1) }] }, k),
  'revoked, by a list that is out of date': (k) => {
    const revoked = [{ serial: k.signer.serial, date: k.pki.days(-20) }];
    return listed({ revoked, thisUpdate: k.pki.days(-10), nextUpdate: k.pki.days(-3) }, k);
  },
  'the issuing centre is revoked': (k) => {
    const { root, issuing } = k.pki.centre;
    const serial = Buffer.from(readCertificate(issuing.certificate).serial, 'hex');
    const crl = k.pki.crl(root, { revoked: [{ serial, date: k.pki.days(-1) }] });
    return { trust: { crls: [readCrl(crl), readCrl(k.pki.crl(issuing))] } };
  },
  'no list at all': () => ({ trust: { crls: [] } }),
  'no list of the root': (k) => ({ trust: { crls: [readCrl(k.pki.crl(k.pki.centre.issuing))] } }),
  'a list that cannot be read': () => ({ trust: { crls: [], hasMalformedCrl: true } }),
  'out of date': (k) => listed({ nextUpdate: k.pki.days(-0.5) }, k),
  'from the future': (k) => listed({ thisUpdate: k.pki.days(1) }, k),
  'made by another key': (k) => listed({ issuerKey: k.pki.keys.other.key }, k),
  'made by another key, and saying "revoked": still nothing is known': (k) =>
    listed(
      {
        issuerKey: k.pki.keys.other.key,
        revoked: [{ serial: k.signer.serial, date: k.pki.days(-1) }],
      },
      k,
    ),
  'a delta list': (k) => listed({ extensions: [makeExtension('2.5.29.27', true, der.integer(1))] }, k),
  'a list for the compromise of keys only': (k) =>
    listed({ extensions: [scope(der.taggedPrimitive(3, Buffer.from([6, 0x40])))] }, k),
  'a list of revoked centres': (k) =>
    listed({ extensions: [scope(der.taggedPrimitive(2, Buffer.from([0xff])))] }, k),
  'a list that says something critical that is not understood': (k) =>
    listed({ extensions: [makeExtension('1.2.398.99.1', true, der.nothing())] }, k),
  'by a centre that may not sign lists': (k) => {
    const by = k.pki.authority([basicConstraints(true), keyUsage(USAGE.keyCertSign)], {
      by: k.pki.centre.root,
    });
    return {
      signature: k.signBy(k.pki.employee({ by }), [by.certificate]),
      trust: { crls: [readCrl(k.pki.crl(by)), readCrl(k.pki.crl(k.pki.centre.root))] },
    };
  },
} satisfies Record<string, SpoilSignature>;
