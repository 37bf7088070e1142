import type { SignatureOrigin } from '#contracts';
import type { KeyFile } from './key-file.js';

/** Something that signs: an opened key file, or NCALayer. */
export interface Signer {
  readonly origin: SignatureOrigin;
  /**
   * Signs each content, in their order; what has come before a failure is good.
   * @returns detached CMS, DER
   * @throws KeyFileError, NcaLayerError
   */
  sign(contents: readonly Uint8Array[]): AsyncIterable<Uint8Array<ArrayBuffer>>;
  close(): void;
}

/** Signs with one certificate of an opened key file; closing it ends the key. */
export function keyFileSigner(file: KeyFile, serial: string): Signer {
  return {
    origin: 'key-file',
    async *sign(contents) {
      for (const content of contents) yield await file.sign(content, serial);
    },
    close: () => file.close(),
  };
}
