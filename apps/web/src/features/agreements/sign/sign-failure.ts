import { ApiError, valuesIn } from '../../../api/api-error';
import { KeyFileError } from '../../../signing/key-file-errors';
import { NcaLayerError } from '../../../signing/nca-layer-errors';

/** Why nothing was signed. `code` is shown, so that it can be read out to whoever helps. */
export class SignFailure extends Error {
  constructor(
    readonly code: string,
    /** Of the request that failed */
    readonly traceId: string | null = null,
    /** What its words name, such as who was first */
    readonly values: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = 'SignFailure';
  }
}

/** A refusal of the server names the signature's own fault in `params.code`. */
export function failureOf(error: unknown): SignFailure {
  if (error instanceof SignFailure) return error;
  if (error instanceof KeyFileError || error instanceof NcaLayerError) return new SignFailure(error.code);
  if (!(error instanceof ApiError)) return new SignFailure('INTERNAL');
  const { code } = error.params;
  const own = error.code === 'SIGNATURE_REFUSED' || error.code === 'SIGNATURE_INDETERMINATE';
  return new SignFailure(own && typeof code === 'string' ? code : error.code, error.traceId, valuesIn(error));
}
