import { z } from 'zod';

/**
 * Every refusal the portal can answer, by room, with its HTTP status.
 * The server sends the code and its parameters; the web says it in the reader's language.
 */
export const ERROR_STATUS = {
  // kernel
  VALIDATION_FAILED: 400,
  MALFORMED_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CSRF_REJECTED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  /** The thing changed since the page was opened: somebody acted first, or this tab is old. */
  CONFLICT: 409,
  /** The card was saved elsewhere after it was opened here; `params.revision` is the newer one. */
  STALE: 409,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  /** An account or an address asks more often than people do; `params.seconds` to wait. */
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  // directory: sign-in
  INVALID_CREDENTIALS: 401,
  ACCOUNT_LOCKED: 423,
  ACCOUNT_DISABLED: 403,
  CHALLENGE_EXPIRED: 409,
  CHALLENGE_USED: 409,
  /** A good certificate, but of nobody who works in the portal. */
  CERTIFICATE_OWNER_UNKNOWN: 401,
  /** The provider (OpenID Connect) or the directory of passwords (LDAP) gives no answer. */
  PROVIDER_DOWN: 503,
  PASSWORD_DIRECTORY_DOWN: 503,
  /** The provider did not sign the person in: he gave up there, or may not. */
  PROVIDER_REFUSED: 401,
  /** What the provider answered does not hold. */
  PROVIDER_ANSWER_INVALID: 401,
  /** Signing in by the provider was not begun in this browser, took too long, or is done already. */
  PROVIDER_ATTEMPT_OVER: 409,
  /** What claims to be the provider's notice of a session that ended there is not. */
  PROVIDER_NOTICE_INVALID: 400,
  /** The provider vouches for somebody who has no account in the portal. */
  PROVIDER_PERSON_UNKNOWN: 401,
  /** Its owner ended the session from elsewhere, or changed the password there. */
  SESSION_ENDED: 401,
  // directory: accounts and the second factor
  /** The person has an account already, or one is asked for him; `params.name` is his name. */
  ACCOUNT_EXISTS: 409,
  /** `params.login` is somebody else's. */
  LOGIN_TAKEN: 409,
  OWN_ACCOUNT: 409,
  OWN_REQUEST: 409,
  /** The holder keeps the whole portal: only an administrator may. */
  ACCOUNT_PROTECTED: 403,
  /** Approved, but its owner has not set a password by the activation code. */
  ACCOUNT_NOT_ACTIVATED: 403,
  ACTIVATION_UNKNOWN: 404,
  ACTIVATION_EXPIRED: 410,
  ACTIVATION_USED: 410,
  /** The first step of signing in is too long ago, or was used. */
  SIGN_IN_EXPIRED: 409,
  /** `params.attemptsLeft` */
  CODE_WRONG: 422,
  SECOND_FACTOR_OFF: 409,
  SECOND_FACTOR_REQUIRED: 409,
  SECOND_FACTOR_PRESENT: 409,
  SECOND_FACTOR_ABSENT: 409,
  // directory: a new password; `params.least` and `params.most` are lengths in characters
  PASSWORD_TOO_SHORT: 422,
  PASSWORD_TOO_LONG: 422,
  PASSWORD_COMMON: 422,
  PASSWORD_PERSONAL: 422,
  PASSWORD_UNCHANGED: 422,
  // directory: keeping it (617:20-22)
  /** `params.by` heads the body or the unit then already. */
  POST_HELD: 409,
  POST_ENDED: 409,
  /** Somebody with this IIN is in the directory already. */
  IIN_KNOWN: 409,
  BIN_KNOWN: 409,
  /** People or units are in it still; `params.people`, `params.units` tell how many. */
  UNIT_NOT_EMPTY: 422,
  UNIT_CLOSED: 409,
  /** Only a deputy head of the body oversees its units; a leadership is overseen by nobody. */
  OVERSEER_NOT_DEPUTY: 422,
  /** It would lie below itself. */
  TREE_CYCLE: 422,
  DAY_IN_PAST: 422,
  /** Work that was given to him by name is not handed over; `params.keys` are the tasks. */
  WORK_NOT_HANDED_OVER: 422,
  /** He may not take the work on; `params.key` is the task. */
  CANNOT_TAKE_WORK: 422,
  PHOTO_REFUSED: 415,
  // directory: duties and posts; somebody else gives them to whoever keeps them
  DUTY_TO_SELF: 422,
  POST_TO_SELF: 422,
  // the record: a sheet has no room for so many entries; `params.most` tells for how many
  RECORD_TOO_LONG: 422,
  // directory: delegations
  DELEGATION_TO_SELF: 422,
  DELEGATION_TO_OTHER_BODY: 422,
  /** The stand-in has no account, or it is blocked. */
  STAND_IN_WITHOUT_ACCOUNT: 422,
  /** The stand-in has given his own work to another for some of these days; `params.until` is the last of them. */
  STAND_IN_AWAY: 422,
  /** In the stead of somebody whose account is blocked nobody acts. */
  PRINCIPAL_BLOCKED: 422,
  DELEGATION_IN_PAST: 422,
  /** `params.days` is the most. */
  DELEGATION_TOO_LONG: 422,
  /** Somebody else stands in there for some of these days: `params.name`, `params.from`, `params.to`. */
  DELEGATION_OVERLAPS: 409,
  DELEGATION_OVER: 409,
  // directory: named duties
  /** Nobody could give it any more. */
  LAST_ADMINISTRATOR: 409,
  // directory: import; `params.limit` is the most rows
  IMPORT_FORMAT_REFUSED: 415,
  IMPORT_EMPTY: 422,
  IMPORT_TOO_LONG: 422,
  /** A column is told twice, or one that new entries need is not told. */
  IMPORT_COLUMNS_WRONG: 422,
  IMPORT_ROWS_WRONG: 422,
  /** The directory changed after the rows were compared with it. */
  IMPORT_STALE: 409,
  /** For a reason that nobody foresaw; nothing was entered. */
  IMPORT_BROKEN: 500,
  /** It is being entered, or was. */
  IMPORT_ORDERED: 409,
  // files (775:9, 10)
  FILE_MISSING: 400,
  FILE_EMPTY: 400,
  FILE_TOO_LARGE: 413,
  FILE_FORMAT_REFUSED: 415,
  FILE_NAME_INVALID: 400,
  FILE_NOT_YOURS: 409,
  UPLOAD_ABORTED: 400,
  UPLOAD_TOO_SLOW: 408,
  /** What one person has uploaded and put into no document; `params.limit` is the most, bytes. */
  TOO_MANY_UPLOADS: 429,
  STORAGE_FULL: 507,
  /** The bytes on the disk are not those that were signed; `params.name` is the file. */
  FILE_CHANGED: 409,
  /** `params.names`: files that no scanner has passed yet. */
  FILE_BEING_CHECKED: 409,
  /** `params.names`: files in which a virus was found. */
  FILE_INFECTED: 409,
  /** `params.names`: files that the scanner cannot look into whole. */
  FILE_UNSCANNABLE: 409,
  /** `params.reason`: one of PREVIEW_REASONS. */
  PREVIEW_IMPOSSIBLE: 422,
  /** `params.name` is the file, `params.reason` one of TEXT_REFUSALS. */
  TEXT_UNREADABLE: 422,
  // signing
  PREPARATION_EXPIRED: 409,
  PREPARATION_USED: 409,
  SIGNATURE_REFUSED: 422,
  SIGNATURE_INDETERMINATE: 422,
  /** A signature by the same key waits for its check already; `params.since` tells since when. */
  SIGNATURE_WAITS: 409,
  // agreements (775:12-20)
  NOT_YOUR_TURN: 409,
  STEP_DECIDED: 409,
  /** He had his part in this passage as somebody else: himself, or in another's stead. */
  FOUR_EYES: 409,
  /** The initiator took the act back before the step was decided; `params.by` is his name. */
  ACT_RECALLED: 409,
  /** Somebody returned the act before the step was decided; `params.by` is his name. */
  ACT_RETURNED: 409,
  ACT_NOT_EDITABLE: 409,
  ACT_WITHOUT_FILES: 422,
  ACT_WITHOUT_BODIES: 422,
  ACT_WITHOUT_SIGNERS: 422,
  BODY_IS_DEVELOPER: 422,
  BODY_WITHOUT_DOCUMENTATION: 422,
  UNIT_OF_OTHER_BODY: 422,
  UNIT_WITHOUT_HEAD: 422,
  PERSON_OF_OTHER_UNIT: 422,
  /** He is neither the head of the body nor one of its deputies. */
  PERSON_NOT_OF_MANAGEMENT: 422,
  PERSON_NOT_LEGAL_HEAD: 422,
  PERSON_NOT_BODY_HEAD: 422,
  // agreements: the route (775:15, 64)
  /** Superiors are heads of units and deputies of the body's head. */
  PERSON_NOT_SUPERIOR: 422,
  /** Beside the head his deputies sign. */
  PERSON_NOT_SIGNER: 422,
  /** `params.name` stands in the route twice. */
  ROUTE_REPEATS: 422,
  /** It would take out, or put something before, what was taken already. */
  ROUTE_TAKEN: 409,
  /** What followed from the decision was opened already; `params.by` has it. */
  STEP_FOLLOWED: 409,
  /** The one before took his decision back; `params.by` is his name. */
  STEP_TAKEN_BACK: 409,
  /** The developer took the body off the list, or it said that the act is not meant for it. */
  REVIEW_WITHDRAWN: 409,
  /** The body is asked already. */
  BODY_ASKED: 409,
  /** The unit is asked already, or is the responsible one. */
  UNIT_ASKED: 409,
  UNITS_HAVE_TIME: 409,
  OPINION_TOO_LATE: 409,
  SUGGESTION_DECIDED: 409,
  PROLONGATION_DECIDED: 409,
  /** `params.limit` is the most that a body keeps. */
  TOO_MANY_TEMPLATES: 409,
  TOO_MANY_VIEWS: 409,
  /** With `most`. */
  LIST_TOO_LONG: 422,
  /** Longer than the Regulations allow; `params.days` is the most. */
  TERM_TOO_LONG: 422,
  /** Units answer within the term of their body; `params.until` is its last day. */
  UNITS_DAY_TOO_LATE: 422,
  /** A day is set by a superior's written assignment: its basis or its file is missing. */
  ASSIGNMENT_MISSING: 422,
  REMARKS_MISSING: 422,
  /** Another wrote or changed remarks of the step meanwhile: `params.by`; both are kept. */
  REMARKS_CHANGED: 409,
  /** The executor has said nothing of `params.count` remarks of units. */
  UNIT_REMARKS_OPEN: 422,
  /** A new version answers each remark on the one before it; `params.count` have no answer. */
  REMARKS_UNANSWERED: 422,
  /** `params.name` refused, or is not content yet: the new version goes to it too. */
  BODY_LEFT_OUT: 422,
  NOTHING_TO_SEND: 409,
  /** Nothing of a body's remarks is left that is not accepted (775:21). */
  NOTHING_DISPUTED: 422,
  /** The other side has not seen the protocol as it is now. */
  PROTOCOL_CHANGED: 409,
  /** The document of the protocol is being made. */
  PROTOCOL_NOT_READY: 409,
  REASON_MISSING: 422,
  TERM_IN_PAST: 422,
  VERSION_NOT_DUE: 409,
  TOO_MANY_FILES: 422,
  SHEET_NOT_READY: 409,
  NOT_SIGNED: 409,
  // agreements: the Office, the package, the EDMS (775:22, 23)
  /** The act is not agreed by all, or its letter is on its way already. */
  LETTER_NOT_DUE: 409,
  LETTER_NOT_READY: 409,
  /** The directory has no Prime Minister's Office that takes part. */
  OFFICE_MISSING: 422,
  /** `params.field` is none that a letter can be filled in with. */
  TEMPLATE_FIELD_UNKNOWN: 422,
  PACKAGE_NOT_READY: 409,
  DELIVERY_NOT_DUE: 409,
  /** The body has set no way to its EDMS. */
  EDMS_WAY_MISSING: 409,
  /** Not among the servers that the portal may call. */
  EDMS_ADDRESS_REFUSED: 422,
  EDMS_FOLDER_REFUSED: 422,
  EDMS_CREDENTIALS_MISSING: 422,
  EDMS_CERTIFICATE_WRONG: 422,
  // agreements: withdrawal and archive
  /** The initiator withdrew the act for good; `params.by` is his name. */
  ACT_WITHDRAWN: 409,
  WITHDRAWAL_NOT_DUE: 409,
  ARCHIVE_NOT_DUE: 409,
  ACT_ARCHIVED: 409,
  // agreements: for official use (775:3)
  /** An edit does not take the mark off: that is a deed of its own, with a reason. */
  OFFICIAL_USE_STAYS: 409,
  /** The act has gone to other bodies, or is on its way to be signed: the mark stays. */
  OFFICIAL_USE_FIXED: 409,
  /** Only a marked act has people named to it. */
  ACT_NOT_MARKED: 409,
  /** Who names readers in an approving body names them from it; a post is given to people of its body. */
  PERSON_OF_OTHER_BODY: 422,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One field that was refused: `path` as in the request body, `rule` names what it broke. */
export const fieldError = z.object({ path: z.string(), rule: z.string() });
export type FieldError = z.infer<typeof fieldError>;

/** Body of every refusal (RFC 9457): no prose, no stack. */
export const problem = z.object({
  type: z.string(),
  status: z.number().int(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  fields: z.array(fieldError).optional(),
  traceId: z.string(),
});
export type Problem = z.infer<typeof problem>;
