import type { KeyFileCertificate, KeyPurpose } from './certificate-reader.js';
import { buildSignature } from './cms-builder.js';
import { KeyFileError } from './key-file-errors.js';
import { type KeyFileEntry, type OpenedKeyFile, openKeyStore } from './key-store-reader.js';

/** Real key files are some 10 KB. */
const MAX_BYTES = 1024 * 1024;

const NO_CERTIFICATE = {
  signing: 'KEY_FILE_NO_SIGNING_CERTIFICATE',
  authentication: 'KEY_FILE_NO_AUTHENTICATION_CERTIFICATE',
} as const;

/** Keeps one opened key file and signs with its certificates. Lives in the worker. */
export class KeyHolder {
  private opened: OpenedKeyFile | undefined;

  /**
   * @returns the certificates that serve the purpose now, the newest first; at least one
   * @throws KeyFileError
   */
  async open(file: Uint8Array, password: string, purpose: KeyPurpose): Promise<KeyFileCertificate[]> {
    if (file.length > MAX_BYTES) throw new KeyFileError('KEY_FILE_TOO_LARGE');
    const { entries, chain } = await openKeyStore(file, password);
    this.opened = { entries: usableNow(entries, purpose, new Date()), chain };
    return this.opened.entries.map(({ shown }) => shown);
  }

  /**
   * @param content the exact bytes to sign
   * @param serial of the certificate to sign with, one of those that `open` gave
   * @returns detached CMS, DER
   * @throws KeyFileError
   */
  sign(content: Uint8Array, serial: string): Uint8Array<ArrayBuffer> {
    const signer = this.opened?.entries.find(({ shown }) => shown.serial === serial);
    if (this.opened === undefined || signer === undefined) throw new KeyFileError('KEY_FILE_CLOSED');
    return buildSignature(content, signer, this.opened.chain, new Date());
  }
}

/** The certificates for a purpose that are valid now, the newest first. */
function usableNow(entries: readonly KeyFileEntry[], purpose: KeyPurpose, now: Date): KeyFileEntry[] {
  const time = now.toISOString();
  const fitting = entries
    .filter(({ shown }) => shown.usage === purpose)
    .sort((a, b) => (a.shown.notBefore < b.shown.notBefore ? 1 : -1));
  const valid = fitting.filter(({ shown }) => shown.notBefore <= time && time <= shown.notAfter);
  if (valid.length > 0) return valid;
  const [newest] = fitting;
  if (newest === undefined) throw new KeyFileError(NO_CERTIFICATE[purpose]);
  throw new KeyFileError(newest.shown.notAfter < time ? 'KEY_FILE_EXPIRED' : 'KEY_FILE_NOT_YET_VALID');
}
