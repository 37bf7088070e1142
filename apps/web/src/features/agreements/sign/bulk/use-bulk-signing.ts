import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { InboxItem } from '#contracts';
import { ApiError } from '../../../../api/api-error';
import { api, ask } from '../../../../api/client';
import { type KeyFileCertificate, NcaLayerError, type Signer } from '../../../../signing';
import { useStore } from '../../../../store';
import { prepare, sign } from '../../steps/steps-api';
import { askedStep } from '../asked-step';
import { prepareSignature } from '../prepare-signature';
import { markOf, sendSignature } from '../send-signature';
import { failureOf, type SignFailure } from '../sign-failure';
import { useKeyFile } from '../use-key-file';
import { BulkSigning, type BulkWork, isRetriable, needsOtherKey } from './bulk-signing';

/** Where the dialog is. */
export type BulkPhase =
  | { at: 'preparing' }
  | { at: 'key'; cancelled: boolean; failure: SignFailure | null }
  | { at: 'certificate'; certificates: readonly KeyFileCertificate[] }
  | { at: 'running'; signer: Signer }
  | { at: 'finished' };

const work: BulkWork = {
  async prepare(item, signal) {
    const params = { path: { id: item.subjectId }, query: {} };
    const card = await ask(api.GET('/api/agreements/{id}', { params, signal }));
    const step = askedStep(card, item.verb);
    if (!step) throw new ApiError('NOT_YOUR_TURN');
    // The list is where the act is before his eyes (775:16).
    await ask(api.POST('/api/agreements/steps/{id}/opened', { params: { path: { id: step.id } }, signal }));
    return {
      card,
      stepId: step.id,
      prepared: await prepareSignature(
        () => prepare(step.id),
        () => undefined,
        signal,
      ),
    };
  },
  async send(item, { stepId }, body) {
    const card = await sendSignature({ stepId, actId: item.subjectId }, body, (made) => sign(stepId, made));
    return { signedAt: markOf(card, stepId)?.signedAt ?? null, number: card.version.number };
  },
};

/** Signing many documents of the inbox with one key. */
export function useBulkSigning(items: readonly InboxItem[]) {
  const queryClient = useQueryClient();
  const [phase, setPhase] = useState<BulkPhase>({ at: 'preparing' });
  const [bulk, setBulk] = useState(() => new BulkSigning(items, work));
  const rows = useStore(bulk.rows);
  const key = useKeyFile('signing');
  /** Kept while something may be tried again with it: one unlocking is enough. */
  const kept = useRef<Signer | null>(null);

  useEffect(() => {
    // A dialog that comes anew begins anew: what was left is over.
    const own = new BulkSigning(items, work);
    setBulk(own);
    void own.prepare().then(askForKey);
    return () => {
      own.leave();
      kept.current?.close();
    };
  }, [items]);

  function askForKey(count: number): void {
    setPhase(count > 0 ? { at: 'key', cancelled: false, failure: null } : { at: 'finished' });
  }

  async function signWith(signer: Signer | null): Promise<void> {
    if (!signer) return;
    kept.current = signer;
    setPhase({ at: 'running', signer });
    try {
      await bulk.sign(signer);
      finish();
    } catch (error) {
      dropSigner();
      const cancelled = error instanceof NcaLayerError && error.code === 'NCALAYER_CANCELLED';
      setPhase({ at: 'key', cancelled, failure: cancelled ? null : failureOf(error) });
    } finally {
      void queryClient.invalidateQueries({ queryKey: ['agreements'] });
      void queryClient.invalidateQueries({ queryKey: ['inbox'] });
    }
  }

  function finish(): void {
    const all = bulk.rows.get();
    // Another key may be what is missing; and where nothing is left the key has no more to do.
    if (!all.some(isRetriable) || all.some(needsOtherKey)) dropSigner();
    setPhase({ at: 'finished' });
  }

  function dropSigner(): void {
    kept.current?.close();
    kept.current = null;
  }

  /** What failed, once more: sent again, or prepared and signed anew. */
  async function retry(): Promise<void> {
    setPhase({ at: 'preparing' });
    await bulk.resend();
    const count = await bulk.prepare();
    if (count > 0 && kept.current) await signWith(kept.current);
    else askForKey(count);
  }

  return {
    phase,
    rows,
    skew: rows.find(({ ready }) => ready)?.ready?.prepared.skew ?? null,
    /** @throws KeyFileError KEY_FILE_WRONG_PASSWORD, which is said next to the password */
    async openKey(file: File, password: string): Promise<void> {
      setPhase({ at: 'certificate', certificates: await key.open(file, password) });
    },
    chooseKey: (): void => {
      key.drop();
      setPhase({ at: 'key', cancelled: false, failure: null });
    },
    failed: (error: unknown): void => setPhase({ at: 'key', cancelled: false, failure: failureOf(error) }),
    signWith,
    signWithFile: (serial: string) => signWith(key.take(serial)),
    stop: () => bulk.stop(),
    retry,
  };
}
