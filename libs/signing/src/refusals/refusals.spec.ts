import { SIGNATURE_CODES, type SignatureCode, type Verdict } from '../codes.js';
import { type Found, RefusalBench } from './bench.fixture.js';
import { responders } from './ocsp.fixture.js';
import { engines, files, outside, person, trust } from './other.fixture.js';
import { path, purpose, revocation } from './path.fixture.js';
import { authorities, stamps } from './stamp.fixture.js';
import { algorithms, certificates, encoding, structure } from './structure.fixture.js';
import { attributes, values } from './value.fixture.js';

/** Everything that is refused, in the order of the checks: what is spoilt, the verdict, and the code. */

type Refused = `${Exclude<Verdict, 'VALID'>} ${SignatureCode}`;
/** What is spoilt is made by these, kind by kind. */
const MAKERS = {
  files,
  encoding,
  structure,
  certificates,
  algorithms,
  attributes,
  values,
  engines,
  stamps,
  trust,
  path,
  purpose,
  revocation,
  responders,
  authorities,
  person,
  outside,
};
/** One row for each thing that is made: a row too few or too many does not compile. */
type Table = {
  readonly [Kind in keyof typeof MAKERS]: { readonly [Name in keyof (typeof MAKERS)[Kind]]: Refused };
};

const REFUSED: Table = {
  // the file
  files: {
    'two signatures in one PEM file': 'INVALID NOT_ONE_PEM_OBJECT',
    'a PEM file with text after the end': 'INVALID NOT_ONE_PEM_OBJECT',
    'a PEM file of a certificate': 'INVALID NOT_ONE_PEM_OBJECT',
    'a PEM file that is not exact base64': 'INVALID NOT_ONE_PEM_OBJECT',
  },
  // the encoding
  encoding: {
    'a text': 'INVALID NOT_CMS',
    'nothing at all': 'INVALID NOT_CMS',
    'a certificate': 'INVALID NOT_CMS',
    'more than 1 MiB': 'INVALID TOO_LARGE',
    'cut off': 'INVALID TRUNCATED',
    'only a tag': 'INVALID TRUNCATED',
    'one byte more': 'INVALID TRAILING_BYTES',
    'BER with an indefinite length': 'INVALID NOT_DER',
    'a length longer than needed': 'INVALID NOT_DER',
    'an integer with a superfluous zero': 'INVALID NOT_DER',
    'a request that has used up what it may take': 'INDETERMINATE TOO_MUCH_WORK',
    '5,000 levels deep': 'INVALID TOO_DEEP',
    'a hundred thousand elements': 'INVALID TOO_MANY_ELEMENTS',
  },
  // the structure
  structure: {
    'another kind of CMS': 'INVALID NOT_SIGNED_DATA',
    'fields that do not belong there': 'INVALID MALFORMED_CMS',
    'version 3': 'INVALID MALFORMED_CMS',
    'a content type other than data': 'INVALID CONTENT_TYPE_WRONG',
    'other content attached than stored': 'INVALID CONTENT_ATTACHED',
    'the same content attached': 'INVALID CONTENT_ATTACHED',
    'revocation lists inside': 'INVALID EMBEDDED_CRLS_UNSUPPORTED',
    'no signer': 'INVALID SIGNERS_MISSING',
    'seventeen signers': 'INVALID TOO_MANY_SIGNERS',
    'one signer twice': 'INVALID SIGNER_DUPLICATE',
    'a signer named by key identifier': 'INVALID SIGNER_IDENTIFIER_UNSUPPORTED',
    'an attribute that nobody signed, and that is no time stamp': 'INVALID UNSIGNED_ATTRIBUTE_UNSUPPORTED',
    'a certificate twice': 'INVALID CERTIFICATE_DUPLICATE',
    'sixty-five certificates': 'INVALID TOO_MANY_CERTIFICATES',
  },
  // the certificates that came along
  certificates: {
    'no certificate': 'INVALID SIGNER_CERTIFICATE_MISSING',
    "only somebody else's certificate": 'INVALID SIGNER_CERTIFICATE_MISSING',
    'two certificates of the same issuer and serial': 'INVALID SIGNER_CERTIFICATE_AMBIGUOUS',
    'a certificate that is none': 'INVALID CERTIFICATE_MALFORMED',
  },
  // an algorithm
  algorithms: {
    'a SHA-1 digest': 'INVALID DIGEST_SHA1',
    'an MD5 digest': 'INVALID DIGEST_MD5',
    'SHA-256 digested, SHA-1 signed': 'INVALID DIGEST_SHA1',
    'a digest that is not announced': 'INVALID DIGEST_NOT_LISTED',
    'SHA-256 digested, SHA-512 signed': 'INVALID DIGEST_SIGNATURE_CONFLICT',
    ECDSA: 'INVALID ALGORITHM_NOT_ALLOWED',
    'RSA-PSS': 'INVALID ALGORITHM_NOT_ALLOWED',
    'GOST, for which another verifier must be asked': 'INDETERMINATE UNSUPPORTED_ALGORITHM',
    'a GOST digest under an RSA key': 'INVALID ALGORITHM_NOT_ALLOWED',
    'a GOST signature of an RSA key': 'INVALID ALGORITHM_NOT_ALLOWED',
    'an RSA signature of a GOST key': 'INVALID ALGORITHM_NOT_ALLOWED',
  },
  // the signed attributes
  attributes: {
    none: 'INVALID SIGNED_ATTRIBUTES_MISSING',
    'in another order': 'INVALID SIGNED_ATTRIBUTES_UNSORTED',
    'signingTime twice': 'INVALID SIGNED_ATTRIBUTE_DUPLICATE',
    'signingCertificateV2 twice': 'INVALID SIGNED_ATTRIBUTE_DUPLICATE',
    'messageDigest with two values': 'INVALID SIGNED_ATTRIBUTE_MULTIVALUED',
    'messageDigest without a value': 'INVALID SIGNED_ATTRIBUTE_MALFORMED',
    'a signing time that does not exist': 'INVALID SIGNED_ATTRIBUTE_MALFORMED',
    'a time stamp among the signed ones': 'INVALID SIGNED_ATTRIBUTE_FORBIDDEN',
    'a countersignature among the signed ones': 'INVALID SIGNED_ATTRIBUTE_FORBIDDEN',
    'no contentType': 'INVALID CONTENT_TYPE_ATTRIBUTE_MISSING',
    'another contentType': 'INVALID CONTENT_TYPE_ATTRIBUTE_WRONG',
    'no messageDigest': 'INVALID MESSAGE_DIGEST_MISSING',
    'no signingCertificateV2, though it comes from a key file': 'INVALID SIGNING_CERTIFICATE_MISSING',
    'signingCertificateV2 of another certificate': 'INVALID SIGNING_CERTIFICATE_MISMATCH',
    'signingCertificateV2 with another serial': 'INVALID SIGNING_CERTIFICATE_MISMATCH',
    'an algorithm protection that names others': 'INVALID ALGORITHM_PROTECTION_MISMATCH',
  },
  // the content, or the signature value
  values: {
    'one letter more': 'INVALID CONTENT_CHANGED',
    'the digest of other content in the attributes': 'INVALID CONTENT_CHANGED',
    'other content whose digest was put into the attributes afterwards': 'INVALID SIGNATURE_MISMATCH',
    'a flipped bit': 'INVALID SIGNATURE_MISMATCH',
    'made by another key': 'INVALID SIGNATURE_MISMATCH',
    'a value above the modulus': 'INVALID SIGNATURE_MISMATCH',
    'a DigestInfo with bytes after the digest (CVE-2022-24771)': 'INVALID SIGNATURE_MISMATCH',
    'a DigestInfo with garbage in its parameters (CVE-2022-24772)': 'INVALID SIGNATURE_MISMATCH',
    'shorter than the modulus': 'INVALID SIGNATURE_LENGTH_WRONG',
    'an RSA-1024 key': 'INVALID RSA_KEY_TOO_SHORT',
    'a key with e=3': 'INVALID RSA_EXPONENT_TOO_SMALL',
    'a key with an exponent made to burn time': 'INVALID RSA_KEY_NOT_ALLOWED',
    'an elliptic key in the certificate': 'INVALID ALGORITHM_NOT_ALLOWED',
  },
  // the two engines
  engines: {
    'a DigestInfo that one engine takes and the other does not': 'INVALID ENGINES_DISAGREE',
  },
  // the time stamp
  stamps: {
    'a stamp of another signature': 'INVALID STAMP_OF_ANOTHER_SIGNATURE',
    'an imprint by SHA-1': 'INVALID STAMP_DIGEST_WEAK',
    'a signature by SHA-1': 'INVALID STAMP_DIGEST_WEAK',
    'no certificate': 'INVALID STAMP_CERTIFICATE_MISSING',
    'a certificate of somebody else': 'INVALID STAMP_CERTIFICATE_MISSING',
    'attributes that name another certificate': 'INVALID STAMP_CERTIFICATE_MISMATCH',
    'attributes that name none': 'INVALID STAMP_CERTIFICATE_MISMATCH',
    'another authority’s name': 'INVALID STAMP_CERTIFICATE_MISMATCH',
    'an employee as authority': 'INVALID STAMP_NOT_FOR_STAMPING',
    'a purpose that is not critical': 'INVALID STAMP_NOT_FOR_STAMPING',
    'another purpose beside it': 'INVALID STAMP_NOT_FOR_STAMPING',
    'another key': 'INVALID STAMP_SIGNATURE_WRONG',
    'an authority that is not trusted': 'INVALID STAMP_UNTRUSTED',
    'an authority whose certificate had ended': 'INVALID STAMP_UNTRUSTED',
    'an authority whose certificate was not valid yet': 'INVALID STAMP_UNTRUSTED',
    'roots of the test centre in production': 'INVALID STAMP_UNTRUSTED',
    'an authority that was revoked': 'INVALID STAMP_REVOKED',
    'a time before what was signed came to be': 'INVALID STAMP_TOO_EARLY',
    'a time that has not come': 'INVALID STAMP_FROM_THE_FUTURE',
    'a critical extension that is not known': 'INVALID STAMP_MALFORMED',
    'a field that does not belong there': 'INVALID STAMP_MALFORMED',
    'a version that does not fit': 'INVALID STAMP_MALFORMED',
    'something else as stamp': 'INVALID STAMP_MALFORMED',
    'a stamp in BER, its length left open': 'INVALID NOT_DER',
    'nothing as stamp': 'INVALID STAMP_MALFORMED',
    'two stamps in one attribute': 'INVALID UNSIGNED_ATTRIBUTE_UNSUPPORTED',
    'two attributes with a stamp': 'INVALID UNSIGNED_ATTRIBUTE_UNSUPPORTED',
  },
  // the files of trusted certificates and lists
  trust: {
    'a file of roots that is not there': 'INDETERMINATE TRUST_UNAVAILABLE',
    'a file of roots that holds a list': 'INDETERMINATE TRUST_UNAVAILABLE',
    'a folder of lists that is not there': 'INDETERMINATE REVOCATION_UNKNOWN',
  },
  // the path
  path: {
    'ended yesterday': 'INVALID CERTIFICATE_EXPIRED',
    'begins tomorrow': 'INVALID CERTIFICATE_NOT_YET_VALID',
    'the issuing centre has ended': 'INVALID ISSUER_EXPIRED',
    'the issuing centre has not begun': 'INVALID ISSUER_NOT_YET_VALID',
    'issued by an employee': 'INVALID ISSUER_NOT_CA',
    'issued by one whose constraints deny it': 'INVALID ISSUER_NOT_CA',
    'issued by a centre that may only sign lists': 'INVALID ISSUER_KEY_USAGE_WRONG',
    'a centre below one that allows none below it': 'INVALID PATH_LENGTH_EXCEEDED',
    'a false root of the same name': 'INVALID PATH_UNTRUSTED',
    'a false issuing centre of the same name, without its certificate': 'INVALID CERTIFICATE_SIGNATURE_WRONG',
    'an issuer that nobody knows': 'INVALID PATH_INCOMPLETE',
    'no root is trusted': 'INVALID PATH_INCOMPLETE',
    'a root that says TEST, in production': 'INVALID TEST_ROOT_REFUSED',
    'a certificate signed by SHA-1': 'INVALID CERTIFICATE_DIGEST_WEAK',
    'an issuing centre with an RSA-1024 key': 'INVALID RSA_KEY_TOO_SHORT',
    'an extension twice': 'INVALID EXTENSION_DUPLICATE',
    'a critical extension that is not understood': 'INVALID EXTENSION_CRITICAL_UNKNOWN',
    'a centre that may name others only': 'INVALID NAME_NOT_PERMITTED',
    'a constraint on names of a form that cannot be compared': 'INVALID NAME_CONSTRAINT_UNSUPPORTED',
    'another policy': 'INVALID POLICY_MISSING',
    'a policy that the centre above does not have': 'INVALID POLICY_MISSING',
    'a centre that equates any policy with one': 'INVALID POLICY_MAPPING_WRONG',
    'a certificate beside the path that nobody here has signed': 'INVALID EMBEDDED_CERTIFICATE_WRONG',
    'two centres that vouch for each other': 'INVALID PATH_INCOMPLETE',
    'a hundred and fifty centres of one name, none of which is the issuer': 'INVALID PATH_TOO_COMPLEX',
  },
  // the purpose
  purpose: {
    'a certificate for signing where somebody signs in': 'INVALID NOT_FOR_AUTHENTICATION',
    'signed by a certification centre': 'INVALID SIGNER_IS_CA',
    'an authentication certificate': 'INVALID NOT_FOR_SIGNING',
    'a certificate for time stamps': 'INVALID NOT_FOR_SIGNING',
    'a certificate for a role and nothing else': 'INVALID NOT_FOR_SIGNING',
    'a certificate that names no use': 'INVALID NOT_FOR_SIGNING',
    "an employee's certificate where the head must sign": 'INVALID ROLE_MISSING',
  },
  // the lists of revoked certificates
  revocation: {
    'revoked yesterday': 'INVALID CERTIFICATE_REVOKED',
    'revoked, by a list that is out of date': 'INVALID CERTIFICATE_REVOKED',
    'the issuing centre is revoked': 'INVALID ISSUER_REVOKED',
    'no list at all': 'INDETERMINATE REVOCATION_UNKNOWN',
    'no list of the root': 'INDETERMINATE REVOCATION_UNKNOWN',
    'a list that cannot be read': 'INDETERMINATE CRL_MALFORMED',
    'out of date': 'INDETERMINATE CRL_STALE',
    'from the future': 'INDETERMINATE CRL_NOT_YET_VALID',
    'made by another key': 'INDETERMINATE CRL_SIGNATURE_WRONG',
    'made by another key, and saying "revoked": still nothing is known': 'INDETERMINATE CRL_SIGNATURE_WRONG',
    'a delta list': 'INDETERMINATE CRL_UNSUPPORTED',
    'a list for the compromise of keys only': 'INDETERMINATE CRL_REASONS_MISSING',
    'a list of revoked centres': 'INDETERMINATE CRL_OUT_OF_SCOPE',
    'a list that says something critical that is not understood': 'INDETERMINATE CRL_UNSUPPORTED',
    'by a centre that may not sign lists': 'INDETERMINATE CRL_ISSUER_NOT_ALLOWED',
  },
  // the answer of the responder
  responders: {
    'an error of the server': 'INDETERMINATE OCSP_UNREACHABLE',
    'a redirect': 'INDETERMINATE OCSP_UNREACHABLE',
    'more than an answer can be': 'INDETERMINATE OCSP_UNREACHABLE',
    'no answer in time': 'INDETERMINATE OCSP_UNREACHABLE',
    nothing: 'INDETERMINATE OCSP_MALFORMED',
    'a page': 'INDETERMINATE OCSP_MALFORMED',
    malformedRequest: 'INDETERMINATE OCSP_REFUSED',
    internalError: 'INDETERMINATE OCSP_REFUSED',
    tryLater: 'INDETERMINATE OCSP_TRY_LATER',
    unauthorized: 'INDETERMINATE OCSP_REFUSED',
    'a status that does not exist': 'INDETERMINATE OCSP_MALFORMED',
    'successful, without an answer': 'INDETERMINATE OCSP_MALFORMED',
    'a byte after the end': 'INDETERMINATE OCSP_MALFORMED',
    'another kind of answer': 'INDETERMINATE OCSP_UNSUPPORTED',
    'a critical extension that is not known': 'INDETERMINATE OCSP_UNSUPPORTED',
    'a critical extension of the status': 'INDETERMINATE OCSP_UNSUPPORTED',
    'one extension twice': 'INDETERMINATE OCSP_MALFORMED',
    'another nonce': 'INDETERMINATE OCSP_NONCE_MISMATCH',
    'an old answer played back': 'INDETERMINATE OCSP_STALE',
    'an answer of tomorrow': 'INDETERMINATE OCSP_NOT_YET_VALID',
    'a status that holds no longer': 'INDETERMINATE OCSP_STALE',
    'a status that begins tomorrow': 'INDETERMINATE OCSP_NOT_YET_VALID',
    'a status that begins next year, with the nonce repeated': 'INDETERMINATE OCSP_NOT_YET_VALID',
    'a status that ends before it begins': 'INDETERMINATE OCSP_STALE',
    unknown: 'INDETERMINATE OCSP_UNKNOWN',
    'unknown beside good': 'INDETERMINATE OCSP_UNKNOWN',
    revoked: 'INVALID CERTIFICATE_REVOKED',
    'revoked, in a status that holds no longer': 'INVALID CERTIFICATE_REVOKED',
    'revoked, in a status that begins tomorrow': 'INVALID CERTIFICATE_REVOKED',
    'revoked at a time that has not come': 'INVALID CERTIFICATE_REVOKED',
    'revoked beside good': 'INVALID CERTIFICATE_REVOKED',
    'about another serial': 'INDETERMINATE OCSP_OF_ANOTHER_CERTIFICATE',
    'about the same serial of another centre': 'INDETERMINATE OCSP_OF_ANOTHER_CERTIFICATE',
    'about nothing': 'INDETERMINATE OCSP_OF_ANOTHER_CERTIFICATE',
    'signed by another key': 'INDETERMINATE OCSP_SIGNATURE_WRONG',
    'signed with SHA-1': 'INDETERMINATE OCSP_SIGNATURE_WRONG',
    'a responder whose certificate did not come along': 'INDETERMINATE OCSP_RESPONDER_NOT_ALLOWED',
    'a responder without OCSPSigning': 'INDETERMINATE OCSP_RESPONDER_NOT_ALLOWED',
    'an employee as responder': 'INDETERMINATE OCSP_RESPONDER_NOT_ALLOWED',
    'a responder of another centre': 'INDETERMINATE OCSP_RESPONDER_NOT_ALLOWED',
    'a responder of a centre that only bears the name': 'INDETERMINATE OCSP_RESPONDER_NOT_ALLOWED',
    'a responder whose certificate has ended': 'INDETERMINATE OCSP_RESPONDER_NOT_ALLOWED',
    'a responder with a critical extension that is not known': 'INDETERMINATE OCSP_RESPONDER_NOT_ALLOWED',
  },
  // the time-stamp authority
  authorities: {
    'is down': 'INDETERMINATE STAMP_UNREACHABLE',
    refuses: 'INDETERMINATE STAMP_NOT_GIVEN',
    'grants nothing': 'INDETERMINATE STAMP_NOT_GIVEN',
    'answers with a page': 'INDETERMINATE STAMP_NOT_GIVEN',
    'stamps something else': 'INDETERMINATE STAMP_NOT_GIVEN',
    'gives a stamp in BER, its length left open': 'INDETERMINATE STAMP_NOT_GIVEN',
    'has a clock that is five hours behind': 'INDETERMINATE STAMP_CLOCK_WRONG',
    'has a clock that is five hours ahead': 'INDETERMINATE STAMP_CLOCK_WRONG',
    'plays back an old stamp': 'INDETERMINATE STAMP_NONCE_MISMATCH',
    'repeats no nonce': 'INDETERMINATE STAMP_NONCE_MISMATCH',
  },
  // the person
  person: {
    'another IIN than the account has': 'INVALID IIN_MISMATCH',
    'another BIN than the body has': 'INVALID BIN_MISMATCH',
    'another name than the account has': 'INVALID NAME_MISMATCH',
    'a certificate without an IIN': 'INVALID IIN_MISMATCH',
    'two who signed together': 'INVALID MORE_THAN_ONE_SIGNER',
  },
  // the outside verifier, about GOST
  outside: {
    'it says no': 'INVALID OUTSIDE_REFUSED',
    'it calls the certificate bad': 'INVALID OUTSIDE_REFUSED',
    'it found somebody else': 'INVALID OUTSIDE_REFUSED',
    'it found two signers': 'INVALID OUTSIDE_REFUSED',
    'it found nobody': 'INVALID OUTSIDE_REFUSED',
    'the certificate lacks a role': 'INVALID ROLE_MISSING',
    'it is down': 'INDETERMINATE OUTSIDE_UNREACHABLE',
    'it answers with a page': 'INDETERMINATE OUTSIDE_UNREACHABLE',
    'it answers in another shape': 'INDETERMINATE OUTSIDE_UNREACHABLE',
  },
};

