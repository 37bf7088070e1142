import type { Preparation } from '#contracts';
import { download } from '../../../api/download';
import { manifestLists, sha256Hex } from '../../../signing';
import { bytesOf } from './base64';
import { skewOf } from './clock-skew';
import { SignFailure } from './sign-failure';

/** What is to be signed, compared on this computer with what the portal says it is. */
export interface Prepared {
  preparation: Preparation;
  /** Exact bytes to sign */
  manifest: Uint8Array<ArrayBuffer>;
  /** The signer's statement, as it is signed */
  statement: string;
  /** Minutes by which this computer's clock is ahead of the portal's; null while it does not matter */
  skew: number | null;
}

/** Told how much of what is to be signed has been read, 0 to 1. */
type OnProgress = (share: number) => void;

/**
 * Asks what is to be signed, reads it all, and computes every hash anew.
 * @throws SignFailure OBJECT_CHANGED a file differs from its hash; MANIFEST_DIFFERS the manifest lists something
 *   else; ApiError; DOMException `AbortError`
 */
export async function prepareSignature(
  ask: () => Promise<Preparation>,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Prepared> {
  const asked = Date.now();
  const preparation = await ask();
  const skew = skewOf(asked, Date.now(), preparation.serverTime);
  signal.throwIfAborted();
  const manifest = bytesOf(preparation.manifest);
  const statement = bytesOf(preparation.statement);
  const total = preparation.objects.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  const count = (bytes: number) => {
    read += bytes;
    onProgress(total === 0 ? 1 : Math.min(1, read / total));
  };

  const hashed: { uri: string; sha256: string }[] = [];
  for (const { uri, href, sha256 } of preparation.objects) {
    const source = href === null ? statement : await download(href, count, signal);
    if (href === null) count(statement.byteLength);
    const own = await sha256Hex(source);
    if (own !== sha256) throw new SignFailure('OBJECT_CHANGED');
    hashed.push({ uri, sha256: own });
  }
  if (!manifestLists(manifest, hashed)) throw new SignFailure('MANIFEST_DIFFERS');
  return { preparation, manifest, statement: new TextDecoder().decode(statement), skew };
}
