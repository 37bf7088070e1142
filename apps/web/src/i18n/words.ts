import type { ActKind, ErrorCode, Language } from '#contracts';
import type { MessageId } from './ids';

/** Names of the codes that more than one feature shows. */

export const ACT_KIND_WORDS: Readonly<Record<ActKind, MessageId>> = {
  government_resolution: 'kind.governmentResolution',
  prime_minister_order: 'kind.primeMinisterOrder',
  bill: 'kind.bill',
};

/** A language as the reader's own language calls it; LANGUAGE_NAMES are for choosing the reader's own. */
export const LANGUAGE_WORDS: Readonly<Record<Language, MessageId>> = {
  kk: 'language.kk',
  ru: 'language.ru',
  en: 'language.en',
};

/** What each refusal says to the reader. NETWORK is the browser's own: no answer came. */
export const ERROR_WORDS: Readonly<Record<ErrorCode | 'NETWORK', MessageId>> = {
  VALIDATION_FAILED: 'error.validationFailed',
  MALFORMED_REQUEST: 'error.malformedRequest',
  UNAUTHENTICATED: 'error.unauthenticated',
  FORBIDDEN: 'error.forbidden',
  CSRF_REJECTED: 'error.csrfRejected',
  NOT_FOUND: 'error.notFound',
  METHOD_NOT_ALLOWED: 'error.methodNotAllowed',
  CONFLICT: 'error.conflict',
  STALE: 'error.stale',
  PAYLOAD_TOO_LARGE: 'error.payloadTooLarge',
  TOO_MANY_REQUESTS: 'error.tooManyRequests',
  INTERNAL: 'error.internal',
  UNAVAILABLE: 'error.unavailable',
  NETWORK: 'error.network',
  INVALID_CREDENTIALS: 'error.invalidCredentials',
  ACCOUNT_LOCKED: 'error.accountLocked',
  ACCOUNT_DISABLED: 'error.accountDisabled',
  CHALLENGE_EXPIRED: 'error.challengeExpired',
  CHALLENGE_USED: 'error.challengeUsed',
  CERTIFICATE_OWNER_UNKNOWN: 'error.certificateOwnerUnknown',
  FILE_MISSING: 'error.fileMissing',
  FILE_EMPTY: 'error.fileEmpty',
  FILE_TOO_LARGE: 'error.fileTooLarge',
  FILE_FORMAT_REFUSED: 'error.fileFormatRefused',
  FILE_NAME_INVALID: 'error.fileNameInvalid',
  FILE_NOT_YOURS: 'error.fileNotYours',
  UPLOAD_ABORTED: 'error.uploadAborted',
  UPLOAD_TOO_SLOW: 'error.uploadTooSlow',
  TOO_MANY_UPLOADS: 'error.tooManyUploads',
  STORAGE_FULL: 'error.storageFull',
  FILE_CHANGED: 'error.fileChanged',
  PREPARATION_EXPIRED: 'error.preparationExpired',
  PREPARATION_USED: 'error.preparationUsed',
  SIGNATURE_REFUSED: 'error.signatureRefused',
  SIGNATURE_INDETERMINATE: 'error.signatureIndeterminate',
  SIGNATURE_WAITS: 'error.signatureWaits',
  NOT_YOUR_TURN: 'error.notYourTurn',
  STEP_DECIDED: 'error.stepDecided',
  ACT_RECALLED: 'error.actRecalled',
  ACT_RETURNED: 'error.actReturned',
  ACT_NOT_EDITABLE: 'error.actNotEditable',
  ACT_WITHOUT_FILES: 'error.actWithoutFiles',
  ACT_WITHOUT_BODIES: 'error.actWithoutBodies',
  ACT_WITHOUT_SIGNERS: 'error.actWithoutSigners',
  BODY_IS_DEVELOPER: 'error.bodyIsDeveloper',
  BODY_WITHOUT_DOCUMENTATION: 'error.bodyWithoutDocumentation',
  UNIT_OF_OTHER_BODY: 'error.unitOfOtherBody',
  UNIT_WITHOUT_HEAD: 'error.unitWithoutHead',
  PERSON_OF_OTHER_UNIT: 'error.personOfOtherUnit',
  PERSON_NOT_LEGAL_HEAD: 'error.personNotLegalHead',
  PERSON_NOT_BODY_HEAD: 'error.personNotBodyHead',
  REMARKS_MISSING: 'error.remarksMissing',
  REASON_MISSING: 'error.reasonMissing',
  TERM_IN_PAST: 'error.termInPast',
  VERSION_NOT_DUE: 'error.versionNotDue',
  TOO_MANY_FILES: 'error.tooManyFiles',
  SHEET_NOT_READY: 'error.sheetNotReady',
  NOT_SIGNED: 'error.notSigned',
};
