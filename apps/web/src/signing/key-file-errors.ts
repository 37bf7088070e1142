/** Why a key file cannot be used; each is put into words by the page. */
export const KEY_FILE_CODES = [
  'KEY_FILE_NOT_P12',
  'KEY_FILE_TOO_LARGE',
  'KEY_FILE_WRONG_PASSWORD',
  /** The key is of the GOST kind: NCALayer can sign with it, the browser cannot. */
  'KEY_FILE_GOST',
  /** Encrypted, or a key of a kind, that the browser cannot read. */
  'KEY_FILE_UNSUPPORTED',
  'KEY_FILE_NO_SIGNING_CERTIFICATE',
  'KEY_FILE_NO_AUTHENTICATION_CERTIFICATE',
  'KEY_FILE_EXPIRED',
  'KEY_FILE_NOT_YET_VALID',
  /** The worker that held the key is gone. */
  'KEY_FILE_CLOSED',
] as const;
export type KeyFileCode = (typeof KEY_FILE_CODES)[number];

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';

  constructor(readonly code: KeyFileCode) {
    super(code);
  }
}
