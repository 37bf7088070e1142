import type { MessageId } from '../../../i18n/ids';
import { ERROR_WORDS } from '../../../i18n/words';

/** What to do after a failure, step by step. */
export const ADVICE = {
  key: ['signAdvice.otherKey', 'signAdvice.askCentre'],
  expired: ['signAdvice.validKey', 'signAdvice.newCertificate'],
  owner: ['signAdvice.ownKey', 'signAdvice.accountData'],
  clock: ['signAdvice.clock', 'signAdvice.validKey'],
  again: ['signAdvice.again', 'signAdvice.tellCode'],
  later: ['signAdvice.later', 'signAdvice.tellCode'],
  admin: ['signAdvice.tellCodeNow'],
  changed: ['signAdvice.doNotSign', 'signAdvice.tellCodeNow'],
  role: ['signAdvice.rightKey', 'signAdvice.accountData'],
  gost: ['signAdvice.rsaKey', 'signAdvice.askCentre'],
  centre: ['signAdvice.validKey', 'signAdvice.askCentre'],
  card: ['signAdvice.seeCard'],
} as const satisfies Record<string, readonly MessageId[]>;
export type Advice = keyof typeof ADVICE;

interface Words {
  what: MessageId;
  advice: Advice;
}

/** Codes of the signature's checks, of the key file, and of the comparison made here. */
const WORDS: Readonly<Record<string, Words>> = {
  NOT_CMS: { what: 'signCode.NOT_CMS', advice: 'again' },
  TOO_LARGE: { what: 'signCode.TOO_LARGE', advice: 'again' },
  TRUNCATED: { what: 'signCode.TRUNCATED', advice: 'again' },
  TRAILING_BYTES: { what: 'signCode.TRAILING_BYTES', advice: 'again' },
  NOT_DER: { what: 'signCode.NOT_DER', advice: 'again' },
  TOO_DEEP: { what: 'signCode.TOO_DEEP', advice: 'again' },
  TOO_MANY_ELEMENTS: { what: 'signCode.TOO_MANY_ELEMENTS', advice: 'again' },
  NOT_ONE_PEM_OBJECT: { what: 'signCode.NOT_ONE_PEM_OBJECT', advice: 'again' },
  NOT_SIGNED_DATA: { what: 'signCode.NOT_SIGNED_DATA', advice: 'again' },
  MALFORMED_CMS: { what: 'signCode.MALFORMED_CMS', advice: 'again' },
  CONTENT_TYPE_WRONG: { what: 'signCode.CONTENT_TYPE_WRONG', advice: 'again' },
  CONTENT_ATTACHED: { what: 'signCode.CONTENT_ATTACHED', advice: 'again' },
  EMBEDDED_CRLS_UNSUPPORTED: { what: 'signCode.EMBEDDED_CRLS_UNSUPPORTED', advice: 'again' },
  SIGNERS_MISSING: { what: 'signCode.SIGNERS_MISSING', advice: 'again' },
  TOO_MANY_SIGNERS: { what: 'signCode.TOO_MANY_SIGNERS', advice: 'again' },
  SIGNER_DUPLICATE: { what: 'signCode.SIGNER_DUPLICATE', advice: 'again' },
  SIGNER_IDENTIFIER_UNSUPPORTED: { what: 'signCode.SIGNER_IDENTIFIER_UNSUPPORTED', advice: 'again' },
  UNSIGNED_ATTRIBUTE_UNSUPPORTED: { what: 'signCode.UNSIGNED_ATTRIBUTE_UNSUPPORTED', advice: 'again' },
  TOO_MANY_CERTIFICATES: { what: 'signCode.TOO_MANY_CERTIFICATES', advice: 'key' },
  CERTIFICATE_DUPLICATE: { what: 'signCode.CERTIFICATE_DUPLICATE', advice: 'key' },
  CERTIFICATE_MALFORMED: { what: 'signCode.CERTIFICATE_MALFORMED', advice: 'key' },
  SIGNER_CERTIFICATE_MISSING: { what: 'signCode.SIGNER_CERTIFICATE_MISSING', advice: 'key' },
  SIGNER_CERTIFICATE_AMBIGUOUS: { what: 'signCode.SIGNER_CERTIFICATE_AMBIGUOUS', advice: 'key' },
  DIGEST_SHA1: { what: 'signCode.DIGEST_SHA1', advice: 'key' },
  DIGEST_MD5: { what: 'signCode.DIGEST_MD5', advice: 'key' },
  ALGORITHM_NOT_ALLOWED: { what: 'signCode.ALGORITHM_NOT_ALLOWED', advice: 'key' },
  DIGEST_NOT_LISTED: { what: 'signCode.DIGEST_NOT_LISTED', advice: 'again' },
  DIGEST_SIGNATURE_CONFLICT: { what: 'signCode.DIGEST_SIGNATURE_CONFLICT', advice: 'again' },
  SIGNED_ATTRIBUTES_MISSING: { what: 'signCode.SIGNED_ATTRIBUTES_MISSING', advice: 'again' },
  SIGNED_ATTRIBUTES_UNSORTED: { what: 'signCode.SIGNED_ATTRIBUTES_UNSORTED', advice: 'again' },
  SIGNED_ATTRIBUTE_DUPLICATE: { what: 'signCode.SIGNED_ATTRIBUTE_DUPLICATE', advice: 'again' },
  SIGNED_ATTRIBUTE_MULTIVALUED: { what: 'signCode.SIGNED_ATTRIBUTE_MULTIVALUED', advice: 'again' },
  SIGNED_ATTRIBUTE_MALFORMED: { what: 'signCode.SIGNED_ATTRIBUTE_MALFORMED', advice: 'again' },
  SIGNED_ATTRIBUTE_FORBIDDEN: { what: 'signCode.SIGNED_ATTRIBUTE_FORBIDDEN', advice: 'again' },
  CONTENT_TYPE_ATTRIBUTE_MISSING: { what: 'signCode.CONTENT_TYPE_ATTRIBUTE_MISSING', advice: 'again' },
  CONTENT_TYPE_ATTRIBUTE_WRONG: { what: 'signCode.CONTENT_TYPE_ATTRIBUTE_WRONG', advice: 'again' },
  MESSAGE_DIGEST_MISSING: { what: 'signCode.MESSAGE_DIGEST_MISSING', advice: 'again' },
  ALGORITHM_PROTECTION_MISMATCH: { what: 'signCode.ALGORITHM_PROTECTION_MISMATCH', advice: 'again' },
  SIGNING_CERTIFICATE_MISSING: { what: 'signCode.SIGNING_CERTIFICATE_MISSING', advice: 'again' },
  SIGNING_CERTIFICATE_MISMATCH: { what: 'signCode.SIGNING_CERTIFICATE_MISMATCH', advice: 'again' },
  CONTENT_CHANGED: { what: 'signCode.CONTENT_CHANGED', advice: 'changed' },
  RSA_KEY_TOO_SHORT: { what: 'signCode.RSA_KEY_TOO_SHORT', advice: 'expired' },
  RSA_KEY_NOT_ALLOWED: { what: 'signCode.RSA_KEY_NOT_ALLOWED', advice: 'expired' },
  RSA_EXPONENT_TOO_SMALL: { what: 'signCode.RSA_EXPONENT_TOO_SMALL', advice: 'expired' },
  SIGNATURE_LENGTH_WRONG: { what: 'signCode.SIGNATURE_LENGTH_WRONG', advice: 'again' },
  SIGNATURE_MISMATCH: { what: 'signCode.SIGNATURE_MISMATCH', advice: 'again' },
  ENGINES_DISAGREE: { what: 'signCode.ENGINES_DISAGREE', advice: 'admin' },
  CERTIFICATE_EXPIRED: { what: 'signCode.CERTIFICATE_EXPIRED', advice: 'expired' },
  CERTIFICATE_NOT_YET_VALID: { what: 'signCode.CERTIFICATE_NOT_YET_VALID', advice: 'clock' },
  ISSUER_EXPIRED: { what: 'signCode.ISSUER_EXPIRED', advice: 'expired' },
  ISSUER_NOT_YET_VALID: { what: 'signCode.ISSUER_NOT_YET_VALID', advice: 'clock' },
  ISSUER_NOT_CA: { what: 'signCode.ISSUER_NOT_CA', advice: 'centre' },
  ISSUER_KEY_USAGE_WRONG: { what: 'signCode.ISSUER_KEY_USAGE_WRONG', advice: 'centre' },
  PATH_LENGTH_EXCEEDED: { what: 'signCode.PATH_LENGTH_EXCEEDED', advice: 'centre' },
  PATH_INCOMPLETE: { what: 'signCode.PATH_INCOMPLETE', advice: 'centre' },
  PATH_UNTRUSTED: { what: 'signCode.PATH_UNTRUSTED', advice: 'centre' },
  PATH_TOO_COMPLEX: { what: 'signCode.PATH_TOO_COMPLEX', advice: 'centre' },
  TEST_ROOT_REFUSED: { what: 'signCode.TEST_ROOT_REFUSED', advice: 'expired' },
  CERTIFICATE_SIGNATURE_WRONG: { what: 'signCode.CERTIFICATE_SIGNATURE_WRONG', advice: 'centre' },
  CERTIFICATE_DIGEST_WEAK: { what: 'signCode.CERTIFICATE_DIGEST_WEAK', advice: 'expired' },
  EXTENSION_DUPLICATE: { what: 'signCode.EXTENSION_DUPLICATE', advice: 'centre' },
  EXTENSION_CRITICAL_UNKNOWN: { what: 'signCode.EXTENSION_CRITICAL_UNKNOWN', advice: 'centre' },
  EMBEDDED_CERTIFICATE_WRONG: { what: 'signCode.EMBEDDED_CERTIFICATE_WRONG', advice: 'centre' },
  SIGNER_IS_CA: { what: 'signCode.SIGNER_IS_CA', advice: 'key' },
  NOT_FOR_SIGNING: { what: 'signCode.NOT_FOR_SIGNING', advice: 'key' },
  POLICY_MISSING: { what: 'signCode.POLICY_MISSING', advice: 'centre' },
  ROLE_MISSING: { what: 'signCode.ROLE_MISSING', advice: 'role' },
  CERTIFICATE_REVOKED: { what: 'signCode.CERTIFICATE_REVOKED', advice: 'expired' },
  ISSUER_REVOKED: { what: 'signCode.ISSUER_REVOKED', advice: 'centre' },
  MORE_THAN_ONE_SIGNER: { what: 'signCode.MORE_THAN_ONE_SIGNER', advice: 'again' },
  IIN_MISMATCH: { what: 'signCode.IIN_MISMATCH', advice: 'owner' },
  BIN_MISMATCH: { what: 'signCode.BIN_MISMATCH', advice: 'owner' },
  UNSUPPORTED_ALGORITHM: { what: 'signCode.UNSUPPORTED_ALGORITHM', advice: 'key' },
  REVOCATION_UNKNOWN: { what: 'signCode.REVOCATION_UNKNOWN', advice: 'later' },
  CRL_MALFORMED: { what: 'signCode.CRL_MALFORMED', advice: 'later' },
  CRL_STALE: { what: 'signCode.CRL_STALE', advice: 'later' },
  CRL_NOT_YET_VALID: { what: 'signCode.CRL_NOT_YET_VALID', advice: 'later' },
  CRL_SIGNATURE_WRONG: { what: 'signCode.CRL_SIGNATURE_WRONG', advice: 'later' },
  CRL_ISSUER_NOT_ALLOWED: { what: 'signCode.CRL_ISSUER_NOT_ALLOWED', advice: 'later' },
  CRL_UNSUPPORTED: { what: 'signCode.CRL_UNSUPPORTED', advice: 'later' },
  KEY_FILE_NOT_P12: { what: 'signCode.KEY_FILE_NOT_P12', advice: 'key' },
  KEY_FILE_TOO_LARGE: { what: 'signCode.KEY_FILE_TOO_LARGE', advice: 'key' },
  KEY_FILE_WRONG_PASSWORD: { what: 'signCode.KEY_FILE_WRONG_PASSWORD', advice: 'key' },
  KEY_FILE_GOST: { what: 'signCode.KEY_FILE_GOST', advice: 'gost' },
  KEY_FILE_UNSUPPORTED: { what: 'signCode.KEY_FILE_UNSUPPORTED', advice: 'key' },
  KEY_FILE_NO_SIGNING_CERTIFICATE: { what: 'signCode.KEY_FILE_NO_SIGNING_CERTIFICATE', advice: 'key' },
  KEY_FILE_EXPIRED: { what: 'signCode.KEY_FILE_EXPIRED', advice: 'expired' },
  KEY_FILE_NOT_YET_VALID: { what: 'signCode.KEY_FILE_NOT_YET_VALID', advice: 'clock' },
  KEY_FILE_CLOSED: { what: 'signCode.KEY_FILE_CLOSED', advice: 'again' },
  OBJECT_CHANGED: { what: 'signCode.OBJECT_CHANGED', advice: 'changed' },
  MANIFEST_DIFFERS: { what: 'signCode.MANIFEST_DIFFERS', advice: 'changed' },
};

/** Refusals of the portal after which it is not enough to try again. */
const REFUSALS: Readonly<Record<string, Advice>> = {
  PREPARATION_EXPIRED: 'again',
  PREPARATION_USED: 'card',
  SIGNATURE_REFUSED: 'again',
  CONFLICT: 'card',
  NOT_YOUR_TURN: 'card',
  STEP_DECIDED: 'card',
  NOT_FOUND: 'card',
  FORBIDDEN: 'card',
};

/** Whether these pages have words of their own for a code. */
export const knowsCode = (code: string): boolean => code in WORDS;

/** What a code of a failed signature says, and what to do; any other code is said as a failure of the portal. */
export function signWords(code: string): Words {
  const known = WORDS[code];
  if (known) return known;
  const refusal = Object.entries(ERROR_WORDS).find(([name]) => name === code);
  return { what: refusal?.[1] ?? ERROR_WORDS.INTERNAL, advice: REFUSALS[code] ?? 'later' };
}
