import { useEffect, useRef } from 'react';
import {
  KeyFile,
  type KeyFileCertificate,
  type KeyPurpose,
  keyFileSigner,
  type Signer,
} from '../../../signing';

/** The key file of a dialog: opened at most one at a time, and closed with the dialog. */
export function useKeyFile(purpose: KeyPurpose) {
  const opened = useRef<KeyFile | null>(null);
  function drop(): void {
    opened.current?.close();
    opened.current = null;
  }
  useEffect(() => drop, []);
  return {
    drop,
    /** @throws KeyFileError */
    async open(file: File, password: string): Promise<readonly KeyFileCertificate[]> {
      const key = await KeyFile.open(file, password, purpose);
      drop();
      opened.current = key;
      return key.certificates;
    },
    /** Hands the key over to whoever closes it. Taken out at once: a second click signs nothing. */
    take(serial: string): Signer | null {
      const key = opened.current;
      opened.current = null;
      return key && keyFileSigner(key, serial);
    },
  };
}
