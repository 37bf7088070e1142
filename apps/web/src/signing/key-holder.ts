import type { KeyFileCertificate } from './certificate-reader.js';
import { buildSignature } from './cms-builder.js';
import { KeyFileError } from './key-file-errors.js';
import { type KeyFileEntry, type OpenedKeyFile, openKeyStore } from './key-store-reader.js';

/** Real key files are some 10 KB. */
const MAX_BYTES = 1024 * 1024;

/** Keeps one opened key file and signs with its signing certificate. Lives in the worker. */
export class KeyHolder {
  private opened: OpenedKeyFile | undefined;

  /** @throws KeyFileError */
  open(file: Uint8Array, password: string): KeyFileCertificate[] {
    if (file.length > MAX_BYTES) throw new KeyFileError('KEY_FILE_TOO_LARGE');
    this.opened = openKeyStore(file, password);
    chooseSigner(this.opened.entries, new Date());
    return this.opened.entries.map(({ shown }) => shown);
  }

  /**
   * @param content the exact bytes to sign
   * @returns detached CMS, DER
   * @throws KeyFileError
   */
  sign(content: Uint8Array): Uint8Array<ArrayBuffer> {
    if (this.opened === undefined) throw new KeyFileError('KEY_FILE_CLOSED');
    const now = new Date();
    return buildSignature(content, chooseSigner(this.opened.entries, now), this.opened.chain, now);
  }
}

/** The signing certificate that is valid now, the newest of several. */
export function chooseSigner(entries: readonly KeyFileEntry[], now: Date): KeyFileEntry {
  const time = now.toISOString();
  const signing = entries
    .filter(({ shown }) => shown.usage === 'signing')
    .sort((a, b) => (a.shown.notBefore < b.shown.notBefore ? 1 : -1));
  const valid = signing.find(({ shown }) => shown.notBefore <= time && time <= shown.notAfter);
  if (valid !== undefined) return valid;
  const [newest] = signing;
  if (newest === undefined) throw new KeyFileError('KEY_FILE_NO_SIGNING_CERTIFICATE');
  throw new KeyFileError(newest.shown.notAfter < time ? 'KEY_FILE_EXPIRED' : 'KEY_FILE_NOT_YET_VALID');
}
