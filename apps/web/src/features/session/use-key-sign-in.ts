import { useEffect, useRef, useState } from 'react';
import type { SignatureOrigin, SignInChallenge } from '#contracts';
import { api, ask } from '../../api/client';
import { useSignInByCertificate } from '../../api/session';
import { type KeyFileCertificate, NcaLayerError, type Signer } from '../../signing';
import { base64Of, bytesOf } from '../agreements/sign/base64';
import { skewOf } from '../agreements/sign/clock-skew';
import { failureOf, SignFailure } from '../agreements/sign/sign-failure';
import { useKeyFile } from '../agreements/sign/use-key-file';

/** Where the dialog is. */
export type KeySignInPhase =
  | { at: 'key'; cancelled: boolean }
  | { at: 'certificate'; certificates: readonly KeyFileCertificate[] }
  | { at: 'signing'; origin: SignatureOrigin }
  | { at: 'failed'; failure: SignFailure; when: string };

/** Signing in with the authentication key: the portal gives a text, the key signs it, the portal knows the owner. */
export function useKeySignIn(onDone: () => void) {
  const [phase, setPhase] = useState<KeySignInPhase>({ at: 'key', cancelled: false });
  const [skew, setSkew] = useState<number | null>(null);
  const key = useKeyFile('authentication');
  const signer = useRef<Signer | null>(null);
  const signIn = useSignInByCertificate();
  useEffect(() => () => signer.current?.close(), []);

  function fail(error: unknown): void {
    setPhase({ at: 'failed', failure: failureOf(error), when: new Date().toISOString() });
  }

  async function signWith(chosen: Signer | null): Promise<void> {
    if (!chosen) return;
    signer.current = chosen;
    setPhase({ at: 'signing', origin: chosen.origin });
    try {
      const asked = Date.now();
      const challenge = await ask(api.POST('/api/session/challenge'));
      setSkew(skewOf(asked, Date.now(), challenge.serverTime));
      const content = contentOf(challenge);
      for await (const signature of chosen.sign([content])) {
        await signIn.mutateAsync({
          challengeId: challenge.id,
          origin: chosen.origin,
          signature: base64Of(signature),
        });
      }
      onDone();
    } catch (error) {
      if (error instanceof NcaLayerError && error.code === 'NCALAYER_CANCELLED') {
        setPhase({ at: 'key', cancelled: true });
      } else fail(error);
    } finally {
      signer.current = null;
      chosen.close();
    }
  }

  return {
    phase,
    skew,
    /** @throws KeyFileError KEY_FILE_WRONG_PASSWORD, which is said next to the password */
    async openKey(file: File, password: string): Promise<void> {
      setPhase({ at: 'certificate', certificates: await key.open(file, password) });
    },
    chooseKey: (): void => {
      key.drop();
      setPhase({ at: 'key', cancelled: false });
    },
    signWith,
    signWithFile: (serial: string) => signWith(key.take(serial)),
    fail,
  };
}

/**
 * What is to be signed. Nobody signs a text that is for another portal, or that only looks like a sign-in.
 * @throws SignFailure CHALLENGE_ELSEWHERE
 */
function contentOf({ id, content }: SignInChallenge): Uint8Array {
  const bytes = bytesOf(content);
  const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const own = { format: 'kelisim.sign-in/1', origin: location.origin, id };
  const isOwn = Object.entries(own).every(([name, value]) => Object(read)[name] === value);
  if (!isOwn) throw new SignFailure('CHALLENGE_ELSEWHERE');
  return bytes;
}
