import { ERROR_STATUS, type ErrorCode, type FieldError } from '#contracts';

/** A refusal with a code of the contracts. The web says it in the reader's language; the server sends no prose. */
export class AppError extends Error {
  readonly status: number;

  /**
   * @param code what is refused
   * @param params values for the sentence: numbers, names, codes; never secrets
   * @param fields for VALIDATION_FAILED: which fields, and which rule each broke
   */
  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, unknown> = {},
    readonly fields?: FieldError[],
  ) {
    super(code);
    this.name = 'AppError';
    this.status = ERROR_STATUS[code];
  }
}