/** How a thing of each kind is judged. */
const JUDGES: { readonly [Kind in keyof Table]: (bench: RefusalBench, name: string) => Promise<Found> } = {
  files: (bench, name) => bench.file(pick(MAKERS.files, name)),
  encoding: (bench, name) => bench.signature(pick(MAKERS.encoding, name)),
  structure: (bench, name) => bench.signature(pick(MAKERS.structure, name)),
  certificates: (bench, name) => bench.signature(pick(MAKERS.certificates, name)),
  algorithms: (bench, name) => bench.signature(pick(MAKERS.algorithms, name)),
  attributes: (bench, name) => bench.signature(pick(MAKERS.attributes, name)),
  values: (bench, name) => bench.signature(pick(MAKERS.values, name)),
  engines: (bench, name) => bench.engines(pick(MAKERS.engines, name)),
  stamps: (bench, name) => bench.signature(pick(MAKERS.stamps, name)),
  trust: (bench, name) => bench.trust(pick(MAKERS.trust, name)),
  path: (bench, name) => bench.signature(pick(MAKERS.path, name)),
  purpose: (bench, name) => bench.signature(pick(MAKERS.purpose, name)),
  revocation: (bench, name) => bench.signature(pick(MAKERS.revocation, name)),
  responders: (bench, name) => bench.responder(pick(MAKERS.responders, name)),
  authorities: (bench, name) => bench.authority(pick(MAKERS.authorities, name)),
  person: (bench, name) => bench.person(pick(MAKERS.person, name)),
  outside: (bench, name) => bench.outside(pick(MAKERS.outside, name)),
};

function pick<T>(makers: Readonly<Record<string, T>>, name: string): T {
  return makers[name] as T;
}

let bench: RefusalBench;
beforeAll(async () => {
  bench = await RefusalBench.start();
}, 30_000);
afterAll(() => bench.close());

const kinds = Object.keys(REFUSED) as (keyof Table)[];

describe.each(kinds)('%s', (kind) => {
  test.each(Object.entries<Refused>(REFUSED[kind]))('%s: %s', async (name, refused) => {
    const { verdict, code } = await JUDGES[kind](bench, name);
    expect(`${verdict} ${code}`).toBe(refused);
  });
});

test('every code has its case', () => {
  const codes = kinds.flatMap((kind) =>
    Object.values<Refused>(REFUSED[kind]).map((row) => row.split(' ')[1]),
  );
  expect(SIGNATURE_CODES.filter((code) => !codes.includes(code))).toEqual([]);
});
