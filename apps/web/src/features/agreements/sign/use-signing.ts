import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ActCard, SignatureMark, Step } from '#contracts';
import { ApiError } from '../../../api/api-error';
import { api, ask } from '../../../api/client';
import { KeyFile, type KeyFileCertificate } from '../../../signing';
import { useCommand } from '../agreements-queries';
import { sign } from '../steps/steps-api';
import { base64Of } from './base64';
import { type Prepared, prepareSignature } from './prepare-signature';
import { failureOf, type SignFailure } from './sign-failure';

/** Where the dialog is. What is signed stays in sight until the signature is made. */
export type SignPhase =
  | { at: 'preparing'; share: number }
  | { at: 'key' }
  | { at: 'certificate'; certificate: KeyFileCertificate }
  | { at: 'working'; certificate: KeyFileCertificate }
  | { at: 'result'; card: ActCard; mark: SignatureMark | null }
  | { at: 'failed'; failure: SignFailure; when: string; retry: 'prepare' | 'key' | 'send' };

/** A signature that was made but of which the portal has not answered yet. */
interface Made {
  preparationId: string;
  signature: string;
}

/** One act of signing: prepare and compare, open the key, sign, hand over. Nothing of it is optimistic. */
export function useSigning(step: Step, actId: string) {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<SignPhase>({ at: 'preparing', share: 0 });
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = useRef<KeyFile | null>(null);
  const made = useRef<Made | null>(null);
  const command = useCommand((body: Made) => sign(step.id, body));

  useEffect(() => () => key.current?.close(), []);
  useEffect(() => {
    const abort = new AbortController();
    setPhase({ at: 'preparing', share: 0 });
    setPrepared(null);
    made.current = null;
    prepareSignature(step.id, (share) => setPhase({ at: 'preparing', share }), abort.signal).then(
      (ready) => {
        if (abort.signal.aborted) return;
        setPrepared(ready);
        setPhase({ at: 'key' });
      },
      (error) => {
        if (!abort.signal.aborted) fail(error, 'prepare');
      },
    );
    return () => abort.abort();
  }, [step.id, attempt]);

  function fail(error: unknown, retry: 'prepare' | 'key' | 'send'): void {
    setPhase({ at: 'failed', failure: failureOf(error), when: new Date().toISOString(), retry });
  }

  function chooseKey(): void {
    made.current = null;
    key.current?.close();
    key.current = null;
    setPhase({ at: 'key' });
  }

  /** @throws KeyFileError KEY_FILE_WRONG_PASSWORD, which is said next to the password */
  async function openKey(file: File, password: string): Promise<void> {
    const opened = await KeyFile.open(file, password);
    key.current?.close();
    key.current = opened;
    const certificate = opened.certificates.find(({ usage }) => usage === 'signing');
    if (certificate) setPhase({ at: 'certificate', certificate });
  }

  async function signNow(certificate: KeyFileCertificate): Promise<void> {
    const opened = key.current;
    if (!opened || !prepared) return;
    // Taken out at once: a second click signs nothing.
    key.current = null;
    setPhase({ at: 'working', certificate });
    try {
      const signature = base64Of(await opened.sign(prepared.manifest));
      made.current = { preparationId: prepared.preparation.id, signature };
    } catch (error) {
      return fail(error, 'key');
    } finally {
      opened.close();
    }
    await handOver();
  }

  /** Gives the portal the signature. Given twice, it is taken once: the second answer is the card as it is. */
  async function handOver(): Promise<void> {
    if (!made.current) return;
    try {
      finish(await command.mutateAsync(made.current));
    } catch (error) {
      const code = error instanceof ApiError ? error.code : null;
      if (code === 'PREPARATION_USED' || code === 'STEP_DECIDED') await lookAgain(error);
      else if (code === 'NETWORK' || code === 'UNAVAILABLE' || code === 'UNAUTHENTICATED')
        fail(error, 'send');
      else fail(error, code === 'PREPARATION_EXPIRED' ? 'prepare' : 'key');
    }
  }

  async function lookAgain(error: unknown): Promise<void> {
    try {
      const card = await ask(api.GET('/api/agreements/{id}', { params: { path: { id: actId }, query: {} } }));
      void queryClient.invalidateQueries({ queryKey: ['agreements'] });
      if (markOf(card, step.id)) finish(card);
      else fail(error, 'prepare');
    } catch (failure) {
      fail(failure, 'send');
    }
  }

  function finish(card: ActCard): void {
    setPhase({ at: 'result', card, mark: markOf(card, step.id) });
  }

  return {
    phase,
    prepared,
    openKey,
    chooseKey,
    sign: signNow,
    fail: (error: unknown) => fail(error, 'key'),
    retry: (what: 'prepare' | 'key' | 'send') => {
      if (what === 'prepare') setAttempt((now) => now + 1);
      else if (what === 'key') chooseKey();
      else void handOver();
    },
  };
}

function markOf({ version }: ActCard, stepId: string): SignatureMark | null {
  const steps = [...version.steps, ...version.reviews.flatMap(({ inner }) => inner?.steps ?? [])];
  return steps.find(({ id }) => id === stepId)?.signature ?? null;
}
