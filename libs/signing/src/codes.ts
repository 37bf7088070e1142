/**
 * Every reason for which a signature is not VALID, each under a code of its own. The contracts and the
 * web translate these codes; the order follows the order of the checks.
 */
const INVALID_CODES = [
  // encoding
  'NOT_CMS',
  'TOO_LARGE',
  'TRUNCATED',
  'TRAILING_BYTES',
  'NOT_DER',
  'TOO_DEEP',
  'TOO_MANY_ELEMENTS',
  'NOT_ONE_PEM_OBJECT',
  // structure
  'NOT_SIGNED_DATA',
  'MALFORMED_CMS',
  'CONTENT_TYPE_WRONG',
  'CONTENT_ATTACHED',
  'EMBEDDED_CRLS_UNSUPPORTED',
  'SIGNERS_MISSING',
  'TOO_MANY_SIGNERS',
  'SIGNER_DUPLICATE',
  'SIGNER_IDENTIFIER_UNSUPPORTED',
  'UNSIGNED_ATTRIBUTE_UNSUPPORTED',
  // certificate
  'TOO_MANY_CERTIFICATES',
  'CERTIFICATE_DUPLICATE',
  'CERTIFICATE_MALFORMED',
  'SIGNER_CERTIFICATE_MISSING',
  'SIGNER_CERTIFICATE_AMBIGUOUS',
  // algorithms
  'DIGEST_SHA1',
  'DIGEST_MD5',
  'ALGORITHM_NOT_ALLOWED',
  'DIGEST_NOT_LISTED',
  'DIGEST_SIGNATURE_CONFLICT',
  // attributes
  'SIGNED_ATTRIBUTES_MISSING',
  'SIGNED_ATTRIBUTES_UNSORTED',
  'SIGNED_ATTRIBUTE_DUPLICATE',
  'SIGNED_ATTRIBUTE_MULTIVALUED',
  'SIGNED_ATTRIBUTE_MALFORMED',
  'SIGNED_ATTRIBUTE_FORBIDDEN',
  'CONTENT_TYPE_ATTRIBUTE_MISSING',
  'CONTENT_TYPE_ATTRIBUTE_WRONG',
  'MESSAGE_DIGEST_MISSING',
  'ALGORITHM_PROTECTION_MISMATCH',
  'SIGNING_CERTIFICATE_MISSING',
  'SIGNING_CERTIFICATE_MISMATCH',
  // content
  'CONTENT_CHANGED',
  // signature
  'RSA_KEY_TOO_SHORT',
  'RSA_KEY_NOT_ALLOWED',
  'RSA_EXPONENT_TOO_SMALL',
  'SIGNATURE_LENGTH_WRONG',
  'SIGNATURE_MISMATCH',
  'ENGINES_DISAGREE',
  // time
  'STAMP_MALFORMED',
  'STAMP_DIGEST_WEAK',
  'STAMP_OF_ANOTHER_SIGNATURE',
  'STAMP_CERTIFICATE_MISSING',
  'STAMP_CERTIFICATE_MISMATCH',
  'STAMP_NOT_FOR_STAMPING',
  'STAMP_SIGNATURE_WRONG',
  'STAMP_UNTRUSTED',
  'STAMP_REVOKED',
  'STAMP_FROM_THE_FUTURE',
  'STAMP_TOO_EARLY',
  // by the outside verifier
  'OUTSIDE_REFUSED',
  // path
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'ISSUER_EXPIRED',
  'ISSUER_NOT_YET_VALID',
  'ISSUER_NOT_CA',
  'ISSUER_KEY_USAGE_WRONG',
  'PATH_LENGTH_EXCEEDED',
  'PATH_INCOMPLETE',
  'PATH_UNTRUSTED',
  'PATH_TOO_COMPLEX',
  'TEST_ROOT_REFUSED',
  'CERTIFICATE_SIGNATURE_WRONG',
  'CERTIFICATE_DIGEST_WEAK',
  'EXTENSION_DUPLICATE',
  'EXTENSION_CRITICAL_UNKNOWN',
  'NAME_NOT_PERMITTED',
  'NAME_CONSTRAINT_UNSUPPORTED',
  'POLICY_MAPPING_WRONG',
  'POLICY_MISSING',
  'EMBEDDED_CERTIFICATE_WRONG',
  // purpose
  'SIGNER_IS_CA',
  'NOT_FOR_SIGNING',
  'NOT_FOR_AUTHENTICATION',
  'ROLE_MISSING',
  // revocation
  'CERTIFICATE_REVOKED',
  'ISSUER_REVOKED',
  // binding
  'MORE_THAN_ONE_SIGNER',
  'IIN_MISMATCH',
  'BIN_MISMATCH',
  'NAME_MISMATCH',
] as const;

/**
 * What cannot be told now, or not by this verifier: never valid, never "invalid". GOST signatures belong
 * here: another verifier may well find them in order.
 */
const INDETERMINATE_CODES = [
  'UNSUPPORTED_ALGORITHM',
  'TRUST_UNAVAILABLE',
  'TOO_MUCH_WORK',
  'REVOCATION_UNKNOWN',
  'OCSP_UNREACHABLE',
  'OCSP_TRY_LATER',
  'OCSP_REFUSED',
  'OCSP_MALFORMED',
  'OCSP_UNSUPPORTED',
  'OCSP_NONCE_MISMATCH',
  'OCSP_OF_ANOTHER_CERTIFICATE',
  'OCSP_RESPONDER_NOT_ALLOWED',
  'OCSP_SIGNATURE_WRONG',
  'OCSP_NOT_YET_VALID',
  'OCSP_STALE',
  'OCSP_UNKNOWN',
  'STAMP_UNREACHABLE',
  'STAMP_NOT_GIVEN',
  'STAMP_NONCE_MISMATCH',
  'STAMP_CLOCK_WRONG',
  'OUTSIDE_UNREACHABLE',
  'CRL_MALFORMED',
  'CRL_STALE',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_WRONG',
  'CRL_ISSUER_NOT_ALLOWED',
  'CRL_OUT_OF_SCOPE',
  'CRL_REASONS_MISSING',
  'CRL_UNSUPPORTED',
] as const;

/** All codes, for those who translate them. */
export const SIGNATURE_CODES = [...INVALID_CODES, ...INDETERMINATE_CODES] as const;

export type SignatureCode = (typeof SIGNATURE_CODES)[number];

export type Verdict = 'VALID' | 'INVALID' | 'INDETERMINATE';

/** The named checks of a report, in the order in which they are made. */
export const CHECK_NAMES = [
  'encoding',
  'structure',
  'certificate',
  'algorithms',
  'attributes',
  'content',
  'signature',
  'time',
  'path',
  'purpose',
  'revocation',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

const indeterminate: ReadonlySet<string> = new Set(INDETERMINATE_CODES);

/** The verdict that a code leads to: null (nothing found) is VALID. */
export function verdictOf(code: SignatureCode | null): Verdict {
  if (code === null) return 'VALID';
  return indeterminate.has(code) ? 'INDETERMINATE' : 'INVALID';
}

/**
 * A check that was not passed. Thrown inside the verifier only; callers read the code in the report.
 * `reason` is for logs and for the administrator's command, in English; readers get the code translated.
 */
export class SignatureRefusal extends Error {
  constructor(
    readonly code: SignatureCode,
    readonly reason: string,
  ) {
    super(`${code}: ${reason}`);
    this.name = 'SignatureRefusal';
  }
}
