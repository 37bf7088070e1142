import { useEffect, useRef, useState } from 'react';
import type { Preparation, SignatureOrigin, SignBody } from '#contracts';
import { type KeyFileCertificate, NcaLayerError, type Signer } from '../../../signing';
import { base64Of } from './base64';
import { type Prepared, prepareSignature } from './prepare-signature';
import { preparationRetryOf, type Retry, retryOf } from './retry';
import { failureOf, type SignFailure } from './sign-failure';
import { useKeyFile } from './use-key-file';

/** Where the dialog is. What is signed stays in sight until the signature is made. */
export type SignPhase<Result> =
  | { at: 'preparing'; share: number }
  | { at: 'key'; cancelled: boolean }
  | { at: 'certificate'; certificates: readonly KeyFileCertificate[] }
  | { at: 'signing'; origin: SignatureOrigin }
  | { at: 'sending' }
  | { at: 'result'; result: Result }
  | { at: 'failed'; failure: SignFailure; when: string; retry: Retry };

/** What is signed: how it is prepared, and what its signature is given to. */
export interface SigningDeed<Result> {
  /** Names it: another one is prepared anew. */
  readonly key: string;
  readonly prepare: () => Promise<Preparation>;
  /** Given twice, it is taken once. */
  readonly send: (body: SignBody) => Promise<Result>;
}

/** One act of signing: prepare and compare, open the key, sign, hand over. Nothing of it is optimistic. */
export function useSigning<Result>(deed: SigningDeed<Result>) {
  const [phase, setPhase] = useState<SignPhase<Result>>({ at: 'preparing', share: 0 });
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = useKeyFile('signing');
  const signer = useRef<Signer | null>(null);
  /** A signature that was made but of which the portal has not answered yet. */
  const made = useRef<SignBody | null>(null);

  useEffect(() => () => signer.current?.close(), []);
  useEffect(() => {
    const abort = new AbortController();
    setPhase({ at: 'preparing', share: 0 });
    setPrepared(null);
    made.current = null;
    prepareSignature(deed.prepare, (share) => setPhase({ at: 'preparing', share }), abort.signal).then(
      (ready) => {
        if (abort.signal.aborted) return;
        setPrepared(ready);
        setPhase({ at: 'key', cancelled: false });
      },
      (error) => {
        if (!abort.signal.aborted) fail(error, preparationRetryOf(error));
      },
    );
    return () => abort.abort();
  }, [deed.key, attempt]);

  function fail(error: unknown, retry: Retry): void {
    setPhase({ at: 'failed', failure: failureOf(error), when: new Date().toISOString(), retry });
  }

  function chooseKey(cancelled = false): void {
    made.current = null;
    key.drop();
    setPhase({ at: 'key', cancelled });
  }

  /** @throws KeyFileError KEY_FILE_WRONG_PASSWORD, which is said next to the password */
  async function openKey(file: File, password: string): Promise<void> {
    setPhase({ at: 'certificate', certificates: await key.open(file, password) });
  }

  async function signWith(chosen: Signer | null): Promise<void> {
    if (!chosen || !prepared) return;
    signer.current = chosen;
    setPhase({ at: 'signing', origin: chosen.origin });
    try {
      for await (const signature of chosen.sign([prepared.manifest])) {
        made.current = {
          preparationId: prepared.preparation.id,
          origin: chosen.origin,
          signature: base64Of(signature),
        };
      }
    } catch (error) {
      const cancelled = error instanceof NcaLayerError && error.code === 'NCALAYER_CANCELLED';
      return cancelled ? chooseKey(true) : fail(error, 'key');
    } finally {
      signer.current = null;
      chosen.close();
    }
    await handOver();
  }

  async function handOver(): Promise<void> {
    if (!made.current) return;
    setPhase({ at: 'sending' });
    try {
      setPhase({ at: 'result', result: await deed.send(made.current) });
    } catch (error) {
      fail(error, retryOf(error));
    }
  }

  return {
    phase,
    prepared,
    openKey,
    chooseKey: () => chooseKey(),
    signWith,
    signWithFile: (serial: string) => signWith(key.take(serial)),
    fail: (error: unknown) => fail(error, 'key'),
    retry: (what: Retry) => {
      if (what === 'prepare') setAttempt((now) => now + 1);
      else if (what === 'key') chooseKey();
      else if (what === 'send') void handOver();
    },
  };
}
