/** Why nothing came of NCALayer; each is put into words by the page. */
export const NCALAYER_CODES = [
  'NCALAYER_NOT_RUNNING',
  /** The person pressed "cancel" in NCALayer's window. */
  'NCALAYER_CANCELLED',
  /** NCALayer ended, or was closed, while it was waited for. */
  'NCALAYER_CLOSED',
  /** It refused, for a reason of its own. */
  'NCALAYER_FAILED',
  /** It answered something that is not what was asked for. */
  'NCALAYER_ANSWER_WRONG',
  /** It put the text into the signature, though asked not to. */
  'NCALAYER_ATTACHED',
] as const;
export type NcaLayerCode = (typeof NCALAYER_CODES)[number];

export class NcaLayerError extends Error {
  override readonly name = 'NcaLayerError';

  constructor(readonly code: NcaLayerCode) {
    super(code);
  }
}
